/**
 * Which examples each step uses: numpy's `default_rng([seed, epoch]).permutation(count)`, cut into batches, so that
 * Python and page take the same ones.
 *
 * Sources: O'Neill, "PCG: A family of simple fast space-efficient statistically good algorithms for random number
 * generation" (2014), for the generator; numpy's bit_generator.pyx for how seeds are mixed, and its distributions.c for
 * how a number is kept below a bound.
 */

const M32 = 0xffffffff;
const M64 = (1n << 64n) - 1n;
const M128 = (1n << 128n) - 1n;
const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;

/** numpy's SeedSequence for small whole numbers: eight words of 32 bits. */
function seedWords(entropy: readonly number[]): Uint32Array {
  let constant = 0x43b0d7e5;
  const hashed = (value: number): number => {
    value = (value ^ constant) >>> 0;
    constant = Math.imul(constant, 0x931e8875) >>> 0;
    value = Math.imul(value, constant) >>> 0;
    return (value ^ (value >>> 16)) >>> 0;
  };
  const mixed = (x: number, y: number): number => {
    const value = (Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y)) >>> 0;
    return (value ^ (value >>> 16)) >>> 0;
  };
  const pool = Uint32Array.from({ length: 4 }, (_, i) => hashed(entropy[i] ?? 0));
  for (let from = 0; from < 4; from++)
    for (let to = 0; to < 4; to++) if (from !== to) pool[to] = mixed(pool[to], hashed(pool[from]));
  let other = 0x8b51f9dd;
  return Uint32Array.from({ length: 8 }, (_, i) => {
    let value = (pool[i % 4] ^ other) >>> 0;
    other = Math.imul(other, 0x58f38ded) >>> 0;
    value = Math.imul(value, other) >>> 0;
    return (value ^ (value >>> 16)) >>> 0;
  });
}

/** numpy's PCG64: 32 bits at a call, the low half of each word first. */
function generator(entropy: readonly number[]): () => number {
  const words = seedWords(entropy);
  const word = (i: number): bigint => (BigInt(words[2 * i + 1]) << 32n) | BigInt(words[2 * i]);
  const increment = ((((word(2) << 64n) | word(3)) << 1n) | 1n) & M128;
  let state = (increment + ((word(0) << 64n) | word(1))) & M128;
  const step = (): void => void (state = (state * MULTIPLIER + increment) & M128);
  step();
  let kept = -1;
  return () => {
    if (kept >= 0) {
      const high = kept;
      kept = -1;
      return high;
    }
    step();
    const turn = state >> 122n;
    const value = (state >> 64n) ^ (state & M64);
    const turned = ((value >> turn) | (value << ((64n - turn) & 63n))) & M64;
    kept = Number(turned >> 32n);
    return Number(turned & BigInt(M32));
  };
}

/** A whole number from 0 to `last`, all equally likely: of as few bits as hold it, drawn until it is not above. */
function below(next: () => number, last: number): number {
  const bits = M32 >>> Math.clz32(last);
  for (;;) {
    const value = (next() & bits) >>> 0;
    if (value <= last) return value;
  }
}

export function permutation(seed: number, epoch: number, count: number): Int32Array {
  const next = generator([seed, epoch]);
  const places = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = below(next, i);
    [places[i], places[j]] = [places[j], places[i]];
  }
  return places;
}

/** The examples of each step by its number from 0; null where a step uses all of them. */
export function batches(seed: number, count: number, size: number): (step: number) => Int32Array | null {
  if (size >= count) return () => null;
  const perEpoch = Math.ceil(count / size);
  let known = -1;
  let order: Int32Array = new Int32Array();
  return (step) => {
    const epoch = Math.floor(step / perEpoch);
    if (epoch !== known) order = permutation(seed, epoch, count);
    known = epoch;
    const k = step % perEpoch;
    return order.subarray(k * size, (k + 1) * size);
  };
}
