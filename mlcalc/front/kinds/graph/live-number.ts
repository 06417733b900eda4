/** Numbers that no graph holds, such as those between two steps: shown like any others, but drawn with the picture. */

import { formatCompact } from "../../model/format.ts";
import { html } from "../../view/dom.ts";

export class LiveNumber {
  readonly element: HTMLOutputElement;
  readonly #text = document.createTextNode("");
  readonly #read: () => number;
  #last: number | undefined;

  constructor(read: () => number, attributes: Readonly<Record<string, string>> = {}) {
    this.#read = read;
    this.element = html("output", { "aria-live": "off", ...attributes }, this.#text);
  }

  draw(): void {
    const value = this.#read();
    if (Object.is(value, this.#last)) return;
    this.#last = value;
    this.#text.data = formatCompact(value);
    this.element.setAttribute("data-value", String(value));
    this.element.dataset["sign"] = value < 0 ? "-" : "+";
  }
}
