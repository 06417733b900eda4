/** Every number that a figure shows stands in an <output>; this keeps all of them in step with the model. */

import { formatBrief, formatInput, formatNumber, formatScientific } from "../model/format.ts";
import type { Model } from "../model/model.ts";
import { speakable } from "../model/speech.ts";
import { html } from "./dom.ts";

/** What a number is in the picture, by name, so that both have one colour; inputs need no entry. */
export type Roles = Readonly<Record<string, Role>>;
type Role = "input" | "value" | "second" | "third" | "fourth" | "slope" | "contribution" | "part";

interface Entry {
  readonly read: () => number;
  readonly format: (value: number) => string;
  readonly shown: { readonly element: HTMLOutputElement; readonly text: Text }[];
  last: number | undefined;
  sign: string;
}

export class Numbers {
  protected readonly model: Model;
  readonly #roles: Roles;
  readonly #entries = new Map<string, Entry>();

  constructor(model: Model, roles: Roles) {
    this.model = model;
    this.#roles = roles;
  }

  /** An <output> that shows `name` from now on; all that show one name write it in one way. */
  output(name: string, format?: (value: number) => string): HTMLOutputElement {
    // An output is a live region by default; dozens of them changing 60 times a second would drown a listener.
    // The host speaks one summary instead, when the movement has come to rest.
    const element = html("output", {
      "data-name": name,
      "data-role": this.#role(name),
      "aria-label": speakable(name),
      "aria-live": "off",
    });
    const text = document.createTextNode("");
    element.append(text);
    const entry = this.#entry(name, format);
    entry.shown.push({ element, text });
    entry.last = undefined;
    entry.sign = "";
    return element;
  }

  /** Shows what changed, and touches nothing else. */
  update(): void {
    for (const entry of this.#entries.values()) {
      const value = entry.read();
      if (Object.is(value, entry.last)) continue;
      const [text, exact, sign] = [entry.format(value), String(value), value < 0 ? "-" : "+"];
      for (const { element, text: node } of entry.shown) {
        // To write the same text again would still ask for a new layout.
        if (node.data !== text) node.data = text;
        element.setAttribute("data-value", exact);
        if (sign !== entry.sign) element.dataset["sign"] = sign;
      }
      entry.sign = sign;
      entry.last = value;
    }
  }

  /** A value as `name` is written here. */
  format(name: string, value: number): string {
    const { model } = this;
    if (model.isInput(name)) {
      const { step, scale, whole } = model.input(name);
      return formatInput(value, whole ? 1 : step, whole ? "linear" : scale);
    }
    return model.spec.scientific.includes(name) ? formatScientific(value) : formatNumber(value);
  }

  #entry(name: string, given?: (value: number) => string): Entry {
    let entry = this.#entries.get(name);
    if (entry === undefined) {
      const format = given ?? ((value: number): string => this.format(name, value));
      entry = { read: this.model.reader(name), format, shown: [], last: undefined, sign: "" };
      this.#entries.set(name, entry);
    }
    return entry;
  }

  /** What the number is in the picture, so that both can have one colour. */
  #role(name: string): string {
    const role = Object.hasOwn(this.#roles, name) ? this.#roles[name] : undefined;
    return role ?? (this.model.isInput(name) ? "input" : "part");
  }
}

/** A button is read as one thing, a name in place of what is in it: there a number's name stands before it, unseen. */
export function nameInButtons(root: Element): void {
  for (const output of root.querySelectorAll("button output[aria-label]")) {
    output.before(html("span", { class: "mlcalc-hidden" }, `${output.getAttribute("aria-label")} = `));
    // A status within a button is no part of the button's name; and what has an aria- attribute stays one.
    output.removeAttribute("aria-label");
    output.removeAttribute("aria-live");
    output.setAttribute("role", "none");
  }
}

/** Short numbers for places with little room: a circle, the entry of a matrix. The exact value stays in `data-value`. */
export class ShortNumbers extends Numbers {
  readonly #decimals: number;

  constructor(model: Model, decimals: number) {
    super(model, {});
    this.#decimals = decimals;
  }

  override format(_name: string, value: number): string {
    return formatBrief(value, this.#decimals);
  }
}
