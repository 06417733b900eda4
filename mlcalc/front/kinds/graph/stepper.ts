/** Going through the tape: buttons and a scrubber, the tape itself, and the switches that break it. */

import { html, svg } from "../../view/dom.ts";
import { heard, label, sayFormulas } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";
import { Narrator, type Telling } from "./narration.ts";
import type { ComputationSpec } from "./spec.ts";
import "./stepper.css";
import type { Rules, Run } from "./tape.ts";

export class Stepper {
  readonly element: HTMLElement;
  readonly #host: Stage;
  readonly #spec: ComputationSpec;
  readonly #changed: (step: number) => void;
  readonly #scrubber = html("input", {
    type: "range",
    class: "mlcalc-tape-scrubber",
    min: 0,
    step: 1,
  });
  readonly #place = html("span", { class: "mlcalc-place" });
  readonly #words = html("div", { class: "mlcalc-telling" });
  readonly #formula = html("div", { class: "mlcalc-telling-formula" });
  readonly #list = html("ol", { class: "mlcalc-tape", "aria-hidden": "true" });
  readonly #buttons: readonly HTMLButtonElement[];
  #run!: Run;
  #narrator!: Narrator;
  #tellings = new Map<number, Telling>();
  step = 0;

  constructor(host: Stage, spec: ComputationSpec, changed: (step: number) => void) {
    this.#host = host;
    this.#spec = spec;
    this.#changed = changed;
    this.#scrubber.setAttribute("aria-label", "step of the tape");
    const moves: [Parameters<typeof icon>[0], string, (last: number) => number][] = [
      ["first", "First step", () => 0],
      ["back", "One step back", () => this.step - 1],
      ["forward", "One step forward", () => this.step + 1],
      ["last", "Last step", (last) => last],
    ];
    this.#buttons = moves.map(([sign, name, to]) => {
      const attributes = { type: "button", class: "mlcalc-tape-button", "aria-label": name, title: name };
      const button = html("button", attributes, icon(sign));
      host.listen(button, "click", () => this.go(to(this.#run.steps.length - 1)));
      return button;
    });
    host.listen(this.#scrubber, "input", () => this.go(this.#scrubber.valueAsNumber));
    host.listen(this.#list, "click", (event) => {
      const line = (event.target as Element).closest("li");
      if (line !== null) this.go([...this.#list.children].indexOf(line));
    });
    this.element = html(
      "div",
      { class: "mlcalc-stepper" },
      html(
        "div",
        { class: "mlcalc-stepper-main" },
        html("div", { class: "mlcalc-tape-row" }, ...this.#buttons, this.#scrubber),
        this.#place,
        this.#words,
        this.#formula,
      ),
      this.#list,
    );
  }

  /** Takes another tape, as far along as this one was. */
  take(run: Run, rules: Rules): void {
    const wasAtEnd = this.#run === undefined || this.step === this.#run.steps.length - 1;
    this.#run = run;
    this.#narrator = new Narrator(this.#host, this.#spec, run, rules);
    this.#tellings = new Map();
    const last = run.steps.length - 1;
    this.#scrubber.max = String(last);
    this.#list.replaceChildren(...run.steps.map((_, i) => html("li", {}, label(this.#narrator.line(i)))));
    this.go(wasAtEnd ? last : Math.min(this.step, last));
  }

  go(step: number): void {
    const last = this.#run.steps.length - 1;
    this.step = Math.max(0, Math.min(last, Math.round(step)));
    this.#scrubber.valueAsNumber = this.step;
    const share = last === 0 ? 100 : (100 * this.step) / last;
    this.#scrubber.style.setProperty("--at", `${share.toFixed(2)}%`);
    const kind = this.#run.steps[this.step].kind;
    const phase = kind === "value" ? "forwards" : kind === "end" ? "done" : "backwards";
    this.#place.textContent = `step ${this.step + 1} of ${last + 1}, ${phase}`;
    this.#scrubber.setAttribute("aria-valuetext", this.#place.textContent);
    [this.step === 0, this.step === 0, this.step === last, this.step === last].forEach((isEnd, i) =>
      this.#buttons[i].setAttribute("aria-disabled", String(isEnd)),
    );
    const telling = this.#telling();
    telling.draw();
    this.#words.replaceChildren(telling.words);
    this.#formula.replaceChildren(telling.formula);
    sayFormulas(this.#formula);
    const said = [this.#words, this.#formula].map(heard).join(" ");
    this.#host.announce(`${this.#place.textContent}. ${said}`);
    this.#mark();
    this.#changed(this.step);
  }

  /** Brings the line that is read now back into view. */
  resize(): void {
    this.#mark();
  }

  draw(): void {
    this.#telling().draw();
  }

  #telling(): Telling {
    let telling = this.#tellings.get(this.step);
    if (telling === undefined) {
      telling = this.#narrator.tell(this.step);
      this.#tellings.set(this.step, telling);
    }
    return telling;
  }

  /** The line of the tape that is read now; the tape alone is scrolled to it, never the page. */
  #mark(): void {
    [...this.#list.children].forEach((line, i) => {
      line.classList.toggle("is-now", i === this.step);
      line.classList.toggle("is-ahead", i > this.step);
    });
    const now = this.#list.children[this.step] as HTMLElement;
    this.#list.scrollTop = now.offsetTop - (this.#list.clientHeight - now.offsetHeight) / 2;
  }
}

/** The signs on the buttons, drawn: not every device has a font with them. */
const SHAPES = {
  first: "M3.5 3v10M12.5 3.5 5.5 8l7 4.5z",
  back: "M11.5 3 4.5 8l7 5z",
  forward: "M4.5 3l7 5-7 5z",
  last: "M12.5 3v10M3.5 3.5l7 4.5-7 4.5z",
} as const;

/** A sign of 16 by 16 pixels in the colour of the text around it. */
function icon(shape: keyof typeof SHAPES): SVGSVGElement {
  return svg(
    "svg",
    { class: "mlcalc-icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    svg("path", { d: SHAPES[shape], fill: "currentColor", stroke: "currentColor", "stroke-width": 1.6 }),
  );
}
