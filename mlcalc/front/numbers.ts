/** Every number that a figure shows stands in an <output>; this keeps all of them in step with the model. */

import { html } from "./dom.ts";
import { formatInput, formatNumber } from "./format.ts";
import type { Model } from "./model.ts";

interface Entry {
  readonly read: () => number;
  readonly format: (value: number) => string;
  readonly shown: { readonly element: HTMLOutputElement; readonly text: Text }[];
  last: number | undefined;
}

export class Numbers {
  private readonly model: Model;
  private readonly entries = new Map<string, Entry>();

  constructor(model: Model) {
    this.model = model;
  }

  /** An <output> that shows `name` from now on. */
  output(name: string): HTMLOutputElement {
    // An output is a live region by default; dozens of them changing 60 times a second would drown a listener.
    // The host speaks one summary instead, when the movement has come to rest.
    const element = html("output", { "data-name": name, "data-role": this.role(name), "aria-live": "off" });
    const text = document.createTextNode("");
    element.append(text);
    const entry = this.entry(name);
    entry.shown.push({ element, text });
    entry.last = undefined;
    return element;
  }

  /** Shows what changed, and touches nothing else. */
  update(): void {
    for (const entry of this.entries.values()) {
      const value = entry.read();
      if (Object.is(value, entry.last)) continue;
      const [text, exact, sign] = [entry.format(value), String(value), value < 0 ? "-" : "+"];
      for (const { element, text: node } of entry.shown) {
        node.data = text;
        element.setAttribute("data-value", exact);
        if (element.dataset["sign"] !== sign) element.dataset["sign"] = sign;
      }
      entry.last = value;
    }
  }

  private entry(name: string): Entry {
    let entry = this.entries.get(name);
    if (entry === undefined) {
      const step = this.model.isInput(name) ? this.model.input(name).step : null;
      const format = step === null ? formatNumber : (value: number) => formatInput(value, step);
      entry = { read: this.model.reader(name), format, shown: [], last: undefined };
      this.entries.set(name, entry);
    }
    return entry;
  }

  /** What the number is in the picture, so that both can have one colour. */
  private role(name: string): string {
    const { spec } = this.model;
    if (this.model.isInput(name)) return "input";
    if (name === spec.value) return "value";
    if (name === (spec.kind === "curve" ? spec.slope : spec.total)) return "slope";
    return spec.kind === "paths" && spec.paths.some((path) => path.output === name) ? "contribution" : "part";
  }
}
