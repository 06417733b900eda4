/** LaTeX, typeset once; the numbers in it then move without typesetting anything again. */

import katex from "katex";
import { LIVE_MARK, markLive } from "../model/live.ts";
import type { Spec } from "../model/spec.ts";
import { html } from "./dom.ts";
import type { Numbers } from "./numbers.ts";

function render(element: HTMLElement, latex: string, displayMode: boolean): void {
  katex.render(latex, element, {
    displayMode,
    output: "htmlAndMathml",
    throwOnError: true,
    strict: "ignore",
    // The one extension that live numbers need; nothing that could load or link.
    trust: ({ command }) => command === "\\htmlData",
  });
  // The MathML is for assistive technology; the LaTeX within it would only be weight.
  for (const source of element.querySelectorAll("annotation")) source.remove();
  // Of \eta_{\max} KaTeX makes an msub of three: the third says that max is applied, though to nothing.
  for (const sign of element.querySelectorAll(":is(msub, msup, msubsup, munder, mover, munderover) > mo"))
    if (sign.textContent === "\u2061") sign.remove();
}

/** A short piece of mathematics, as a label. */
export function label(latex: string, className = "mlcalc-math"): HTMLElement {
  const element = html("span", { class: className });
  render(element, latex, false);
  return element;
}

/** The formulas of a figure's caption, where no build has set them. */
export function setCaption(root: Element): void {
  for (const tex of root.querySelectorAll("figcaption .mlcalc-tex"))
    tex.replaceWith(label(tex.textContent!.slice(1, -1)));
}

/** The symbol of a derivative: partial as soon as there is another input to hold still. */
export function derivative(of: string, by: string, partial: boolean): string {
  const d = partial ? "\\partial" : "\\mathrm{d}";
  return `\\frac{${d} ${of}}{${d} ${by}}`;
}

/** The numbers of every formula: in its MathML, and as they are shown. */
const spoken = new WeakMap<Element, readonly (readonly [said: Node, shown: HTMLElement])[]>();

/** A formula with live numbers: `names` are what out=… points to. */
export function live(
  latex: string,
  names: readonly string[],
  output: (name: string) => HTMLElement,
): HTMLElement {
  const piece = html("span", { class: "mlcalc-live" });
  render(piece, markLive(latex), false);
  const shown = new Map<string, HTMLElement>();
  for (const span of piece.querySelectorAll<HTMLElement>("[data-out]")) {
    // KaTeX puts the room beside a sign into the number before it; that stays.
    const room = span.querySelectorAll(":scope > .mspace");
    const out = span.dataset["out"]!;
    shown.set(out, output(names[Number(out)]));
    span.replaceChildren(shown.get(out)!, ...room);
  }
  spoken.set(
    piece,
    [...piece.querySelectorAll("mtext")].flatMap((text) => numbersIn(text, shown)),
  );
  return piece;
}

/** Puts a number of its own for every mark into the MathML. */
function numbersIn(text: Element, shown: ReadonlyMap<string, HTMLElement>): [Node, HTMLElement][] {
  const element = (name: string): Element => document.createElementNS(text.namespaceURI, name);
  const numbers: [Node, HTMLElement][] = [];
  // KaTeX joins texts that are neighbours: the odd pieces are numbers, the others words.
  const pieces = text.textContent!.split(LIVE_MARK).flatMap((part, i) => {
    if (part === "") return [];
    const made = element(i % 2 === 1 ? "mn" : "mtext");
    if (i % 2 === 1) numbers.push([made, shown.get(part)!]);
    else made.textContent = part;
    return [made];
  });
  if (numbers.length > 0) {
    // One part has to stay one part: a fraction has two, and no third.
    const row = element("mrow");
    row.append(...pieces);
    text.replaceWith(pieces.length === 1 ? pieces[0] : row);
  }
  return numbers;
}

/** Brings what is read aloud of a formula to the numbers that are shown. */
export function sayFormula(piece: Element): void {
  for (const [said, shown] of spoken.get(piece) ?? [])
    if (said.textContent !== shown.textContent) said.textContent = shown.textContent;
}

/** The same of all formulas: when a movement rests, and not 60 times a second. */
export const sayFormulas = (root: Element): void => root.querySelectorAll(".mlcalc-live").forEach(sayFormula);

/** Browsers leave MathML out of what they make of a label: a choice with a formula in it gets its words from here. */
export function sayLabels(root: Element): void {
  for (const text of root.querySelectorAll("label")) {
    if (text.querySelector("math") !== null && text.getClientRects().length > 0)
      text.querySelector("input")?.setAttribute("aria-label", heard(text).trim());
  }
}

/** The words of a part as they are heard, or as they are seen: a formula stands in the page twice. */
export const heard = (part: Element): string => without(part, ".katex-html");
export const seen = (part: Element): string => without(part, ".katex-mathml");

function without(part: Element, unwanted: string): string {
  const copy = part.cloneNode(true) as Element;
  const copies = [...copy.querySelectorAll("*")];
  [...part.querySelectorAll("*")].forEach((piece, i) => {
    // of two wordings a style sheet may show one
    if (piece.matches(unwanted) || getComputedStyle(piece).display === "none") copies[i].remove();
  });
  return copy.textContent!;
}

/** Statements with a \qquad between them may go on a line of their own, unless an environment would be cut. */
function statements(latex: string): string[] {
  const parts = latex.split("\\qquad");
  const whole = (part: string): boolean => part.split("\\begin{").length === part.split("\\end{").length;
  return parts.every(whole) ? parts : [latex];
}

const LOW = /\\left\(((?:(?!\\left|\\right|\\frac|\\sqrt|\\begin|\\sum).)*)\\right\)/;

/** Brackets round what is no higher than a letter need not grow: then a line can break within them. */
export function breakable(latex: string): string {
  const next = latex.replace(LOW, "($1)");
  return next === latex ? latex : breakable(next);
}

/** The formulas of a figure, each line in a box that scrolls by itself where the page is narrow. */
export function formulas(spec: Pick<Spec, "formula" | "numbers">, numbers: Numbers): HTMLElement {
  const element = html("div", { class: "mlcalc-formulas" });
  for (const latex of spec.formula) {
    const line = html("div", { class: "mlcalc-formula mlcalc-scrolls" });
    for (const part of statements(latex)) {
      line.append(live(`\\displaystyle ${breakable(part)}`, spec.numbers, (name) => numbers.output(name)));
    }
    element.append(line);
  }
  return element;
}

/** A box that scrolls has to be reachable by keyboard, and one that does not should be no stop on the way. */
export function updateScrollStops(element: HTMLElement): void {
  for (const line of element.querySelectorAll<HTMLElement>(".mlcalc-scrolls")) {
    if (line.scrollWidth > line.clientWidth + 1) line.tabIndex = 0;
    else line.removeAttribute("tabindex");
  }
}
