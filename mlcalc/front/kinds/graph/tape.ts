/** The tape of a computation: its steps forwards and back, by the rule or against it, and every number on the way. No DOM. */

/** What the tape needs to know of a number: where it comes from, and which of those move it. */
export interface TapeEntry {
  readonly arguments: readonly { readonly from: number; readonly moves: boolean }[];
}

/** How the way back is gone; both true is the rule, and the only way that is right. */
export interface Rules {
  /** A share is added to what came before; otherwise it takes its place. */
  readonly adds: boolean;
  /** A number passes its cotangent on once, when all its shares are in; otherwise at once, with every share that arrives. */
  readonly waits: boolean;
  /** One local partial is not what it should be. */
  readonly bent?: boolean;
}

export type Step =
  | { readonly kind: "value"; readonly at: number }
  | { readonly kind: "seed"; readonly at: number }
  | { readonly kind: "share"; readonly from: number; readonly argument: number; readonly to: number }
  | { readonly kind: "end" };

/** Beyond this a reader would not follow, and a graph with many paths would have steps without end. */
export const MOST_STEPS = 240;

/** The steps of one run; null where passing on at once would take too many. */
export function stepsOf(tape: readonly TapeEntry[], rules: Rules): Step[] | null {
  const last = tape.length - 1;
  const steps: Step[] = tape.map((_, at) => ({ kind: "value", at }));
  steps.push({ kind: "seed", at: last });
  const share = (from: number, argument: number): void => {
    steps.push({ kind: "share", from, argument, to: tape[from].arguments[argument].from });
  };
  const passOn = (from: number): boolean =>
    tape[from].arguments.every(({ from: to, moves }, argument) => {
      if (!moves) return true;
      share(from, argument);
      return rules.waits || (steps.length < MOST_STEPS && passOn(to));
    });
  if (!rules.waits) {
    if (!passOn(last)) return null;
  } else {
    const reached = new Set([last]);
    for (let at = last; at >= 0; at--) {
      if (!reached.has(at)) continue;
      for (const { from, moves } of tape[at].arguments) if (moves) reached.add(from);
      passOn(at);
    }
  }
  return [...steps, { kind: "end" }];
}

/** What a share is made of, and what becomes of the number that receives it. */
export interface ShareNumbers {
  cotangent: number;
  partial: number;
  share: number;
  before: number;
  after: number;
}

/** All numbers of a run. `numbers[step]` is there for every share; a cotangent nobody has reached yet is NaN. */
export class Run {
  readonly steps: readonly Step[];
  readonly numbers: readonly (ShareNumbers | null)[];
  readonly #rules: Rules;
  readonly #cotangents: Float64Array;
  readonly #partials: readonly (readonly (() => number)[])[];
  /** For each step, and each number: the step at which its cotangent was last written, −1 where it was not. */
  readonly #written: readonly Int32Array[];

  /** `partials[at][argument]` reads how a number changes with an argument. */
  constructor(steps: readonly Step[], rules: Rules, partials: readonly (readonly (() => number)[])[]) {
    this.steps = steps;
    this.#rules = rules;
    this.#partials = partials;
    this.#cotangents = new Float64Array(partials.length);
    this.numbers = steps.map((step) =>
      step.kind === "share" ? { cotangent: 0, partial: 0, share: 0, before: 0, after: 0 } : null,
    );
    let now = new Int32Array(partials.length).fill(-1);
    this.#written = steps.map((step, i) => {
      if (step.kind === "share" || step.kind === "seed") {
        now = now.slice();
        now[step.kind === "share" ? step.to : step.at] = i;
      }
      return now;
    });
  }

  /** Goes through the whole tape with the numbers as they are now. */
  update(): void {
    const cotangents = this.#cotangents;
    cotangents.fill(0);
    this.steps.forEach((step, i) => {
      if (step.kind === "seed") cotangents[step.at] = 1;
      const entry = this.numbers[i];
      if (step.kind !== "share" || entry === null) return;
      entry.cotangent = cotangents[step.from];
      entry.partial = this.#partials[step.from][step.argument]();
      entry.share = entry.cotangent * entry.partial;
      entry.before = cotangents[step.to];
      entry.after = this.#rules.adds ? entry.before + entry.share : entry.share;
      cotangents[step.to] = entry.after;
    });
  }

  /** The cotangent of a number as it stands after a step; NaN before its first share. */
  cotangent(at: number, step: number): number {
    const last = this.#written[step][at];
    return last < 0 ? NaN : (this.numbers[last]?.after ?? 1);
  }

  /** What a number has in the end: nothing at all is 0. */
  outcome(at: number): number {
    const last = this.steps.length - 1;
    return this.#written[last][at] < 0 ? 0 : this.cotangent(at, last);
  }

  /** Whether a number's cotangent has its last word at this step. */
  isFinal(at: number, step: number): boolean {
    return (
      this.#written[step][at] === this.#written[this.#written.length - 1][at] && this.#written[step][at] >= 0
    );
  }

  /** The step of the share that an edge last received, up to this one; −1 where it was not passed yet. */
  lastShare(from: number, argument: number, step: number): number {
    for (let i = step; i >= 0; i--) {
      const at = this.steps[i];
      if (at.kind === "share" && at.from === from && at.argument === argument) return i;
    }
    return -1;
  }
}

/** Whether a number is the derivative that it should be, but for rounding. */
export const agrees = (value: number, truth: number): boolean =>
  Object.is(value, truth) ||
  Math.abs(value - truth) <= 1e-9 * Math.max(1, Math.abs(truth)) ||
  (!Number.isFinite(value) && !Number.isFinite(truth));
