/** A training run: the steps that Network.train takes, and the way back through them. No DOM. */

import { sizeOf } from "../../compute/arrays.ts";
import type { Graph } from "../../compute/graph.ts";
import { batches } from "./order.ts";
import { Passes, type Examples } from "./passes.ts";

/** How many numbers a history may hold; a longer run keeps every second step, every third …, and takes the rest again. */
const MOST = 2e6;
/** Cost so far above the first one, or none at all: the run has run away. Python's train says the same. */
const RUNAWAY = 1e6;
/** Products in a pass from which on a second one for what is shown would cost more than to compute that with each step. */
const LARGE = 2e5;
/** Places at which the cost of what is held out is kept. */
const HELD = 200;

export interface Settings {
  readonly rate: number;
  readonly momentum: number;
  readonly batch: number;
  /** A factor of all weights at the start. */
  readonly scale: number;
}

/** What a run starts from and learns from. */
export interface Source extends Examples {
  readonly training: Graph;
  readonly parameters: Float64Array;
  readonly seed: number;
  readonly held: Examples | null;
}

export const same = (a: Settings, b: Settings): boolean =>
  a.rate === b.rate && a.momentum === b.momentum && a.batch === b.batch && a.scale === b.scale;

export class Run {
  /** The parameters after the last step that was asked for. */
  readonly parameters: Float64Array;
  /** The cost at every step that was ever reached with these settings, of the examples that the next step uses. */
  readonly costs: Float64Array;
  /** The cost of what is held out at every so many steps, as far as the run has been. */
  readonly heldCosts: Float64Array;
  readonly heldEvery: number;
  /** The last step that was ever reached. */
  reached = 0;
  /** The step at which the cost runs away, and the cost there; the run stays at the step before. */
  runaway: { readonly step: number; readonly cost: number } | null = null;
  /** Milliseconds that a step takes here, as far as known. */
  pace = 0.1;
  /** Grows whenever the parameters change. */
  version = 0;
  /** Milliseconds for which numbers may be those of a step before: while a run moves, nobody reads sixty of them a second. */
  patience = 0;
  /** How often the run has begun anew. */
  starts = 0;
  #source: Source;
  /** What a step needs, and everything that can be shown: the second is asked only where the run comes to rest. */
  #needed: Passes;
  #all: Passes;
  readonly #heldOut: Passes | null;
  readonly #velocity: Float64Array;
  #results: Float64Array = new Float64Array();
  #heldResults: Float64Array = new Float64Array();
  /** The versions of which `#all` and `#heldOut` hold the numbers. */
  #shown = { all: -1, held: -1 };
  #shownAt = { all: -Infinity, held: -Infinity };
  /** For each array of parameters, where it begins and how long it is, where ∂C by it begins, and whether it is weights. */
  readonly #arrays: readonly (readonly [at: number, length: number, slope: number, weights: boolean])[];
  #chosen: (step: number) => Int32Array | null = () => null;
  readonly #every: number;
  /** Parameters and velocity at every so many steps, one after the other in one array: a step asks for no memory. */
  readonly #kept: Float64Array;
  #keeps = 0;
  #settings: Settings = { rate: NaN, momentum: 0, batch: 0, scale: 1 };
  #at = 0;

