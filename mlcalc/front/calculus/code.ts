/** A formula as a Python function that numpy computes, for a reader to copy. */

import { order, type Node } from "./builder.ts";

type Written = readonly [text: string, precedence: number];

/** How tightly Python's operators bind: sums, products, a sign, powers, and what needs no brackets. */
const [SUM, PRODUCT, SIGN, POWER, CLOSED] = [1, 2, 3, 4, 5];

/** The operators: sign, precedence, and what either side must bind like to stand without brackets. */
const OPERATORS = new Map<string, readonly [string, number, number, number]>([
  ["add", [" + ", SUM, SUM, SUM]],
  ["subtract", [" - ", SUM, SUM, PRODUCT]],
  ["multiply", [" * ", PRODUCT, PRODUCT, PRODUCT]],
  ["divide", [" / ", PRODUCT, PRODUCT, SIGN]],
  ["power", ["**", POWER, CLOSED, SIGN]],
]);

/** What numpy has no function for. `erf` and `xlogy` are scipy's. */
const OTHERS = new Map([
  ["relu", "np.maximum(#1, 0.0)"],
  ["logistic", "(1.0 / (1.0 + np.exp(-(#1))))"],
  ["erf", "scipy.special.erf(#1)"],
  ["xlogy", "scipy.special.xlogy(#1, #2)"],
  ["tied_maximum", "np.maximum(#1, #2)"],
]);
/** numpy's comparisons are true or false, which it refuses to subtract: in arithmetic they are 1.0 or 0.0. */
const COMPARISONS = new Map([
  ["less", " < "],
  ["less_equal", " <= "],
  ["equal", " == "],
]);
const AS_NUMBER = "1.0 * (";

/** Words that name nothing in Python: lambda is a letter here. */
const RESERVED = /^(lambda|in|is|if|as|or|and|not|for|def|del|np|scipy)$/;
const pythonName = (name: string): string => (RESERVED.test(name) ? `${name}_` : name);

/** What is shorter is easier to repeat than to name. */
const SHORT = 20;

/** `def name(x, y): …`: what stands more than once in the formula, and is no short word, has a line of its own. */
export function numpyCode(name: string, letters: readonly string[], output: Node): string {
  const nodes = order([output]);
  const uses = new Map<Node, number>();
  for (const arg of nodes.flatMap(({ args }) => args)) uses.set(arg, (uses.get(arg) ?? 0) + 1);
  let part = "part";
  while (letters.some((letter) => letter.startsWith(part))) part += "_";
  const written = new Map<Node, Written>();
  const lines: string[] = [];
  for (const node of nodes) {
    const args = node.args.map((arg) => written.get(arg)!);
    let made = write(node, args);
    if (uses.get(node)! > 1 && args.length > 0 && made[0].length > SHORT) {
      lines.push(`${part}${lines.length + 1} = ${made[0]}`);
      made = [`${part}${lines.length}`, CLOSED];
    }
    written.set(node, made);
  }
  const body = [...lines, `return ${written.get(output)![0]}`].map((line) => `    ${line}\n`).join("");
  return `def ${name}(${letters.map(pythonName).join(", ")}):\n${body}`;
}

function write({ op, name, value, args: from }: Node, args: readonly Written[]): Written {
  if (op === "input") return [pythonName(name), CLOSED];
  if (op === "constant") return number(value);
  const operator = OPERATORS.get(op);
  if (operator) {
    const [sign, precedence, left, right] = operator;
    return [bracket(args[0], left) + sign + bracket(args[1], right), precedence];
  }
  if (op === "negative")
    return [`-${bracket(args[0], PRODUCT)}`, args[0][1] === SUM ? SIGN : Math.min(SIGN, args[0][1])];
  const comparison = COMPARISONS.get(op);
  if (comparison) return [`${AS_NUMBER}${args.map(([text]) => text).join(comparison)})`, PRODUCT];
  if (op === "where" && COMPARISONS.has(from[0].op) && args[0][0].startsWith(AS_NUMBER))
    args = [[args[0][0].slice(AS_NUMBER.length, -1), CLOSED], ...args.slice(1)];
  const template = OTHERS.get(op) ?? `np.${op}(${args.map((_, i) => `#${i + 1}`).join(", ")})`;
  return [template.replace(/#(\d)/g, (_, i) => args[i - 1][0]), CLOSED];
}

/** A number with all its digits, and as a float: 2.0, for a whole number to a negative power is refused by numpy. */
function number(value: number): Written {
  const size = Math.abs(value);
  const digits =
    size === Math.PI ? "np.pi" : size === Infinity ? "np.inf" : size !== size ? "np.nan" : String(size);
  const text = /^\d+$/.test(digits) ? `${digits}.0` : digits;
  return value < 0 || Object.is(value, -0) ? [`-${text}`, SIGN] : [text, CLOSED];
}

const bracket = ([text, precedence]: Written, needed: number): string =>
  precedence < needed ? `(${text})` : text;
