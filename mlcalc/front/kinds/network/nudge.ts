/** A nudge of one part: what the cost does, beside what its derivative foretells. */

import { formatInput, formatNumber, toDigits } from "../../model/format.ts";
import type { InputSpec } from "../../model/spec.ts";
import { html } from "../../view/dom.ts";
import { label } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";

interface Row {
  readonly element: HTMLElement;
  readonly bar: HTMLElement;
  readonly output: HTMLOutputElement;
}

export class Nudge {
  readonly element: HTMLElement;
  readonly #host: Stage;
  readonly #range: HTMLInputElement;
  readonly #shown = html("output", { "aria-label": "nudge", "aria-live": "off", "data-role": "input" });
  readonly #symbol = html("span", { class: "mlcalc-nudge-symbol" });
  readonly #rows: Readonly<Record<"exact" | "linear" | "error", Row>>;
  readonly #xs = new Float64Array(1);
  readonly #ys = new Float64Array(1);
  #input!: InputSpec;
  #sweep!: (xs: Float64Array, ys: Float64Array) => void;
  #slope!: () => number;

  constructor(host: Stage) {
    this.#host = host;
    this.#range = html("input", {
      type: "range",
      class: "mlcalc-nudge-range",
      "data-nudge": "",
      "aria-label": "nudge",
    });
    host.listen(this.#range, "input", () => this.update());
    this.#rows = {
      exact: row("exact", "exactly", "\\Delta C"),
      linear: row("linear", "by the derivative", "\\textstyle\\frac{\\partial C}{\\partial w}\\,\\Delta w"),
      error: row("error", "difference", ""),
    };
    const heading = html(
      "div",
      { class: "mlcalc-nudge-heading" },
      "nudge it by ",
      this.#symbol,
      " = ",
      this.#shown,
    );
    const rows = Object.values(this.#rows).map(({ element }) => element);
    this.element = html("div", { class: "mlcalc-nudge" }, heading, this.#range, ...rows);
  }

  /** Nudges this input from now on. */
  take(input: InputSpec): void {
    this.#input = input;
    this.#sweep = this.#host.model.sweep(input.name, "C");
    this.#slope = this.#host.model.reader(`dC/d${input.name}`);
    const reach = Math.max(input.step, toDigits((input.high - input.low) / 4, 1));
    for (const [key, value] of Object.entries({ min: -reach, max: reach, step: reach / 100 })) {
      this.#range.setAttribute(key, String(value));
    }
    this.#range.valueAsNumber = reach / 10;
    this.#symbol.replaceChildren(label(`\\Delta ${input.latex}`));
    this.#rows.linear.element
      .querySelector(".mlcalc-math")!
      .replaceWith(label(`\\frac{\\partial C}{\\partial ${input.latex}}\\, \\Delta ${input.latex}`));
  }

  update(): void {
    const by = this.#range.valueAsNumber;
    this.#xs[0] = this.#host.model.get(this.#input.name) + by;
    this.#sweep(this.#xs, this.#ys);
    const exact = this.#ys[0] - this.#host.model.get("C");
    const linear = this.#slope() * by;
    const text = formatInput(by, Number(this.#range.step));
    this.#shown.textContent = text;
    this.#range.setAttribute("aria-valuetext", text);
    this.#range.style.setProperty("--at", `${(50 + (50 * by) / Number(this.#range.max)).toFixed(2)}%`);
    const full = Math.max(Math.abs(exact), Math.abs(linear), 1e-300);
    write(this.#rows.exact, exact, full);
    write(this.#rows.linear, linear, full);
    write(this.#rows.error, linear - exact, full);
  }
}

function row(name: string, words: string, latex: string): Row {
  const bar = html("i", { class: "mlcalc-nudge-bar" });
  // No number of the model, but of a model that is nudged: so it has a name of another kind.
  const output = html("output", {
    "aria-label": `change of C: ${words}`,
    "aria-live": "off",
    "data-nudged": name,
  });
  const element = html(
    "div",
    { class: `mlcalc-nudge-row is-${name}` },
    html("span", { class: "mlcalc-nudge-words" }, words, " ", label(latex)),
    html("span", { class: "mlcalc-nudge-track" }, bar),
    output,
  );
  return { element, bar, output };
}

function write({ bar, output }: Row, value: number, full: number): void {
  output.textContent = formatNumber(value);
  output.setAttribute("data-value", String(value));
  bar.style.transform = `scaleX(${Number.isFinite(value) ? (value / full).toFixed(4) : 0})`;
  bar.classList.toggle("is-negative", value < 0);
}