  constructor(source: Source, steps: number) {
    const { training: graph, parameters } = source;
    this.#source = source;
    [this.#needed, this.#all] = passesOf(source);
    this.#heldOut =
      source.held &&
      new Passes(graph, source.held, ["C", ...("right" in graph.outputs ? ["right"] : []), "a"]);
    this.parameters = Float64Array.from(parameters);
    this.#velocity = new Float64Array(parameters.length);
    this.costs = new Float64Array(steps + 1);
    this.heldEvery = Math.max(1, Math.ceil(steps / HELD));
    this.heldCosts = new Float64Array(source.held === null ? 0 : Math.floor(steps / this.heldEvery) + 1);
    this.#every = Math.ceil((2 * parameters.length * steps) / MOST);
    this.#kept = new Float64Array(2 * parameters.length * (Math.floor(steps / this.#every) + 1));
    let at = 0;
    this.#arrays = graph.inputs
      .filter(({ name }) => /^[Wb]\d+$/.test(name))
      .map(({ name, shape }) => {
        const size = sizeOf(shape);
        at += size;
        return [at - size, size, this.#needed.place(`dC/d${name}`), name.startsWith("W")] as const;
      });
  }

  /** From now on it learns from other examples: from the start. */
  learn(examples: Examples): void {
    this.#source = { ...this.#source, ...examples };
    [this.#needed, this.#all] = passesOf(this.#source);
    this.#settings = { ...this.#settings, rate: NaN };
  }

  /** One of the numbers after the last step that was asked for, of all examples. */
  number(name: string): number {
    if (this.#isStale("all")) this.#all.run(this.parameters, null);
    return this.#all.number(name);
  }

  /** The same of what is held out. */
  held(name: string): number {
    this.#runHeld();
    return this.#heldOut!.number(name);
  }

  /** The outputs for what is held out, a column for each example. */
  heldOutputs(): Float64Array {
    const results = this.#runHeld();
    return results.subarray(this.#heldOut!.place("a"));
  }

  #runHeld(now = false): Float64Array {
    if (this.#isStale("held", now)) this.#heldResults = this.#heldOut!.run(this.parameters, null);
    return this.#heldResults;
  }

  /** Whether numbers have to be computed anew; what asks does so. */
  #isStale(which: "all" | "held", atOnce = false): boolean {
    if (this.#shown[which] === this.version) return false;
    const now = performance.now();
    if (!atOnce && now - this.#shownAt[which] < this.patience) return false;
    this.#shown[which] = this.version;
    this.#shownAt[which] = now;
    return true;
  }

  /** Where the run is after `step` steps with these settings: at that step, or at the last one before it ran away. */
  go(settings: Settings, step: number): void {
    if (!same(settings, this.#settings)) this.#restart(settings);
    const to = this.#bounded(step);
    const nearest = Math.floor(Math.min(to, this.reached) / this.#every) * this.#every;
    if (to < this.#at || nearest > this.#at) this.#recall(nearest);
    this.goFor(Infinity, to);
  }

  /** Goes on for some milliseconds, at most to `step`; returns where it is then. */
  goFor(milliseconds: number, step: number): number {
    const clock = performance.now();
    const began = this.#at;
    while (this.#at < this.#bounded(step) && performance.now() - clock < milliseconds) this.#step();
    const [taken, spent] = [this.#at - began, performance.now() - clock];
    if (taken > 4 || (taken > 0 && spent > 1)) this.pace = spent / taken;
    return this.#at;
  }

  #bounded(step: number): number {
    const last = this.runaway === null ? this.costs.length - 1 : this.runaway.step - 1;
    return Math.min(last, Math.max(0, Math.round(step)));
  }

  #restart(settings: Settings): void {
    const { parameters, seed, count } = this.#source;
    this.#settings = settings;
    this.starts++;
    this.reached = 0;
    this.runaway = null;
    this.#keeps = 0;
    this.parameters.set(parameters);
    for (const [at, length, , weights] of this.#arrays)
      if (weights) for (let i = at; i < at + length; i++) this.parameters[i] *= settings.scale;
    this.#velocity.fill(0);
    this.#at = 0;
    this.#shownAt = { all: -Infinity, held: -Infinity };
    this.#chosen = batches(seed, count, settings.batch);
    this.costs[0] = this.#evaluate();
    this.#keep();
  }

  /** The cost, and the slopes, of the examples that the next step uses. */
  #evaluate(): number {
    const chosen = this.#chosen(this.#at);
    this.version++;
    this.#results = this.#needed.run(this.parameters, chosen);
    if (this.#needed === this.#all && chosen === null) this.#shown.all = this.version;
    return this.#results[this.#needed.place("C")];
  }

  #step(): void {
    const { parameters } = this;
    const velocity = this.#velocity;
    const results = this.#results;
    const { rate, momentum } = this.#settings;
    for (const [at, length, slope] of this.#arrays) {
      for (let i = at; i < at + length; i++) {
        velocity[i] = momentum * velocity[i] + rate * results[slope + i - at];
        parameters[i] -= velocity[i];
      }
    }
    this.#at++;
    const cost = this.#evaluate();
    if (!(cost <= RUNAWAY * (1 + this.costs[0]))) {
      this.runaway = { step: this.#at, cost };
      const last = this.#at - 1;
      this.#recall(Math.floor(last / this.#every) * this.#every, last);
      return;
    }
    this.reached = Math.max(this.reached, this.#at);
    this.costs[this.#at] = cost;
    this.#keep();
  }

  #keep(): void {
    const place = this.#at / this.heldEvery;
    if (this.#at === this.reached && Number.isInteger(place) && place < this.heldCosts.length)
      this.heldCosts[place] = this.#runHeld(true)[0];
    if (this.#at !== this.#keeps * this.#every) return;
    const at = 2 * this.#velocity.length * this.#keeps++;
    this.#kept.set(this.parameters, at);
    this.#kept.set(this.#velocity, at + this.#velocity.length);
  }

  /** Back to a step that was kept, and from there on again. */
  #recall(step: number, to = step): void {
    const size = this.#velocity.length;
    const at = (2 * size * step) / this.#every;
    this.parameters.set(this.#kept.subarray(at, at + size));
    this.#velocity.set(this.#kept.subarray(at + size, at + 2 * size));
    this.#at = step;
    // Numbers may be late by some steps of one walk; not those of another, or of a place behind it.
    this.#shownAt = { all: -Infinity, held: -Infinity };
    this.#evaluate();
    while (this.#at < to) this.#step();
  }
}

/** What a step needs, and everything that can be shown. */
function passesOf(source: Source): [needed: Passes, all: Passes] {
  const { training: graph, parameters } = source;
  const names = Object.keys(graph.outputs);
  const slopes = graph.inputs.map(({ name }) => `dC/d${name}`).filter((name) => names.includes(name));
  const shown = names.filter((name) => name !== "a" && name !== "C" && !slopes.includes(name));
  const all = new Passes(graph, source, ["C", ...slopes, ...shown]);
  const large = parameters.length * source.count > LARGE;
  return [large ? all : new Passes(graph, source, ["C", ...slopes]), all];
}
