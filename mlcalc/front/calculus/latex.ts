/** A formula as LaTeX, in one piece or, where that would be too long, in parts: mlcalc/write/latex/formulas.py, to the letter. */

import { order, type Node } from "./builder.ts";
import { CLOSED, write, type Written } from "./operations.ts";
import { symbol } from "./symbols.ts";

/** Characters of LaTeX that a reader has patience for: a longer formula is written in parts. */
const PATIENCE = 500;
/** What is shorter is easier to repeat than to name. */
const SHORT = 20;
/** Characters that a part may have though it stands only once. */
const LINE = 200;
/** Parts that are all shown; of more, so many at either end. */
const MOST_PARTS = 12;
const ENDS = 3;

/** The formula of a node. `names` gives the LaTeX of nodes with a name of their own, `beside` the symbols that it will stand among. */
export function formula(
  output: Node,
  names: ReadonlyMap<Node, string> = new Map(),
  beside: readonly string[] = [],
): string {
  const given = new Map([...names].map(([node, text]): [Node, Written] => [node, [text, CLOSED]]));
  const nodes = unnamed(output, given);
  return inOnePiece(output, nodes, given) ?? inParts(output, nodes, given, freeLetter(nodes, given, beside));
}

/** The nodes between the given ones and the output, each after its arguments. */
function unnamed(output: Node, given: ReadonlyMap<Node, Written>): Node[] {
  const nodes = order([output]);
  const needed = new Set([output]);
  for (const node of [...nodes].reverse())
    if (needed.has(node) && !given.has(node)) for (const arg of node.args) needed.add(arg);
  return nodes.filter((node) => needed.has(node) && !given.has(node));
}

/** The formula written out; undefined as soon as a piece of it is too long: what is shared can double at every step. */
function inOnePiece(
  output: Node,
  nodes: readonly Node[],
  given: ReadonlyMap<Node, Written>,
): string | undefined {
  const written = new Map(given);
  for (const node of nodes) {
    const made = write(
      node,
      node.args.map((arg) => written.get(arg)!),
    );
    if (made[0].length > PATIENCE) return undefined;
    written.set(node, made);
  }
  return written.get(output)![0];
}

/** The formula with names for what stands in it more than once, or is a long line in itself; then those parts. */
function inParts(
  output: Node,
  nodes: readonly Node[],
  given: ReadonlyMap<Node, Written>,
  letter: string,
): string {
  const uses = new Map<Node, number>();
  for (const arg of nodes.flatMap((node) => node.args)) uses.set(arg, (uses.get(arg) ?? 0) + 1);
  const written = new Map(given);
  const parts: string[] = [];
  for (const node of nodes) {
    let made = shortened(
      node,
      node.args.map((arg) => written.get(arg)!),
    );
    const tooLong = made[0].length > (uses.get(node)! > 1 ? SHORT : LINE);
    if (node !== output && tooLong && node.args.length > 0) {
      const name = `${letter}_{${parts.length + 1}}`;
      parts.push(`${name} &= ${made[0]}`);
      made = [name, CLOSED];
    }
    written.set(node, made);
  }
  const [whole] = written.get(output)!;
  if (parts.length === 0) return whole;
  const operations = nodes.filter((node) => node.args.length > 0).length;
  const block = endsOf(parts, operations).join(" \\\\ ");
  return `${whole} \\qquad \\text{where } \\; \\begin{aligned} ${block} \\end{aligned}`;
}

/** A node's formula, but the first and the last of arguments that are too long to read. */
function shortened(node: Node, args: readonly Written[]): Written {
  const made = write(node, args);
  if (made[0].length <= 4 * LINE) return made;
  const last = args.slice(1).slice(-1);
  const ends = [args[0][0], "\\dots", ...last.map(([text]) => text)];
  return [`\\operatorname{${node.op.replaceAll("_", "-")}}\\left(${ends.join(", ")}\\right)`, 4];
}

/** All parts, or the first and the last with a word about what is left out. */
function endsOf(parts: readonly string[], operations: number): readonly string[] {
  if (parts.length <= MOST_PARTS) return parts;
  const more = `& \\;\\, \\vdots \\quad \\text{(${parts.length - 2 * ENDS} more; ${operations} operations in all)}`;
  return [...parts.slice(0, ENDS), more, ...parts.slice(-ENDS)];
}

/** The letter of the parts: one that nothing else is called by, whatever its index. */
function freeLetter(
  nodes: readonly Node[],
  given: ReadonlyMap<Node, Written>,
  beside: readonly string[],
): string {
  const inputs = nodes.filter(({ op }) => op === "input").map(({ name }) => symbol(name));
  const texts = [...inputs, ...[...given.values()].map(([text]) => text), ...beside];
  const taken = new Set(texts.map((text) => text.split("_")[0]));
  return [..."uvspqrgmzyabchjkntwx"].find((letter) => !taken.has(letter)) ?? "\\hat{u}";
}
