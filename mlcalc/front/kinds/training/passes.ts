/** The passes of a network over some of its examples, with the parameters as they are. No DOM. */

import { sizeOf } from "../../compute/arrays.ts";
import { compile } from "../../compute/evaluate.ts";
import type { Evaluator } from "../../compute/evaluator.ts";
import type { Graph } from "../../compute/graph.ts";

export interface Examples {
  /** A column for each, row after row. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly count: number;
}

/** Widths that are kept at once: the whole, a batch, and what is left over at the end of an epoch; and one to spare. */
const KEPT = 4;

/** The graph of so many examples; where its number of examples stands, Python writes "N". */
export const ofWidth = (graph: Graph, count: number): Graph =>
  JSON.parse(JSON.stringify(graph).replaceAll('"N"', String(count))) as Graph;

interface Room {
  readonly evaluator: Evaluator;
  /** What the graph takes: parameters, x, y, how many. */
  readonly state: Float64Array;
  readonly results: Float64Array;
}

export class Passes {
  readonly outputs: readonly string[];
  readonly #graph: Graph;
  readonly #examples: Examples;
  readonly #rooms = new Map<number, Room>();
  readonly #places = new Map<string, number>();

  /** `outputs` are computed; one whose size depends on the number of examples has to be the last of them. */
  constructor(graph: Graph, examples: Examples, outputs: readonly string[]) {
    this.#graph = graph;
    this.#examples = examples;
    this.outputs = outputs;
    let at = 0;
    this.#room(examples.count).evaluator.shapes.forEach((shape, i) => {
      this.#places.set(outputs[i], at);
      at += sizeOf(shape);
    });
  }

  /** Where an output begins among the results. */
  place(name: string): number {
    return this.#places.get(name)!;
  }

  /** All outputs, one after the other, for the examples of these places, or for all of them. */
  run(parameters: Float64Array, chosen: Int32Array | null): Float64Array {
    const { count, x, y } = this.#examples;
    const room = this.#room(chosen?.length ?? count);
    room.state.set(parameters);
    if (chosen !== null) {
      let to = parameters.length;
      for (const from of [x, y])
        for (let row = 0; row < from.length; row += count)
          for (const place of chosen) room.state[to++] = from[row + place];
    }
    room.evaluator.run(room.state, room.results);
    return room.results;
  }

  /** One number of the last run over all examples. */
  number(name: string): number {
    return this.#room(this.#examples.count).results[this.place(name)];
  }

  #room(width: number): Room {
    const known = this.#rooms.get(width);
    if (known !== undefined) return known;
    const { x, y, count } = this.#examples;
    const graph = ofWidth(this.#graph, width);
    const evaluator = compile(graph, this.outputs);
    const state = new Float64Array(graph.inputs.reduce((n, { shape }) => n + sizeOf(shape), 0));
    if (width === count) {
      state.set(x, state.length - 1 - y.length - x.length);
      state.set(y, state.length - 1 - y.length);
    }
    state[state.length - 1] = width;
    const results = new Float64Array(evaluator.shapes.reduce((n, shape) => n + sizeOf(shape), 0));
    const room = { evaluator, state, results };
    for (const old of this.#rooms.keys())
      if (this.#rooms.size >= KEPT && old !== count) this.#rooms.delete(old);
    this.#rooms.set(width, room);
    return room;
  }
}
