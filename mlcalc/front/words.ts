/** The text of a question: words, formulas, and numbers in both that follow the model. */

import { html } from "./dom.ts";
import { formatShort } from "./format.ts";
import { live, LIVE_NUMBER } from "./formula.ts";
import type { Host } from "./host.ts";
import { boolean, listOf, object, preset, record, text, type Read } from "./readers.ts";
import { checkLive, type Names } from "./spec.ts";

export type Piece =
  | { readonly words: string }
  | { readonly number: string }
  | { readonly latex: string; readonly display: boolean };

export type Paragraphs = readonly (readonly Piece[])[];

/** Reads a line of text as Python writes it: a string is words, an object a number or a formula. */
export const readPieces = (names: Names, numbers: readonly string[]): Read<readonly Piece[]> =>
  listOf((value, where) => {
    if (typeof value === "string") return { words: value };
    const piece = object(value, where);
    if ("number" in piece) return { number: names.name(piece["number"], where) };
    const formula = record({ latex: text, display: preset(boolean, false) })(piece, where);
    checkLive(formula.latex, numbers, where);
    return formula;
  });

export class Words {
  readonly #host: Host;
  readonly #names: readonly string[];
  readonly #formulas: { readonly element: HTMLElement; readonly latex: string }[] = [];

  constructor(host: Host, names: readonly string[]) {
    this.#host = host;
    this.#names = names;
  }

  paragraphs(parts: Paragraphs): HTMLElement[] {
    return parts.map((part) => html("p", { class: "mlcalc-words" }, ...this.pieces(part)));
  }

  pieces(part: readonly Piece[]): (HTMLElement | string)[] {
    return part.map((piece) => {
      if ("words" in piece) return piece.words;
      if ("number" in piece) return this.#output(piece.number);
      const { latex, display } = piece;
      const element = live(display ? `\\displaystyle ${latex}` : latex, this.#names, (name) =>
        this.#output(name),
      );
      this.#formulas.push({ element, latex });
      return display ? html("span", { class: "mlcalc-display mlcalc-scrolls" }, element) : element;
    });
  }

  /** In these texts a number is said as well as written, for here it moves seldom and means much. */
  update(): void {
    for (const { element, latex } of this.#formulas) {
      const said = latex.replace(LIVE_NUMBER, (_, out: string) =>
        formatShort(this.#host.model.get(this.#names[Number(out)])),
      );
      element.setAttribute("aria-label", said);
    }
  }

  readonly #output = (name: string): HTMLElement => this.#host.numbers.output(name, formatShort);
}
