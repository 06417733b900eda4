/** The kind "curve" of functions that a reader typed: what mlcalc/figures/kinds/curve writes in Python. */

import { substitute, type Node } from "../../calculus/builder.ts";
import { formula as latexOf } from "../../calculus/latex.ts";
import { pullback } from "../../calculus/sweeps.ts";
import { symbol } from "../../calculus/symbols.ts";
import { taylor } from "../../calculus/taylor.ts";
import { Places } from "../../model/live.ts";
import { ownGraph, type Own } from "../../model/own.ts";
import { inputsOf, type InputJson } from "../../model/ranges.ts";
import type { Json } from "../../model/readers.ts";
import { ownLimits } from "../../plot/limits.ts";
import type { TaylorSpec } from "../../plot/plot-spec.ts";

/** Characters of LaTeX, about half a line: beside other curves a longer formula is left out. */
const LONG_FORMULA = 100;
/** Coefficients of the Taylor polynomial with their numbers in the formula. */
const SHOWN = 4;

export function remakeCurve(author: Json, own: Own): Json {
  const { build, functions, axes } = own;
  const [along] = axes;
  const main = [...functions.keys()][0];
  const letters = new Map(
    [...functions].map(([name, f]) => [name, own.inputs.filter((input) => f.letters.includes(input.name))]),
  );
  // As the functions come upon them, and then those that none of them needs.
  const inputs = [...new Set([...[...letters.values()].flat(), ...own.inputs])];
  const outputs = new Map<string, Node>();
  for (const [name, { node }] of functions) {
    outputs.set(name, node);
    const by = letters.get(name)!;
    const slopes = pullback(build, new Map([[node, build.constant(1)]]), by.map((x) => build.input(x.name))); // prettier-ignore
    by.forEach((x, i) => outputs.set(`d${name}/d${x.name}`, slopes[i] ?? build.constant(0)));
  }
  const slope = `d${main}/d${along}`;
  const tangent = author["slope"] !== undefined;
  if (tangent && !outputs.has(slope)) outputs.set(slope, build.constant(0));
  const step = inputsOf(author).find(({ name }) => name === secantOf(author)?.step);
  const secant = step && secondPoint(own, main, along, step.name, outputs);
  if (step) inputs.push(step);
  const order = inputsOf(author).find(({ name }) => name === taylorOf(author)?.order);
  const polynomial = order && taylorAbout(own, main, along, order, outputs);
  if (polynomial) inputs.push(polynomial.input);
  const json = {
    ...{ kind: author["kind"], id: author["id"], log: author["log"], inputs },
    graph: ownGraph(inputs.map(({ name }) => name), Object.fromEntries(outputs)), // prettier-ignore
    ...{
      along,
      value: main,
      labels: { x: symbol(along), ...(functions.size === 1 ? { y: symbol(main) } : {}) },
    },
    ...(tangent ? { slope } : {}),
    ...(secant ? { secant } : {}),
    ...(polynomial ? { taylor: polynomial.taylor } : {}),
    ...formulas(own, letters, secant, along, polynomial?.taylor),
  };
  return { ...json, ylim: ownLimits(json, along, [...functions.keys()]) };
}

/** A constant is of nothing. */
const of = (name: string, variables: string): string =>
  variables === "" ? symbol(name) : `${symbol(name)}(${variables})`;

interface SecantJson {
  readonly step: string;
  readonly value: string;
  readonly slope: string;
}

const secantOf = (author: Json): SecantJson | undefined => author["secant"] as SecantJson | undefined;

/** The value a step further along, and the slope of the line to there. */
function secondPoint(
  { build, functions }: Own,
  name: string,
  along: string,
  step: string,
  outputs: Map<string, Node>,
): SecantJson {
  const { node } = functions.get(name)!;
  const [x, h] = [build.input(along), build.input(step)];
  const beyond = substitute(build, node, new Map([[x, build.apply("add", x, h)]]));
  const made = { step, value: `${name}(${along}+${step})`, slope: `Δ${name}/Δ${along}` };
  outputs.set(made.value, beyond);
  outputs.set(made.slope, build.apply("divide", build.apply("subtract", beyond, node), h));
  return made;
}

