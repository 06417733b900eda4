/** Numbers that a question draws, as draws.py draws them in Python: everybody with the same seed gets the same. */

export interface Drawn {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly start: number;
  /** The numbers to choose from; none means the integers from low to high. */
  readonly listed: readonly number[];
}

const NEXT_DRAW = 0x9e3779b9;
/** Until a draw is found that is told apart from its typical mistakes. */
export const TRIES = 200;

/** Mulberry32: integers from 0 to 2³² − 1, from 32 bits of state. */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
}

/** One number of each kind, again and again; every draw has a stream of its own. */
export function* stream(
  inputs: readonly Drawn[],
  seed: number,
  draw: number,
): Generator<Record<string, number>, never> {
  const random = mulberry32(seed + Math.imul(draw, NEXT_DRAW));
  const below = (n: number): number => Math.floor((random() * n) / 2 ** 32);
  for (;;) {
    yield Object.fromEntries(
      inputs.map(({ name, low, high, listed }) => [
        name,
        listed.length > 0 ? listed[below(listed.length)] : low + below(high - low + 1),
      ]),
    );
  }
}

/** The numbers of a draw: the first in its stream that are accepted. Draw 0 is the one that is printed. */
export function drawNumbers(
  inputs: readonly Drawn[],
  seed: number,
  draw: number,
  accept: (numbers: Record<string, number>) => boolean = () => true,
): Record<string, number> {
  if (draw === 0) return Object.fromEntries(inputs.map(({ name, start }) => [name, start]));
  const numbers = stream(inputs, seed, draw);
  let found = numbers.next().value;
  for (let tries = 1; tries < TRIES && !accept(found); tries++) found = numbers.next().value;
  return found;
}
