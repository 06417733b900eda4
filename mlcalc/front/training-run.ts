/** A training run: the steps that Network.train takes, and the way back through them. No DOM. */

import { compile, type Evaluator } from "./evaluate.ts";
import { sizeOf } from "./arrays.ts";
import type { TrainingSpec } from "./training-spec.ts";

/** How many numbers a history may hold; a longer run keeps every second step, every third …, and takes the rest again. */
const MOST = 2e6;
/** Cost so far above the first one, or none at all: the run has run away. Python's train says the same. */
const RUNAWAY = 1e6;

export interface Settings {
  readonly rate: number;
  readonly momentum: number;
}

export class Run {
  /** The cost at every step that was ever reached with these settings. */
  readonly costs: Float64Array;
  /** The last of them. */
  reached = 0;
  /** The step at which the cost runs away, and the cost there; the run stays at the step before. */
  runaway: { readonly step: number; readonly cost: number } | null = null;
  /** Milliseconds that a step takes here, as far as known. */
  pace = 0.1;
  readonly #evaluator: Evaluator;
  readonly #start: Float64Array;
  /** Parameters, then examples: what the graph takes. */
  readonly #state: Float64Array;
  readonly #velocity: Float64Array;
  readonly #results: Float64Array;
  readonly #places: ReadonlyMap<string, number>;
  /** For each array of parameters, where it begins and how long it is, and where ∂C by it begins among the results. */
  readonly #arrays: readonly (readonly [at: number, length: number, slope: number])[];
  readonly #cost: number;
  readonly #every: number;
  readonly #kept: Float64Array[] = [];
  #settings: Settings = { rate: NaN, momentum: 0 };
  #at = 0;

  constructor(spec: TrainingSpec, steps: number) {
    this.#evaluator = compile(spec.training);
    this.#start = spec.parameters;
    this.#state = Float64Array.of(...spec.parameters, ...spec.x, ...spec.y);
    this.#velocity = new Float64Array(spec.parameters.length);
    this.costs = new Float64Array(steps + 1);
    this.#every = Math.ceil((2 * spec.parameters.length * steps) / MOST);
    const places = new Map<string, number>();
    let length = 0;
    this.#evaluator.outputs.forEach((name, i) => {
      places.set(name, length);
      length += sizeOf(this.#evaluator.shapes[i]);
    });
    this.#places = places;
    this.#results = new Float64Array(length);
    let at = 0;
    this.#arrays = spec.training.inputs.flatMap(({ name, shape }) => {
      const slope = places.get(`dC/d${name}`);
      const size = sizeOf(shape);
      at += size;
      return slope === undefined ? [] : [[at - size, size, slope] as const];
    });
    this.#cost = places.get("C")!;
  }

  /** A window on the parameters, as they are after the last step that was asked for. */
  get parameters(): Float64Array {
    return this.#state.subarray(0, this.#start.length);
  }

  /** One of the numbers there. */
  number(name: string): number {
    return this.#results[this.#places.get(name)!];
  }

  /** Where the run is after `step` steps with these settings: at that step, or at the last one before it ran away. */
  go(settings: Settings, step: number): void {
    const { rate, momentum } = this.#settings;
    if (settings.rate !== rate || settings.momentum !== momentum) this.#restart(settings);
    const to = this.#bounded(step);
    const nearest = Math.floor(Math.min(to, this.reached) / this.#every) * this.#every;
    if (to < this.#at || nearest > this.#at) this.#recall(nearest);
    const began = this.#at;
    const clock = performance.now();
    while (this.#at < this.#bounded(to)) this.#step();
    if (this.#at - began > 4) this.pace = (performance.now() - clock) / (this.#at - began);
  }

  /** Goes on for some milliseconds, at most to `step`; returns where it is then. */
  goFor(milliseconds: number, step: number): number {
    const clock = performance.now();
    const began = this.#at;
    while (this.#at < this.#bounded(step) && performance.now() - clock < milliseconds) this.#step();
    if (this.#at - began > 4) this.pace = (performance.now() - clock) / (this.#at - began);
    return this.#at;
  }

  #bounded(step: number): number {
    const last = this.runaway === null ? this.costs.length - 1 : this.runaway.step - 1;
    return Math.min(last, Math.max(0, Math.round(step)));
  }

  #restart(settings: Settings): void {
    this.#settings = settings;
    this.reached = 0;
    this.runaway = null;
    this.#kept.length = 0;
    this.#state.set(this.#start);
    this.#velocity.fill(0);
    this.#at = 0;
    this.#evaluate();
    this.costs[0] = this.#results[this.#cost];
    this.#keep();
  }

  #evaluate(): void {
    this.#evaluator.run(this.#state, this.#results);
  }

  #step(): void {
    const state = this.#state;
    const velocity = this.#velocity;
    const results = this.#results;
    const { rate, momentum } = this.#settings;
    for (const [at, length, slope] of this.#arrays) {
      for (let i = at; i < at + length; i++) {
        velocity[i] = momentum * velocity[i] + rate * results[slope + i - at];
        state[i] -= velocity[i];
      }
    }
    this.#evaluate();
    const cost = results[this.#cost];
    if (!(cost <= RUNAWAY * (1 + this.costs[0]))) {
      this.runaway = { step: this.#at + 1, cost };
      this.#recall(Math.floor(this.#at / this.#every) * this.#every, this.#at);
      return;
    }
    this.#at++;
    this.reached = Math.max(this.reached, this.#at);
    this.costs[this.#at] = cost;
    this.#keep();
  }

  #keep(): void {
    const kept = this.#at / this.#every;
    if (kept !== this.#kept.length) return;
    const now = new Float64Array(2 * this.#velocity.length);
    now.set(this.parameters);
    now.set(this.#velocity, this.#velocity.length);
    this.#kept.push(now);
  }

  /** Back to a step that was kept, and from there on again. */
  #recall(step: number, to = step): void {
    const kept = this.#kept[step / this.#every];
    this.#state.set(kept.subarray(0, this.#start.length));
    this.#velocity.set(kept.subarray(this.#start.length));
    this.#at = step;
    this.#evaluate();
    while (this.#at < to) this.#step();
  }
}
