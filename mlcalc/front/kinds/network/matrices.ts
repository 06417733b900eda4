/** Matrices with live numbers. An entry and its edge are one thing: to point at either lights both. */

import { decimalsOf, formatBrief } from "../../model/format.ts";
import { html } from "../../view/dom.ts";
import { label, updateScrollStops } from "../../view/formula.ts";
import { ShortNumbers, type Numbers } from "../../view/numbers.ts";
import type { Stage } from "../../view/stage.ts";
import type { Choice } from "./choice.ts";
import { equationOf, gridsOf, type Equation, type Grid } from "./equations.ts";
import "./matrices.css";
import { ownerOf, partsOf, related, stepOf, upTo, type NetworkSpec, type Part, type Step } from "./spec.ts";

interface Cell {
  readonly element: HTMLElement;
  readonly name: string;
  readonly step: number;
  readonly bar: HTMLElement | null;
  readonly read: () => number;
}

/** A derived number with three decimals, a weight with as many as its steps have. */
class MatrixNumbers extends ShortNumbers {
  override format(name: string, value: number): string {
    const { model } = this;
    const decimals = model.isInput(name) ? Math.min(3, decimalsOf(model.input(name).step)) : 3;
    return formatBrief(value, decimals);
  }
}

/** Cells that show a partial derivative carry a bar, on the scale of the drawing's. */
const HAS_BAR = /^(?:dC\/d[Wbx]|delta)/;

/** Some matrices that share their numbers and what is lit in them. */
class Sheet {
  readonly cells: Cell[] = [];
  readonly numbers: Numbers;
  readonly #host: Stage;
  readonly #steps: readonly Step[];

  constructor(host: Stage, steps: readonly Step[]) {
    this.#host = host;
    this.#steps = steps;
    this.numbers = new MatrixNumbers(host.model, 3);
  }

