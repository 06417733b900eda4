/** A formula in words, for whoever hears it: sin(x²)/2 is "sine of x squared, over 2". */

import { order, type Node } from "./builder.ts";

/** Words that a listener has patience for. */
const PATIENCE = 60;

/** What is said of a node, and how tightly it binds: 1 a sum, 2 a product, 3 a power, 4 never in brackets. */
type Said = readonly [text: string, precedence: number];

const WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ sin: "sine", cos: "cosine", arcsin: "arc sine", arccos: "arc cosine", arctan: "arc tangent" },
    ...{ tanh: "hyperbolic tangent", arcsinh: "inverse hyperbolic sine", log: "natural logarithm" },
    ...{ sqrt: "square root", cbrt: "cube root", abs: "absolute value", absolute: "absolute value" },
    ...{ logistic: "sigma", log1p: "logarithm of 1 plus", expm1: "e to the power less 1" },
  }),
);
const POWERS: ReadonlyMap<number, string> = new Map([
  [2, "squared"],
  [3, "cubed"],
  [-1, "to the power minus 1"],
]);
const SIGNS: ReadonlyMap<string, readonly [word: string, precedence: number]> = new Map([
  ["add", ["plus", 1]],
  ["subtract", ["minus", 1]],
  ["multiply", ["times", 2]],
  ["divide", ["over", 2]],
]);

/** The formula as a person would read it aloud; only its beginning and its size where it is long. */
export function spoken(output: Node): string {
  const said = new Map<Node, Said>();
  for (const node of order([output])) {
    const made = saidOf(
      node,
      node.args.map((arg) => said.get(arg)!),
    );
    const words = made[0].split(" ");
    said.set(node, words.length <= PATIENCE ? made : [`${words.slice(0, PATIENCE).join(" ")} and so on`, 4]);
  }
  return said.get(output)![0];
}

function saidOf(node: Node, args: readonly Said[]): Said {
  if (node.op === "input") return [node.name.replaceAll("_", " "), 4];
  if (node.op === "constant") return numberSaid(node.value);
  const [first, second] = args;
  const sign = SIGNS.get(node.op);
  if (sign !== undefined) {
    const [word, precedence] = sign;
    const tighter = node.op === "add" || node.op === "multiply" ? precedence : precedence + 1;
    return [`${within(first, precedence)} ${word} ${within(second, tighter)}`, precedence];
  }
  if (node.op === "negative") return [`minus ${within(first, 2)}`, 2];
  if (node.op === "exp") return [`e to the power ${within(first, 3)}`, 3];
  if (node.op === "power") {
    const { op, value } = node.args[1];
    const known = op === "constant" ? POWERS.get(value) : undefined;
    return [`${within(first, 4)} ${known ?? `to the power ${within(second, 4)}`}`, 3];
  }
  const name = WORDS.get(node.op) ?? node.op.replaceAll("_", " ");
  return [`${name} of ${args.map((arg) => within(arg, 3)).join(" and ")}`, 3];
}

const within = ([text, precedence]: Said, needed: number): string =>
  precedence >= needed ? text : `open bracket ${text} close bracket`;

function numberSaid(value: number): Said {
  if (Math.abs(value) === Math.PI) return [value < 0 ? "minus pi" : "pi", value < 0 ? 2 : 4];
  if (value === Math.E) return ["e", 4];
  const text = String(Number(value.toPrecision(6)));
  return value < 0 ? [`minus ${text.slice(1)}`, 2] : [text, 4];
}
