/**
 * What a formula says: numbers, letters and operations on them. A sum of a thousand terms is a thousand deep, so
 * nothing here calls itself.
 */

export interface Tree {
  /** "constant", "letter" or the name of an operation. */
  readonly op: string;
  readonly args: readonly Tree[];
  readonly value?: number | string;
}

export const apply = (op: string, ...args: Tree[]): Tree => ({ op, args });
export const constant = (value: number): Tree => ({ op: "constant", args: [], value });
export const letter = (name: string): Tree => ({ op: "letter", args: [], value: name });

export const isNumber = (tree: Tree): boolean => walk(tree).every(({ op }) => op !== "letter");

/** Every tree within this one, each after its own arguments; the arguments in their order. */
export function walk(tree: Tree): Tree[] {
  const found: Tree[] = [];
  const waiting = [tree];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node); // each before its arguments, and these from the last to the first: the other way round
    waiting.push(...node.args);
  }
  return found.reverse();
}

/** What the tree comes to, where this is what a leaf comes to, and what an operation does. */
export function fold<T>(
  tree: Tree,
  leaf: (leaf: Tree) => T,
  operation: (op: string, args: readonly T[]) => T,
): T {
  const done: T[] = [];
  for (const node of walk(tree)) {
    done.push(
      node.args.length === 0 ? leaf(node) : operation(node.op, done.splice(done.length - node.args.length)),
    );
  }
  return done[0];
}
