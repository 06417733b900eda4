/** One operation as LaTeX, from the LaTeX of its arguments: mlcalc/write/latex/operations.py, to the letter. */

import { rules } from "../compute/primitives.generated.ts";
import type { Node } from "./builder.ts";
import { number, symbol } from "./symbols.ts";

/** The LaTeX of a node, and how tightly it binds. */
export type Written = readonly [text: string, precedence: number];

/** The precedence of what never needs brackets. */
export const CLOSED = 5;

/** The formula of a node from those of its arguments, and how tightly it binds. */
export function write(node: Node, args: readonly Written[]): Written {
  const { op } = node;
  if (op === "input") return [symbol(node.name), CLOSED];
  if (op === "constant") {
    const text = number(node.value);
    return [text, text.startsWith("-") ? 3 : text.includes("cdot") ? 2 : CLOSED];
  }
  const [first, second] = args;
  if (op === "add" && second[0].startsWith("-") && second[1] > 0)
    return [`${bracket(first, 1)} - ${second[0].slice(1)}`, 1]; // x + (−y + z) is x − y + z
  if (op === "negative") return [`-${bracket(first, 2)}`, first[1] === 2 ? 2 : 3]; // −x y: −(x y) and (−x) y are the same
  if (op === "multiply") return [product(first, second), 2];
  if (op === "power") return [power(node, first, second), 4];
  const [, latex, precedence, needed] = rules[op];
  if (functionOf(op)) return [`${latex}\\left(${args.map(([text]) => text).join(", ")}\\right)`, precedence];
  return [latex.replace(/#(\d)/g, (_, i) => bracket(args[i - 1], Number(needed[i - 1]))), precedence];
}

/** The function that is written before its arguments in brackets, or "" where the row has a template. */
const functionOf = (op: string): string =>
  Object.hasOwn(rules, op) && !rules[op][1].includes("#") ? rules[op][1] : "";

const isNumberFirst = ([text, precedence]: Written): boolean => precedence > 1 && /^-?\d/.test(text);

/** A number goes first, with its sign; between two numbers stands a dot: 2·3, never 23. */
function product(first: Written, second: Written): string {
  if (isNumberFirst(second) && !isNumberFirst(first)) [first, second] = [second, first];
  const left = first[1] > 1 ? first[0] : bracket(first, 2);
  const right = bracket(second, 2);
  return /^\d/.test(right) ? `${left} \\cdot ${right}` : `${left} \\, ${right}`;
}

/** sin²(x) for (sin x)², where the exponent is a whole number: sin⁻¹ is another function. */
function power(node: Node, base: Written, exponent: Written): string {
  const name = functionOf(node.args[0].op);
  return name && base[0].startsWith(`${name}\\left(`) && /^\d+$/.test(exponent[0])
    ? `${name}^{${exponent[0]}}${base[0].slice(name.length)}`
    : `${bracket(base, CLOSED)}^{${exponent[0]}}`;
}

function bracket([text, precedence]: Written, needed: number): string {
  const opensWithSign = text.startsWith("-") && needed > 1;
  return precedence < needed || opensWithSign ? `\\left(${text}\\right)` : text;
}
