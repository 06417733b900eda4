/** Matrices of live numbers, and the product of two of them: every entry is a row times a column. */

import { formatCompact } from "../../model/format.ts";
import { html } from "../../view/dom.ts";
import { label } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";
import { transpose, type Step } from "./bracketing.ts";
import "./matrices.css";

export interface Matrix {
  readonly element: HTMLElement;
  readonly cells: readonly (readonly HTMLElement[])[];
}

/** `names` are those of its entries, row by row; `latex` is its own, below it. */
export function matrix(
  host: Stage,
  names: readonly (readonly string[])[],
  latex: string,
  cell: "span" | "button" = "span",
): Matrix {
  const cells = names.map((row) =>
    row.map((name) => {
      const attributes: Record<string, string> = { class: "mlcalc-entry" };
      if (cell === "button") attributes["type"] = "button";
      return html(cell, attributes, host.numbers.output(name, formatCompact));
    }),
  );
  const grid = html("div", { class: "mlcalc-entries" }, ...cells.flat());
  grid.style.gridTemplateColumns = `repeat(${names[0].length}, auto)`;
  const element = html(
    "div",
    { class: "mlcalc-jacobian", role: "group", "aria-label": `${names.length} × ${names[0].length} matrix` },
    html("div", { class: "mlcalc-middle" }, grid),
    html("div", { class: "mlcalc-jacobian-name" }, label(latex), ` ${names.length}×${names[0].length}`),
  );
  return { element, cells };
}

/** Matrices in a line, the middle of each at one height, whatever the number of their rows. */
export function inLine(className: string, parts: readonly (Matrix | HTMLElement)[]): HTMLElement {
  const tallest = Math.max(...parts.map((part) => ("cells" in part ? part.cells.length : 1)));
  const elements = parts.map((part) => ("cells" in part ? part.element : part));
  const line = html("div", { class: `mlcalc-matrices ${className} mlcalc-scrolls` }, ...elements);
  line.style.setProperty("--rows", String(tallest));
  return line;
}

/** What is shown of a step in a layout: the transposed factors stand in the other order. */
export function inLayout(
  step: Step,
  transposed: boolean,
): readonly [left: Factor, right: Factor, result: Factor] {
  const factor = ({ entries, latex, first, last }: Step["left"]): Factor => ({
    names: transposed ? transpose(entries) : entries,
    latex: transposed ? `${first === last ? latex : `(${latex})`}^{\\!\\top}` : latex,
  });
  const [left, right] = transposed ? [step.right, step.left] : [step.left, step.right];
  return [factor(left), factor(right), factor(step.result)];
}

export const equals = (): HTMLElement => html("span", { class: "mlcalc-equals" }, "=");

export interface Factor {
  readonly names: readonly (readonly string[])[];
  readonly latex: string;
}

/** Left times right with the product; one entry is always written out as the sum of products that it is. */
export class Product {
  readonly element: HTMLElement;
  readonly #host: Stage;
  readonly #factors: readonly [Factor, Factor, Factor];
  readonly #left: Matrix;
  readonly #right: Matrix;
  readonly #result: Matrix;
  readonly #sum = html("div", { class: "mlcalc-sum mlcalc-scrolls" });
  readonly #sums = new Map<string, HTMLElement>();

  constructor(host: Stage, factors: readonly [Factor, Factor, Factor], note: string) {
    this.#host = host;
    this.#factors = factors;
    const [left, right, result] = factors;
    this.#left = matrix(host, left.names, left.latex);
    this.#right = matrix(host, right.names, right.latex);
    this.#result = matrix(host, result.names, result.latex, "button");
    this.element = html(
      "div",
      { class: "mlcalc-product" },
      inLine("", [
        this.#left,
        this.#right,
        equals(),
        this.#result,
        html("span", { class: "mlcalc-count" }, note),
      ]),
      this.#sum,
    );
    this.#result.cells.forEach((row, i) =>
      row.forEach((cell, j) => {
        for (const event of ["pointerenter", "focus", "click"] as const)
          host.listen(cell, event, () => this.light(i, j));
      }),
    );
    this.light(0, 0);
  }

  /** Lights an entry with its row and its column. */
  light(row: number, column: number): void {
    const mark = (cells: Matrix["cells"], kind: string, isLit: (i: number, j: number) => boolean): void =>
      cells.forEach((line, i) => line.forEach((cell, j) => cell.classList.toggle(kind, isLit(i, j))));
    mark(this.#left.cells, "is-row", (i) => i === row);
    mark(this.#right.cells, "is-column", (_, j) => j === column);
    mark(this.#result.cells, "is-entry", (i, j) => i === row && j === column);
    const key = `${row},${column}`;
    let line = this.#sums.get(key);
    if (line === undefined) {
      line = this.#spell(row, column);
      this.#sums.set(key, line);
      this.#host.numbers.update();
    }
    this.#sum.replaceChildren(line);
  }

  /** "row 1 × column 2: −6 · 1 + 3 · 2 = 0" */
  #spell(row: number, column: number): HTMLElement {
    const [left, right, result] = this.#factors;
    const { numbers } = this.#host;
    const terms = left.names[row].flatMap((name, k): (HTMLElement | string)[] => [
      ...(k === 0 ? [] : [" + "]),
      this.#factor(name),
      " · ",
      this.#factor(right.names[k][column]),
    ]);
    const where = html("span", { class: "mlcalc-sum-name" }, `row ${row + 1} × column ${column + 1}`);
    return html(
      "span",
      { class: "mlcalc-sum-line" },
      where,
      html("span", {}, ...terms, " = ", numbers.output(result.names[row][column], formatCompact)),
    );
  }

  /** Brackets stand round a factor where its sign would meet another sign; a style sheet shows them. */
  #factor(name: string): HTMLElement {
    return html("span", { class: "mlcalc-factor" }, this.#host.numbers.output(name, formatCompact));
  }
}