const taylorOf = (author: Json): TaylorSpec | undefined => author["taylor"] as TaylorSpec | undefined;

/** The coefficients about the point, as many as fit, and the slider for as many orders. */
function taylorAbout(
  { build, functions }: Own,
  name: string,
  along: string,
  order: InputJson,
  outputs: Map<string, Node>,
): { input: InputJson; taylor: TaylorSpec } {
  const terms = taylor(build, functions.get(name)!.node, build.input(along), order.high);
  const most = terms.length - 1;
  const coefficients = terms.map((_, k) => `${name}[${k}]`);
  terms.forEach((term, k) => outputs.set(coefficients[k], term));
  const fits = most === order.high;
  const low = fits ? order.low : Math.min(order.low, most - 1);
  const input = { ...order, low, high: most, start: Math.min(order.start, most) };
  return { input, taylor: { order: order.name, coefficients } };
}

/** Each function in symbols, then its value and slopes with live numbers; of several, all in one line each. */
function formulas(
  { functions }: Own,
  letters: ReadonlyMap<string, readonly InputJson[]>,
  secant: SecantJson | undefined,
  along: string,
  taylor: TaylorSpec | undefined,
): Json {
  const live = new Places();
  const lines: string[] = [];
  const names = [...functions.keys()].map(symbol);
  for (const [name, { node }] of functions) {
    const own = letters.get(name)!;
    const d = own.length === 1 ? "\\mathrm{d}" : "\\partial";
    const symbols = own.map((x) => symbol(x.name));
    const formula = `${of(name, symbols.join(", "))} = ${latexOf(node, new Map(), [...names, ...symbols])}`;
    const at = own.map((x) => live.at(x.name)).join(", ");
    const derivatives = own.map(
      (x) => `\\frac{${d} ${symbol(name)}}{${d} ${symbol(x.name)}} = ${live.at(`d${name}/d${x.name}`)}`,
    );
    let here = of(name, at);
    if (functions.size === 1) lines.push(formula);
    else if (formula.length < LONG_FORMULA) here = formula;
    lines.push([`${here} = ${live.at(name)}`, ...derivatives].join(", \\qquad "));
  }
  if (secant) {
    const [[name]] = functions;
    const [f, h, x] = [symbol(name), symbol(secant.step), symbol(along)];
    const symbols = letters.get(name)!.map((input) => symbol(input.name));
    const moved = symbols.map((s) => (s === x ? `${s} + ${h}` : s)).join(", ");
    lines.push(
      `\\frac{\\Delta ${f}}{\\Delta ${x}} = \\frac{${of(name, moved)} - ${of(name, symbols.join(", "))}}{${h}}` +
        ` = \\frac{${live.at(secant.value)} - ${live.at(name)}}{${live.at(secant.step)}} = ${live.at(secant.slope)}`,
    );
  }
  if (taylor) {
    const [[name]] = functions;
    const [f, x, at] = [symbol(name), symbol(along), live.at(along)];
    const single = letters.get(name)!.length === 1;
    const primes = single ? `${f}^{(k)}(${at})` : `\\frac{\\partial^k ${f}}{\\partial ${x}^k}`;
    const first = taylor.coefficients.slice(0, SHOWN).map((key, k) => `c_${k} = ${live.at(key)}`).join(", "); // prettier-ignore
    const order = live.at(taylor.order);
    lines.push(
      `T_{${order}} = \\sum_{k=0}^{${order}} c_k \\, (${x} - ${at})^k, \\qquad ` +
        `c_k = \\frac{1}{k!} \\, ${primes}: \\quad ${first}`,
    );
  }
  return { formula: lines, numbers: live.numbers };
}
