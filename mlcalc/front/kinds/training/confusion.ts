/** Which class was read for which: a row for each class that it is, a column for each that was read. */

import { html } from "../../view/dom.ts";
import type { Run } from "./run.ts";
import type { Examples } from "./passes.ts";

export class Confusion {
  readonly element: HTMLElement;
  readonly #counts: Int32Array;
  readonly #cells: readonly HTMLElement[];
  readonly #labels: Int32Array;
  readonly #classes: number;
  readonly #run: Run;
  #version = -1;

  constructor(run: Run, { y, count }: Examples, classes: number) {
    this.#run = run;
    this.#classes = classes;
    this.#counts = new Int32Array(classes * classes);
    this.#labels = largestOf(y, count, classes);
    const names = Array.from({ length: classes }, (_, k) => k);
    this.#cells = Array.from(this.#counts, (_, at) =>
      html("td", at % (classes + 1) === 0 ? { class: "is-right" } : {}),
    );
    const heads = names.map((k) => html("th", { scope: "col" }, String(k)));
    const rows = names.map((k) =>
      html(
        "tr",
        {},
        html("th", { scope: "row" }, String(k)),
        ...this.#cells.slice(k * classes, (k + 1) * classes),
      ),
    );
    this.element = html(
      "table",
      { class: "mlcalc-confusion" },
      html("caption", {}, "Held out: a row for what it is, a column for what was read"),
      html("thead", {}, html("tr", {}, html("td"), ...heads)),
      html("tbody", {}, ...rows),
    );
  }

  draw(): void {
    if (this.#run.version === this.#version) return;
    this.#version = this.#run.version;
    const n = this.#classes;
    this.#counts.fill(0);
    largestOf(this.#run.heldOutputs(), this.#labels.length, n).forEach((read, i) => {
      this.#counts[this.#labels[i] * n + read]++;
    });
    const sums = new Int32Array(n);
    this.#counts.forEach((times, at) => (sums[Math.floor(at / n)] += times));
    this.#cells.forEach((cell, at) => {
      const times = this.#counts[at];
      const text = times === 0 ? "·" : String(times);
      if (cell.textContent === text) return;
      cell.textContent = text;
      cell.style.setProperty(
        "--mlcalc-share",
        `${Math.round((100 * times) / (sums[Math.floor(at / n)] || 1))}%`,
      );
    });
  }
}

/** The class of each column: the row of its largest number. */
export function largestOf(columns: Float64Array, count: number, rows: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => {
    let best = 0;
    for (let k = 1; k < rows; k++) if (columns[k * count + i] > columns[best * count + i]) best = k;
    return best;
  });
}
