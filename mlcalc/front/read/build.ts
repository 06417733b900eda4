/** A tree, built of primitives: as the nodes of a graph, or as numbers. */

import { FUNCTIONS, type Meaning } from "./table.generated.ts";
import { fold, type Tree } from "./tree.ts";

/** What builds: a graph's nodes, or whatever numbers, letters and primitives (by their names) shall come to. */
export interface Builder<T> {
  constant(value: number): T;
  input(name: string): T;
  apply(op: string, ...args: readonly T[]): T;
}

const MEANINGS: ReadonlyMap<string, Meaning> = new Map(
  FUNCTIONS.flatMap(({ name, meaning }): [string, Meaning][] =>
    meaning === undefined ? [] : [[name, meaning]],
  ),
);

export function build<T>(tree: Tree, builder: Builder<T>): T {
  const written = (meaning: Meaning, args: readonly T[]): T => {
    if (typeof meaning === "number") return args[meaning];
    const [op, ...inner] = meaning;
    if (op === "constant") return builder.constant(inner[0] as number);
    return builder.apply(op, ...inner.map((arg) => written(arg, args)));
  };
  return fold<T>(
    tree,
    ({ op, value }) => (op === "constant" ? builder.constant(Number(value)) : builder.input(String(value))),
    (op, args) => {
      const meaning = MEANINGS.get(op);
      return meaning === undefined ? builder.apply(op, ...args) : written(meaning, args);
    },
  );
}
