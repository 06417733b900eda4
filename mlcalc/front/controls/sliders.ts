/** What stands beside a drawing: a slider for every input, the main numbers, and the way back to the start. */

import { writeHash } from "../model/hash.ts";
import { position, valueAt } from "../model/input.ts";
import type { InputSpec } from "../model/spec.ts";
import { speakable } from "../model/speech.ts";
import { html } from "../view/dom.ts";
import { label } from "../view/formula.ts";
import type { Numbers } from "../view/numbers.ts";
import type { Stage } from "../view/stage.ts";
import "./sliders.css";

export interface Controls {
  readonly element: HTMLElement;
  /** Brings the sliders to the model's values. */
  update(): void;
}

export interface SliderOptions {
  /** Keeps the value that stands over the slider. */
  readonly numbers?: Numbers;
  /** What a movement does, where it is more than to move the input. */
  readonly onInput?: (value: number) => void;
}

/** A slider for one input. */
export function slider(host: Stage, input: InputSpec, options: SliderOptions = {}): Controls {
  const { name, step } = input;
  const { numbers = host.numbers, onInput = (value) => host.set({ [name]: value }) } = options;
  const [low, high] = [position(input, input.low), position(input, input.high)];
  const range = html("input", {
    type: "range",
    "data-name": name,
    "aria-label": speakable(name),
    min: low,
    max: high,
    step,
  });
  if (input.scale === "log") range.dataset["scale"] = "log";
  const heading = html(
    "span",
    { class: "mlcalc-slider-name" },
    label(input.latex),
    " = ",
    numbers.output(name),
  );
  host.listen(range, "input", () => onInput(at()));
  const read = host.model.reader(name);
  const at = (): number =>
    input.scale === "log" ? valueAt(input, range.valueAsNumber) : range.valueAsNumber;
  let shown = NaN;
  const update = (): void => {
    const value = read();
    if (value === shown) return;
    shown = value;
    // While it is dragged the slider already stands there; writing it again could fight the browser's own rounding.
    const place = position(input, value);
    if (at() !== value) range.valueAsNumber = place;
    range.setAttribute("aria-valuetext", host.numbers.format(name, value));
    range.style.setProperty("--at", `${((100 * (place - low)) / (high - low)).toFixed(2)}%`);
  };
  const element = html("div", { class: "mlcalc-slider" }, heading, range);
  const ends = host.editing?.rangeEnds(host, input);
  if (ends) element.append(ends);
  return { element, update };
}

/** A main number: its LaTeX, its name, and how it is written where that is not as usual. */
type Readout = readonly [latex: string, name: string, format?: (value: number) => string];

export function controls(host: Stage, readouts: readonly Readout[]): Controls {
  const sliders = host.model.spec.inputs
    .filter((input) => input.control === "slider")
    .map((input) => slider(host, input));
  const rows = readouts.map(([latex, name, format]) => {
    const output = host.numbers.output(name, format);
    output.classList.toggle("is-long", host.model.spec.scientific.includes(name));
    const equals = html("span", { class: "mlcalc-equals" }, "=");
    return html("div", { class: "mlcalc-readout" }, label(latex), equals, output);
  });
  const element = html(
    "div",
    { class: "mlcalc-controls" },
    html("div", { class: "mlcalc-sliders" }, ...sliders.map((entry) => entry.element)),
    html("div", { class: "mlcalc-readouts" }, ...rows),
    buttons(host),
  );
  return { element, update: () => sliders.forEach((entry) => entry.update()) };
}

/** The way back to the start, and a link that leads here. */
export function buttons(host: Stage): HTMLElement {
  const reset = html("button", { type: "button", class: "mlcalc-reset" }, "Reset");
  host.listen(reset, "click", () => host.reset());
  const element = html("div", { class: "mlcalc-buttons" }, reset);
  const { id } = host.model.spec;
  if (host.sharesAddress && id !== "") {
    const link = html("a", { class: "mlcalc-link", href: `#${id}` }, "Link to this state");
    // Written when someone reaches for it: an address changed 60 times a second would be work for nothing.
    const write = (): void => void (link.href = writeHash(id, host.state()));
    for (const event of ["pointerenter", "pointerdown", "focus"] as const) host.listen(link, event, write);
    element.append(link);
  }
  return element;
}
