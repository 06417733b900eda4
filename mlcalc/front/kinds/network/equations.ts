/** What each step computes, written out: which numbers stand in which matrix, and the signs between them. No DOM. */

import { activation, entry, upTo, type NetworkSpec, type Step } from "./spec.ts";
import { bold, of, sigma } from "./symbols.ts";

/** A matrix by the names of its entries, row by row; one of a single number may stand without brackets. */
export interface Grid {
  readonly latex: string;
  readonly rows: readonly (readonly string[])[];
  readonly plain?: boolean;
}

/** Matrices, and LaTeX between them. */
export type Equation = readonly (Grid | string)[];

export const transposed = ({ latex, rows }: Grid): Grid => ({
  latex: `${latex}^{\\top}`.replace(/\^\{\((\d+)\)\}\^\{\\top\}/, "^{($1)\\top}"),
  rows: rows[0].map((_, k) => rows.map((row) => row[k])),
});

/** The arrays of a network as matrices: vectors are columns. */
export function gridsOf({ sizes }: NetworkSpec) {
  const column = (latex: string, name: (j: number) => string, n: number): Grid => ({
    latex,
    rows: upTo(n).map((j) => [name(j)]),
  });
  const vector = (latex: string, stem: string, l: number): Grid =>
    column(of(latex, l), (j) => entry(`${stem}${l}`, j), sizes[l]);
  const matrix = (latex: string, l: number, name: (w: string) => string): Grid => ({
    latex,
    rows: upTo(sizes[l]).map((j) => upTo(sizes[l - 1]).map((k) => name(entry(`W${l}`, j, k)))),
  });
  return {
    a: (l: number) => column(of("a", l), (k) => activation(l, k), sizes[l]),
    b: (l: number) => vector("b", "b", l),
    z: (l: number) => vector("z", "z", l),
    delta: (l: number) => vector("\\delta", "delta", l),
    slope: (l: number) =>
      column(`\\sigma'(${of("z", l)})`, (j) => `d${entry(`a${l}`, j)}/d${entry(`z${l}`, j)}`, sizes[l]),
    y: () => column(bold("y"), (j) => entry("y", j), sizes[sizes.length - 1]),
    W: (l: number) => matrix(`W^{(${l})}`, l, (w) => w),
    dW: (l: number) => matrix(`\\nabla_{W^{(${l})}} C`, l, (w) => `dC/d${w}`),
    db: (l: number) => column(`\\nabla_{${of("b", l)}} C`, (j) => `dC/d${entry(`b${l}`, j)}`, sizes[l]),
    dx: () => column(`\\nabla_{${bold("x")}} C`, (k) => `dC/d${entry("x", k)}`, sizes[0]),
  };
}

/** The step as a product of matrices; of the last step, which is all of them, the one for layer `opened` (0: the input). */
export function equationOf({ id, layer: l }: Step, spec: NetworkSpec, opened: number): Equation {
  const grids = gridsOf(spec);
  const { activations, cost } = spec;
  const L = activations.length;
  const C: Grid = { latex: "", rows: [["C"]], plain: true };
  switch (id) {
    case "x":
      return [grids.a(0)];
    case `z${l}`:
      return [grids.z(l), "=", grids.W(l), grids.a(l - 1), "+", grids.b(l)];
    case `a${l}`:
      return [grids.a(l), "=", sigma(activations[l - 1]), grids.z(l)];
    case "C":
      return cost === "squares"
        ? ["C = \\Bigl\\lVert", grids.a(L), "-", grids.y(), "\\Bigr\\rVert^2 =", C]
        : [grids.a(L), grids.y(), "C =", C];
    case "gradient":
      return opened === 0
        ? [grids.dx(), "=", transposed(grids.W(1)), grids.delta(1)]
        : [grids.dW(opened), "=", grids.delta(opened), transposed(grids.a(opened - 1))];
  }
  if (l < L) {
    const back = [transposed(grids.W(l + 1)), grids.delta(l + 1)];
    return [grids.delta(l), "=", "\\Bigl(", ...back, "\\Bigr)", "\\odot", grids.slope(l)];
  }
  if (cost === "cross-entropy") return [grids.delta(l), "=", grids.a(l), "-", grids.y()];
  if (activations[l - 1] === "softmax") return [grids.delta(l)];
  return [grids.delta(l), "= 2\\,\\Bigl(", grids.a(l), "-", grids.y(), "\\Bigr)", "\\odot", grids.slope(l)];
}