  matrix({ latex, rows, plain }: Grid): HTMLElement {
    const [m, n] = [rows.length, rows[0].length];
    if (plain) return html("div", { class: "mlcalc-scalar" }, this.#host.numbers.output(rows[0][0]));
    const body = html("div", { class: "mlcalc-matrix-body" }, ...rows.flat().map((name) => this.#cell(name)));
    body.style.gridTemplateColumns = `repeat(${n}, auto)`;
    // A cell of a fixed size keeps to itself the layout that a new number asks for.
    const letters = Math.max(...rows.flat().map((name) => this.#widest(name)));
    body.style.setProperty("--mlcalc-letters", String(letters));
    const size = html("span", { class: "mlcalc-matrix-size" }, `${m}×${n}`);
    const caption = html("div", { class: "mlcalc-matrix-caption" }, label(latex), size);
    return html("div", { class: "mlcalc-matrix" }, caption, body);
  }

  light(names: ReadonlySet<string>, lit: string): void {
    for (const { element, name } of this.cells) {
      element.classList.toggle("is-lit", name === lit || name === `dC/d${lit}`);
      element.classList.toggle("is-related", names.has(name));
    }
  }

  reveal(step: number): void {
    for (const { element, step: known } of this.cells) {
      element.classList.toggle("is-unknown", known > step);
      element.parentElement!.parentElement!.classList.toggle("is-new", known === step && step > 0);
    }
  }

  drawBars(full: number): void {
    for (const { bar, read } of this.cells) {
      if (bar === null) continue;
      const value = read();
      const share = Number.isFinite(value) ? Math.max(-1, Math.min(1, value / full)) : 0;
      bar.style.transform = `scaleX(${share.toFixed(3)})`;
      bar.classList.toggle("is-negative", value < 0);
    }
  }

  #widest(name: string): number {
    const { model } = this.#host;
    if (!model.isInput(name))
      return Math.max("−0.123".length, this.numbers.format(name, model.get(name)).length);
    const { low, high } = model.input(name);
    return Math.max(...[low, high].map((value) => this.numbers.format(name, value).length));
  }

  #cell(name: string): HTMLElement {
    const bar = HAS_BAR.test(name) ? html("i", { class: "mlcalc-cell-bar" }) : null;
    const element = html("span", { class: "mlcalc-cell", "data-of": ownerOf(name) });
    element.append(...(bar === null ? [] : [bar]), this.numbers.output(name));
    this.cells.push({
      element,
      name,
      step: stepOf(name, this.#steps),
      bar,
      read: this.#host.model.reader(name),
    });
    return element;
  }
}

/** One equation, and the numbers in it. */
interface Written {
  readonly sheet: Sheet;
  readonly element: HTMLElement;
}

export class Matrices {
  /** Every array of the network, layer by layer. */
  readonly arrays: HTMLElement;
  /** The present step as a product of matrices. */
  readonly equation = html("div", { class: "mlcalc-equation mlcalc-scrolls" });
  readonly #host: Stage;
  readonly #spec: NetworkSpec;
  readonly #steps: readonly Step[];
  readonly #choice: Choice;
  readonly #parts: readonly Part[];
  readonly #all: Sheet;
  readonly #written = new Map<string, Written>();
  #at = 0;
  #shown: Written | null = null;
  #full = 1;

  constructor(host: Stage, spec: NetworkSpec, steps: readonly Step[], choice: Choice) {
    this.#host = host;
    this.#spec = spec;
    this.#steps = steps;
    this.#choice = choice;
    this.#parts = partsOf(spec);
    this.#all = new Sheet(host, steps);
    this.arrays = html("div", { class: "mlcalc-arrays" }, ...this.#groups());
    choice.follow(() => this.#follow());
    for (const element of [this.arrays, this.equation]) this.#listen(element);
  }

  show(step: number): void {
    this.#at = step;
    this.#all.reveal(step);
    this.#follow();
    this.update();
  }

  update(): void {
    this.#all.numbers.update();
    this.#shown?.sheet.numbers.update();
  }

  drawBars(full: number): void {
    this.#full = full;
    this.#all.drawBars(full);
    this.#shown?.sheet.drawBars(full);
  }

  /** Follows the choice: the last step shows the equation of the opened part's layer. */
  #follow(): void {
    const { lit, selected } = this.#choice;
    const find = (name: string): Part => this.#parts.find((entry) => entry.input.name === name)!;
    const { layer } = find(selected);
    const step = this.#steps[this.#at];
    const key = step.id === "gradient" ? `${step.id} ${layer}` : step.id;
    const written = this.#written.get(key) ?? this.#write(equationOf(step, this.#spec, layer));
    this.#written.set(key, written);
    if (written !== this.#shown) {
      this.#shown = written;
      this.equation.replaceChildren(written.element);
      written.sheet.numbers.update();
      this.#host.numbers.update();
      written.sheet.drawBars(this.#full);
      updateScrollStops(this.equation.parentElement ?? this.equation);
    }
    const names = new Set(related(find(lit), this.#spec));
    for (const sheet of [this.#all, written.sheet]) sheet.light(names, lit);
  }

  #write(equation: Equation): Written {
    const sheet = new Sheet(this.#host, this.#steps);
    const pieces = equation.map((piece) =>
      typeof piece === "string" ? label(piece, "mlcalc-operator") : sheet.matrix(piece),
    );
    return { sheet, element: html("div", { class: "mlcalc-equation-row" }, ...pieces) };
  }

  #groups(): HTMLElement[] {
    const { sizes, cost } = this.#spec;
    const grids = gridsOf(this.#spec);
    const back = cost !== "none";
    const L = sizes.length - 1;
    return upTo(L).map((l) => {
      const of = [grids.W(l), grids.b(l), grids.z(l), grids.a(l)];
      if (l === 1) of.unshift(grids.a(0));
      if (back) of.push(grids.delta(l), grids.dW(l));
      if (back && l === L) of.push(grids.y());
      const matrices = of.flatMap((grid) => [this.#all.matrix(grid), html("i", { class: "mlcalc-space" })]);
      const row = html("div", { class: "mlcalc-array-row mlcalc-scrolls" }, ...matrices);
      return html("div", {}, html("div", { class: "mlcalc-array-title" }, `layer ${l}`), row);
    });
  }

  #listen(element: HTMLElement): void {
    const host = this.#host;
    const owner = (event: Event): string | null =>
      (event.target as Element).closest<HTMLElement>("[data-of]")?.dataset["of"] ?? null;
    const known = (name: string | null): name is string =>
      this.#parts.some((part) => part.input.name === name);
    host.listen(element, "pointerover", (event) => {
      if (event.pointerType !== "mouse") return;
      const name = owner(event);
      this.#choice.point(known(name) ? name : null);
    });
    host.listen(element, "pointerleave", () => this.#choice.point(null));
    host.listen(element, "click", (event) => {
      const name = owner(event);
      if (known(name)) this.#choice.select(name);
    });
  }
}
