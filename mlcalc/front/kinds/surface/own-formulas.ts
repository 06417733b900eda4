/** The formulas of a map, with numbers that follow the point: mlcalc/figures/kinds/surface/formula.py. */

import type { Node } from "../../calculus/builder.ts";
import { formula as latexOf } from "../../calculus/latex.ts";
import { symbol } from "../../calculus/symbols.ts";
import { Places } from "../../model/live.ts";
import type { InputJson } from "../../model/ranges.ts";
import type { Json } from "../../model/readers.ts";

/** The names of a value and of the two inputs it is drawn over. */
export interface MapNames {
  readonly value: string;
  readonly x: string;
  readonly y: string;
}

export const slopesOf = ({ value, x, y }: MapNames): readonly [string, string] => [
  `d${value}/d${x}`,
  `d${value}/d${y}`,
];

export interface Shown {
  readonly names: MapNames;
  readonly value: Node;
  readonly latex: (name: string) => string;
  readonly hessian: readonly string[];
  readonly inputs: readonly InputJson[];
}

const matrix = (entries: string): string => `\\begin{bmatrix} ${entries} \\end{bmatrix}`;
/** Fractions above one another need air. */
const column = (...entries: string[]): string =>
  matrix(entries.join(entries[0].includes("\\frac") ? " \\\\[0.5em] " : " \\\\ "));

export function formulas(shown: Shown, author: Json, steps: boolean): Json {
  const { names, value, latex, hessian, inputs } = shown;
  const live = new Places();
  const [x, y, f] = [names.x, names.y, names.value].map(latex);
  const numbers = (...keys: readonly string[]): string[] => keys.map((key) => live.at(key));
  const beside = [...inputs.map((input) => latexIn(shown, input)), f];
  const lines = [`${f}(${x}, ${y}) = ${latexOf(value, new Map(), beside)}`];
  const partials = [x, y].map((by) => `\\frac{\\partial ${f}}{\\partial ${by}}`);
  const slopes = slopesOf(names);
  lines.push(
    `\\nabla ${f} = ${column(...partials)} = ${column(...numbers(...slopes))}, \\qquad ${f} = ${live.at(names.value)}`,
  );
  const moved = (how: (name: string) => string): string[] =>
    numbers(...[names.x, names.y, names.value].map(how));
  if (author["descent"]) {
    const here = column(...numbers(names.x, names.y));
    const rate = live.at("rate");
    const by = column(...numbers(...slopes));
    const [nx, ny, nf] = moved((name) => `next ${name}`);
    lines.push(
      `${column(x, y)} - \\eta \\nabla ${f} \\qquad = ${here} - ${rate} ${by} = ${column(nx, ny)}, \\qquad ${f} = ${nf}`,
    );
    if (steps) {
      const after = live.at("steps");
      const [ax, ay, af] = moved((name) => `${name} after`);
      lines.push(
        `\\text{at step } ${after} \\text{:} \\qquad ${x} = ${ax}, \\qquad ${y} = ${ay}, \\qquad ${f} = ${af}`,
      );
    }
  }
  if (author["hessian"]) {
    const [xx, xy, yy] = numbers(...hessian);
    const d = `\\partial^2 ${f}`;
    const symbols =
      `\\frac{${d}}{\\partial ${x}^2} & \\frac{${d}}{\\partial ${x} \\partial ${y}} \\\\[0.5em] ` +
      `\\frac{${d}}{\\partial ${y} \\partial ${x}} & \\frac{${d}}{\\partial ${y}^2}`;
    lines.push(`H = ${matrix(symbols)} \\qquad = ${matrix(`${xx} & ${xy} \\\\ ${xy} & ${yy}`)}`);
  }
  if (author["newton"]) {
    const [nx, ny, nf] = moved((name) => `newton ${name}`);
    lines.push(`${column(x, y)} - H^{-1} \\nabla ${f} = ${column(nx, ny)}, \\qquad ${f} = ${nf}`);
  }
  return { formula: lines, numbers: live.numbers };
}

const latexIn = ({ latex }: Shown, { name, latex: own }: InputJson): string =>
  own === symbol(name) ? latex(name) : own;
