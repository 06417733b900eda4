/** The text of a question: words, formulas, and numbers in both that follow the model. */

import { formatShort } from "../../model/format.ts";
import { boolean, listOf, object, preset, record, text, type Read } from "../../model/readers.ts";
import { checkLive } from "../../model/live.ts";
import type { Names } from "../../model/spec.ts";
import { html } from "../../view/dom.ts";
import { live, sayFormula } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";

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

/** The signs with which a piece begins, if they belong to a formula or number before it: no line begins with one. */
function signs(piece: Piece | undefined, before: Piece | undefined): string {
  if (piece === undefined || !("words" in piece) || before === undefined || "words" in before) return "";
  return "display" in before && before.display ? "" : /^[.,;:?!)%]*/.exec(piece.words)![0];
}

export class Words {
  readonly #host: Stage;
  readonly #names: readonly string[];
  readonly #formulas: HTMLElement[] = [];

  constructor(host: Stage, names: readonly string[]) {
    this.#host = host;
    this.#names = names;
  }

  paragraphs(parts: Paragraphs): HTMLElement[] {
    return parts.map((part) => html("p", { class: "mlcalc-words" }, ...this.pieces(part)));
  }

  /** Says something when typing rests. */
  announce(text: string): void {
    this.#host.announce(text);
  }

  pieces(part: readonly Piece[]): (HTMLElement | string)[] {
    return part.map((piece, i) => {
      if ("words" in piece) return piece.words.slice(signs(piece, part[i - 1]).length);
      const element =
        "number" in piece ? this.#output(piece.number) : this.#formula(piece.latex, piece.display);
      const after = signs(part[i + 1], piece);
      if (after === "") return element;
      // A formula of several parts may end a line within: then the sign goes its own way.
      const isOne = element.querySelectorAll(".katex-html > .katex-base").length <= 1;
      return html("span", isOne ? { class: "mlcalc-kept" } : {}, element, after);
    });
  }

  #formula(latex: string, display: boolean): HTMLElement {
    const element = live(display ? `\\displaystyle ${latex}` : latex, this.#names, (name) =>
      this.#output(name),
    );
    this.#formulas.push(element);
    return display ? html("span", { class: "mlcalc-display mlcalc-scrolls" }, element) : element;
  }

  /** In these texts a number is said as well as written, for here it moves seldom and means much. */
  update(): void {
    this.#formulas.forEach(sayFormula);
  }

  /** Without a name: the sentence around it says what it is, and a name would be read in place of the number. */
  readonly #output = (name: string): HTMLElement => {
    const output = this.#host.numbers.output(name, formatShort);
    output.removeAttribute("aria-label");
    return output;
  };
}
