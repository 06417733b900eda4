/** The part that is opened: a slider, its derivative as a product of live factors, and a nudge that puts it to the test. */

import { slider, type Controls } from "../../controls/sliders.ts";
import { html } from "../../view/dom.ts";
import { formulas, sayFormulas, updateScrollStops } from "../../view/formula.ts";
import { Numbers } from "../../view/numbers.ts";
import type { Stage } from "../../view/stage.ts";
import type { Choice } from "./choice.ts";
import { factorLines, forwardLines } from "./factors.ts";
import { Nudge } from "./nudge.ts";
import "./opened.css";
import { partsOf, spokenName, type NetworkSpec, type Part, type Step } from "./spec.ts";

/** What is built for one part. It is kept, but only the one that is open follows the numbers. */
interface Panel {
  readonly name: string;
  readonly numbers: Numbers;
  readonly slider: Controls;
  readonly forward: HTMLElement;
  readonly backward: HTMLElement | null;
}

export class Opened {
  readonly element = html("div", { class: "mlcalc-opened" });
  readonly #host: Stage;
  readonly #spec: NetworkSpec;
  readonly #choice: Choice;
  readonly #parts: readonly Part[];
  readonly #picker: HTMLSelectElement;
  readonly #handle = html("div", {});
  readonly #lines = html("div", { class: "mlcalc-opened-lines" });
  readonly #panels = new Map<string, Panel>();
  readonly #nudge: Nudge | null;
  #phase: Step["phase"] = "forward";
  #panel: Panel;

  constructor(host: Stage, spec: NetworkSpec, choice: Choice) {
    this.#host = host;
    this.#spec = spec;
    this.#choice = choice;
    this.#parts = partsOf(spec);
    this.#nudge = spec.cost === "none" ? null : new Nudge(host);
    const options = this.#parts.map((part) =>
      html("option", { value: part.input.name }, spokenName(part, spec)),
    );
    this.#picker = html(
      "select",
      { class: "mlcalc-picker", "aria-label": "opened part of the network" },
      ...options,
    );
    host.listen(this.#picker, "change", () => choice.select(this.#picker.value));
    const beside = this.#nudge === null ? [] : [this.#nudge.element];
    this.element.append(
      html("div", { class: "mlcalc-opened-handle" }, this.#picker, this.#handle),
      ...[...beside, this.#lines],
    );
    this.#panel = this.#open();
    choice.follow(() => {
      if (choice.selected !== this.#panel.name) this.#panel = this.#open();
    });
  }

  /** Forwards, how the neuron gets its value; backwards, the factors of the derivative. */
  show(phase: Step["phase"]): void {
    this.#phase = phase;
    const { forward, backward } = this.#panel;
    forward.hidden = backward !== null && phase === "backward";
    if (backward !== null) backward.hidden = phase === "forward";
    this.#nudge?.element.classList.toggle("is-away", phase === "forward");
    this.update();
    sayFormulas(this.#lines);
    updateScrollStops(this.element);
  }

  update(): void {
    this.#panel.numbers.update();
    this.#panel.slider.update();
    if (this.#phase === "backward") this.#nudge?.update();
  }

  #open(): Panel {
    const name = this.#choice.selected;
    const panel =
      this.#panels.get(name) ?? this.#build(this.#parts.find((part) => part.input.name === name)!);
    this.#panels.set(name, panel);
    this.#panel = panel;
    this.#picker.value = name;
    // The picker stays where it is: taken out for a moment, it would lose the focus.
    this.#handle.replaceChildren(panel.slider.element);
    this.#lines.replaceChildren(panel.forward, ...(panel.backward === null ? [] : [panel.backward]));
    this.#nudge?.take(this.#host.model.input(name));
    this.show(this.#phase);
    return panel;
  }

  #build(part: Part): Panel {
    const numbers = new Numbers(this.#host.model, { C: "value" });
    return {
      name: part.input.name,
      numbers,
      slider: slider(this.#host, part.input, { numbers }),
      forward: formulas(forwardLines(part, this.#spec), numbers),
      backward: this.#spec.cost === "none" ? null : formulas(factorLines(part, this.#spec), numbers),
    };
  }
}
