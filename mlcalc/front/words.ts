/** The text of a question: words, formulas, and numbers in both that follow the model. */

import { html } from "./dom.ts";
import { formatShort } from "./format.ts";
import { live, LIVE_NUMBER } from "./formula.ts";
import type { Host } from "./host.ts";
import { array, boolean, fail, object, text, type Names } from "./spec.ts";

export type Piece =
  | { readonly words: string }
  | { readonly number: string }
  | { readonly latex: string; readonly display: boolean };

export type Paragraphs = readonly (readonly Piece[])[];

/** Reads a text as Python writes it: a string is words, an object a number or a formula. */
export function readParagraphs(
  json: unknown,
  where: string,
  names: Names,
  numbers: readonly string[],
): Paragraphs {
  return array(json, where).map((part, i) => readPieces(part, `${where}[${i}]`, names, numbers));
}

export function readPieces(
  json: unknown,
  where: string,
  names: Names,
  numbers: readonly string[],
): readonly Piece[] {
  return array(json, where).map((entry, i): Piece => {
    const place = `${where}[${i}]`;
    if (typeof entry === "string") return { words: entry };
    const piece = object(entry, place);
    if ("number" in piece) return { number: names.name(piece["number"], place) };
    const latex = text(piece["latex"], `${place}.latex`);
    for (const [, out] of latex.matchAll(LIVE_NUMBER)) {
      if (!(Number(out) in numbers)) fail(`each out=… in ${place}`, `an index into "numbers"`, out);
    }
    return { latex, display: boolean(piece["display"] ?? false, `${place}.display`) };
  });
}

export class Words {
  private readonly host: Host;
  private readonly names: readonly string[];
  private readonly formulas: { readonly element: HTMLElement; readonly latex: string }[] = [];

  constructor(host: Host, names: readonly string[]) {
    this.host = host;
    this.names = names;
  }

  paragraphs(parts: Paragraphs): HTMLElement[] {
    return parts.map((part) => html("p", { class: "mlcalc-words" }, ...this.pieces(part)));
  }

  pieces(part: readonly Piece[]): (HTMLElement | string)[] {
    return part.map((piece) => {
      if ("words" in piece) return piece.words;
      if ("number" in piece) return this.output(piece.number);
      const { latex, display } = piece;
      const element = live(display ? `\\displaystyle ${latex}` : latex, this.names, (name) =>
        this.output(name),
      );
      this.formulas.push({ element, latex });
      return display ? html("span", { class: "mlcalc-display mlcalc-scrolls" }, element) : element;
    });
  }

  /** In these texts a number is said as well as written, for here it moves seldom and means much. */
  update(): void {
    for (const { element, latex } of this.formulas) {
      const said = latex.replace(LIVE_NUMBER, (_, out: string) =>
        formatShort(this.host.model.get(this.names[Number(out)])),
      );
      element.setAttribute("aria-label", said);
    }
  }

  private readonly output = (name: string): HTMLElement => this.host.numbers.output(name, formatShort);
}
