/** A training run: the steps that Network.train takes, and the way back through them. No DOM. */

import { sizeOf } from "../../compute/arrays.ts";
import { compile } from "../../compute/evaluate.ts";
import type { Evaluator } from "../../compute/evaluator.ts";
import type { TrainingSpec } from "./spec.ts";

/** How many numbers a history may hold; a longer run keeps every second step, every third …, and takes the rest again. */
const MOST = 2e6;
/** Cost so far above the first one, or none at all: the run has run away. Python's train says the same. */
const RUNAWAY = 1e6;

export interface Settings {
  readonly rate: number;
  readonly momentum: number;
}

export class Run {
  /** A window on the parameters, as they are after the last step that was asked for. */
  readonly parameters: Float64Array;
  /** The cost at every step that was ever reached with these settings. */
  readonly costs: Float64Array;
  /** The last of them. */
  reached = 0;
  /** The step at which the cost runs away, and the cost there; the run stays at the step before. */
  runaway: { readonly step: number; readonly cost: number } | null = null;
  /** Milliseconds that a step takes here, as far as known. */
  pace = 0.1;
  /** What a step needs, and everything that can be shown: the second is asked only where the run comes to rest. */
  readonly #needed: Evaluator;
  readonly #all: Evaluator;
  readonly #start: Float64Array;
  /** Parameters, then examples: what the graph takes. */
  readonly #state: Float64Array;
  readonly #velocity: Float64Array;
  readonly #results: Float64Array;
  readonly #numbers: Float64Array;
  readonly #places: ReadonlyMap<string, number>;
  #shown = false;
  /** For each array of parameters, where it begins and how long it is, and where ∂C by it begins among the results. */
  readonly #arrays: readonly (readonly [at: number, length: number, slope: number])[];
  readonly #cost: number;
  readonly #every: number;
  /** Parameters and velocity at every so many steps, one after the other in one array: a step asks for no memory. */
  readonly #kept: Float64Array;
  #keeps = 0;
  #settings: Settings = { rate: NaN, momentum: 0 };
  #at = 0;

  constructor(spec: TrainingSpec, steps: number) {
    const slopes = spec.training.inputs.map(({ name }) => `dC/d${name}`);
    const outputs = ["C", ...slopes.filter((name) => Object.hasOwn(spec.training.outputs, name))];
    this.#needed = compile(spec.training, outputs);
    this.#all = compile(spec.training);
    this.#start = spec.parameters;
    this.#state = Float64Array.of(...spec.parameters, ...spec.x, ...spec.y);
    this.parameters = this.#state.subarray(0, spec.parameters.length);
    this.#velocity = new Float64Array(spec.parameters.length);
    this.costs = new Float64Array(steps + 1);
    this.#every = Math.ceil((2 * spec.parameters.length * steps) / MOST);
    this.#kept = new Float64Array(2 * spec.parameters.length * (Math.floor(steps / this.#every) + 1));
    const places = placesOf(this.#needed);
    this.#results = new Float64Array(numbersOf(this.#needed));
    this.#places = placesOf(this.#all);
    this.#numbers = new Float64Array(numbersOf(this.#all));
    let at = 0;
    this.#arrays = spec.training.inputs.flatMap(({ name, shape }) => {
      const slope = places.get(`dC/d${name}`);
      const size = sizeOf(shape);
      at += size;
      return slope === undefined ? [] : [[at - size, size, slope] as const];
    });
    this.#cost = places.get("C")!;
  }

  /** One of the numbers after the last step that was asked for. */
  number(name: string): number {
    if (!this.#shown) this.#all.run(this.#state, this.#numbers);
    this.#shown = true;
    return this.#numbers[this.#places.get(name)!];
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
    this.#keeps = 0;
    this.#state.set(this.#start);
    this.#velocity.fill(0);
    this.#at = 0;
    this.#evaluate();
    this.costs[0] = this.#results[this.#cost];
    this.#keep();
  }

  #evaluate(): void {
    this.#needed.run(this.#state, this.#results);
    this.#shown = false;
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
    if (this.#at !== this.#keeps * this.#every) return;
    const at = 2 * this.#velocity.length * this.#keeps++;
    this.#kept.set(this.parameters, at);
    this.#kept.set(this.#velocity, at + this.#velocity.length);
  }

  /** Back to a step that was kept, and from there on again. */
  #recall(step: number, to = step): void {
    const size = this.#velocity.length;
    const at = (2 * size * step) / this.#every;
    this.#state.set(this.#kept.subarray(at, at + size));
    this.#velocity.set(this.#kept.subarray(at + size, at + 2 * size));
    this.#at = step;
    this.#evaluate();
    while (this.#at < to) this.#step();
  }
}

const numbersOf = ({ shapes }: Evaluator): number => shapes.reduce((n, shape) => n + sizeOf(shape), 0);

/** Where each output begins among the numbers. */
function placesOf({ outputs, shapes }: Evaluator): Map<string, number> {
  const places = new Map<string, number>();
  let at = 0;
  outputs.forEach((name, i) => {
    places.set(name, at);
    at += sizeOf(shapes[i]);
  });
  return places;
}
