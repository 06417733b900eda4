/** The derivative by one weight, bias, input or target, taken apart into its factors, as LaTeX with live numbers. No DOM. */

import { activation, entry, upTo, type NetworkSpec, type Part } from "./spec.ts";
import { sigma } from "./symbols.ts";

/** Lines of LaTeX; `\htmlData{out=i}{0}` is the number called `numbers[i]`. */
export interface Lines {
  readonly formula: readonly string[];
  readonly numbers: readonly string[];
}

/** More terms than this are not written out: the sum sign has to do. */
const MOST_TERMS = 4;

class Writer {
  readonly formula: string[] = [];
  readonly numbers: string[] = [];

  live(name: string): string {
    this.numbers.push(name);
    return `\\htmlData{out=${this.numbers.length - 1}}{0}`;
  }

  /** Factors in brackets, so that a sign or the next number cannot be misread. */
  product(...names: readonly string[]): string {
    return names.map((name) => `(${this.live(name)})`).join("\\,");
  }
}

type Index = number | string;
/** A comma between two indices only where they would run together. */
const w = (l: number, j: Index, k: Index): string =>
  `w_{${j}${Number(j) > 9 || Number(k) > 9 ? "," : ""}${k}}^{(${l})}`;
const of = (letter: string, l: number, j: Index): string =>
  letter === "a" && l === 0 ? `x_{${j}}` : `${letter}_{${j}}^{(${l})}`;
const d = (by: string): string => `\\frac{\\partial C}{\\partial ${by}}`;

/** How the part's neuron gets its value: for the forward pass. */
export function forwardLines({ role, layer, to, from, input }: Part, spec: NetworkSpec): Lines {
  const out = new Writer();
  if (role === "target") {
    out.formula.push(`${input.latex} = ${out.live(input.name)}`);
    return out;
  }
  // An input is followed into the first neuron that it reaches.
  const [l, j] = role === "input" ? [1, 1] : [layer, to];
  const n = spec.sizes[l - 1];
  const z = of("z", l, j);
  if (n <= MOST_TERMS) {
    const terms = upTo(n).map((k) => out.product(entry(`W${l}`, j, k), activation(l - 1, k)));
    const bias = `(${out.live(entry(`b${l}`, j))})`;
    out.formula.push(`${z} = ${terms.join(" + ")} + ${bias} = ${out.live(entry(`z${l}`, j))}`);
  } else {
    out.formula.push(
      `${z} = \\textstyle\\sum_k ${w(l, j, "k")}\\, ${of("a", l - 1, "k")} + ${of("b", l, j)} = ${out.live(entry(`z${l}`, j))}`,
    );
  }
  if (role === "weight" && n > MOST_TERMS) {
    const term = out.product(input.name, activation(l - 1, from));
    out.formula.push(`\\text{one term: } ${input.latex}\\, ${of("a", l - 1, from)} = ${term}`);
  }
  out.formula.push(
    `${of("a", l, j)} = ${sigma(spec.activations[l - 1])}(${z}) = ${out.live(entry(`a${l}`, j))}`,
  );
  return out;
}

/** ∂C by the part as a product, and the δ in it unfolded by one layer. */
export function factorLines(part: Part, spec: NetworkSpec): Lines {
  const { role, layer: l, to: j, from: k, input } = part;
  const out = new Writer();
  const left = d(input.latex);
  const value = (): string => out.live(`dC/d${input.name}`);
  if (role === "weight") {
    const factors = out.product(entry(`delta${l}`, j), activation(l - 1, k));
    out.formula.push(`${left} = ${of("\\delta", l, j)}\\, ${of("a", l - 1, k)} = ${factors} = ${value()}`);
    unfold(out, l, j, spec);
  } else if (role === "bias") {
    out.formula.push(`${left} = ${of("\\delta", l, j)} = ${value()}`);
    unfold(out, l, j, spec);
  } else if (role === "input") {
    const symbols = `\\textstyle\\sum_j ${w(1, "j", j)}\\, ${of("\\delta", 1, "j")}`;
    out.formula.push(`${left} = ${symbols}${sum(out, 1, j, spec)} = ${value()}`);
  } else if (spec.cost === "squares") {
    const L = spec.sizes.length - 1;
    const numbers = `-2\\bigl(${out.live(activation(L, j))} - (${out.live(input.name)})\\bigr)`;
    out.formula.push(`${left} = -2\\,(${of("a", L, j)} - ${input.latex}) = ${numbers} = ${value()}`);
  } else {
    out.formula.push(`${left} = ${value()}`);
  }
  return out;
}

/** What comes back to neuron j from the layer after it, l: the terms w δ, if there are few. */
function sum(out: Writer, l: number, j: number, spec: NetworkSpec): string {
  const n = spec.sizes[l];
  if (n > MOST_TERMS) return "";
  const terms = upTo(n).map((i) => out.product(entry(`W${l}`, i, j), entry(`delta${l}`, i)));
  return ` = ${terms.join(" + ")}`;
}

function unfold(out: Writer, l: number, j: number, spec: NetworkSpec): void {
  const L = spec.sizes.length - 1;
  const delta = of("\\delta", l, j);
  const [a, y] = [activation(L, j), entry("y", j)];
  const value = (): string => out.live(entry(`delta${l}`, j));
  const slope = `d${entry(`a${l}`, j)}/d${entry(`z${l}`, j)}`;
  const prime = `${spec.activations[l - 1] === "tanh" ? "\\tanh" : "\\sigma"}'(${of("z", l, j)})`;
  if (l < L) {
    const back = of("\\delta", l + 1, "i");
    const head = `\\Bigl(\\textstyle\\sum_i ${w(l + 1, "i", j)}\\, ${back}\\Bigr)\\, ${prime}`;
    const few = spec.sizes[l + 1] <= MOST_TERMS;
    const terms = few ? sum(out, l + 1, j, spec).slice(3) : out.live(`dC/d${entry(`a${l}`, j)}`);
    out.formula.push(`${delta} = ${head} \\qquad = \\bigl(${terms}\\bigr)(${out.live(slope)}) = ${value()}`);
  } else if (spec.cost === "cross-entropy") {
    const numbers = `${out.live(a)} - ${out.live(y)}`;
    out.formula.push(`${delta} = ${of("a", l, j)} - y_{${j}} = ${numbers} = ${value()}`);
  } else if (spec.activations[l - 1] === "softmax") {
    const terms = `\\textstyle\\sum_i 2(${of("a", l, "i")} - y_i)\\,\\frac{\\partial a_i}{\\partial z_{${j}}}`;
    out.formula.push(`${delta} = ${terms} = ${value()}`);
  } else {
    const numbers = `2\\,\\bigl(${out.live(a)} - (${out.live(y)})\\bigr)(${out.live(slope)})`;
    out.formula.push(
      `${delta} = 2\\,(${of("a", l, j)} - y_{${j}})\\, ${prime} \\qquad = ${numbers} = ${value()}`,
    );
  }
}
