/** A choice of one among a few, as buttons in a row that keys walk through as they do through any radio buttons. */

import { html } from "../view/dom.ts";
import type { Stage } from "../view/stage.ts";
import "./radios.css";

export interface Option<T> {
  readonly value: T;
  readonly content: readonly (Node | string)[];
}

let groups = 0;

/** `choose` is called with every choice that the reader makes; the first option is chosen at the start. */
export function radios<T>(
  host: Stage,
  legend: string,
  options: readonly Option<T>[],
  choose: (value: T) => void,
): HTMLElement {
  // Radio buttons of one group share a name, which no other figure of the page may have.
  const name = `mlcalc-radios-${++groups}`;
  const labels = options.map(({ value, content }, i) => {
    const radio = html("input", { type: "radio", name });
    radio.checked = i === 0;
    host.listen(radio, "change", () => radio.checked && choose(value));
    return html("label", { class: "mlcalc-radio" }, radio, html("span", {}, ...content));
  });
  return html(
    "fieldset",
    { class: "mlcalc-radios" },
    html("legend", {}, legend),
    html("div", { class: "mlcalc-radio-row" }, ...labels),
  );
}
