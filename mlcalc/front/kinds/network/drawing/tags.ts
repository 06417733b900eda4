/** The numbers of edges, beside their lines: of the one that is lit, and of all where there are few. */

import type { Point } from "../../../plot/geometry.ts";
import { html, place } from "../../../view/dom.ts";
import { label } from "../../../view/formula.ts";
import type { ShortNumbers } from "../../../view/numbers.ts";
import type { NetworkSpec, Part } from "../spec.ts";
import { between } from "./layout.ts";

/** So many edges have room for all their numbers at once. */
const FEW = 6;

export class Tags {
  readonly element = html("div", { class: "mlcalc-edge-numbers" });
  readonly #spec: NetworkSpec;
  readonly #parts: readonly Part[];
  readonly #numbers: ShortNumbers;
  readonly #tags = new Map<Part, HTMLElement>();
  readonly #ends: (i: number) => readonly [Point, Point];

  constructor(
    spec: NetworkSpec,
    parts: readonly Part[],
    numbers: ShortNumbers,
    ends: (i: number) => readonly [Point, Point],
  ) {
    this.#spec = spec;
    this.#parts = parts;
    this.#numbers = numbers;
    this.#ends = ends;
  }

  /** Shows the tag of the lit edge, where it now lies. */
  light(lit: string): void {
    const shown = this.#parts.filter((part) => this.#parts.length <= FEW || part.input.name === lit);
    this.element.replaceChildren(...shown.map((part) => this.#tag(part)));
    this.#numbers.update();
    for (const part of shown) {
      const tag = this.#tag(part);
      const [a, b] = this.#ends(this.#parts.indexOf(part));
      const [x, y] = between(a, b, part.input.name === lit ? 0.48 : 0.6);
      // Above a level line; beside a steep one, on the side that the line leaves free.
      const aside = 12 * Math.max(-1, Math.min(1, (b[1] - a[1]) / (b[0] - a[0])));
      place(tag, x + aside, y - 5, "-50%, -100%");
      tag.classList.toggle("is-lit", part.input.name === lit);
    }
  }

  #tag(part: Part): HTMLElement {
    let tag = this.#tags.get(part);
    if (tag === undefined) {
      const { name, latex } = part.input;
      const symbol = html("span", { class: "mlcalc-edge-symbol" }, label(latex));
      tag = html("div", { class: "mlcalc-edge-number" }, symbol, this.#numbers.output(name));
      if (this.#spec.cost !== "none") {
        const partial = [label("\\partial C"), " ", this.#numbers.output(`dC/d${name}`)];
        tag.append(html("span", { class: "mlcalc-edge-partial" }, ...partial));
      }
      this.#tags.set(part, tag);
    }
    return tag;
  }
}
