/** What the bracketings cost: here, and where it matters. */

import { html } from "../../view/dom.ts";
import { label } from "../../view/formula.ts";
import { bracketed } from "./bracketing.ts";
import type { BracketingSpec, ChainSpec, Mode } from "./spec.ts";

const TITLES: Readonly<Record<Mode, readonly [numerator: string, denominator: string]>> = {
  reverse: ["row first", "column first"],
  forward: ["column first", "row first"],
  mixed: ["in between", "in between"],
  both: ["one product", "one product"],
};
const MEANING: Readonly<Record<Mode, string>> = {
  reverse: "reverse mode, VJP",
  forward: "forward mode, JVP",
  mixed: "",
  both: "",
};

type Content = string | Node;

/** What differs between the layouts; the figure's style sheet shows the one that is chosen. */
export function inEither(numerator: readonly Content[], denominator: readonly Content[]): HTMLElement[] {
  return [
    html("span", { class: "mlcalc-numerator" }, ...numerator),
    html("span", { class: "mlcalc-denominator" }, ...denominator),
  ];
}

/** What a bracketing is called; in the other layout the same products are a row where they were a column. */
export const titleOf = ({ mode }: BracketingSpec): HTMLElement[] =>
  inEither([TITLES[mode][0]], [TITLES[mode][1]]);

export const formulaOf = ({ tree }: BracketingSpec, factors: readonly string[]): HTMLElement[] =>
  inEither([label(bracketed(tree, factors, false))], [label(bracketed(tree, factors, true))]);

const count = (value: number): string => value.toLocaleString("en");

/** A row for each bracketing; `mark` says which one is shown above. */
export function priceTable(spec: ChainSpec): {
  readonly element: HTMLElement;
  readonly mark: (chosen: number) => void;
} {
  const factors = spec.products.filter(({ first, last }) => first === last).map(({ latex }) => latex);
  const rows = spec.bracketings.map((way) => {
    const { mode } = way;
    const ten = mode === "reverse" || mode === "forward" ? spec.ten[mode].map(count) : ["", ""];
    const name = MEANING[mode] ? [MEANING[mode]] : formulaOf(way, factors);
    const title = html("th", { scope: "row" }, ...titleOf(way), html("small", {}, ...name));
    return html("tr", {}, title, ...[count(way.multiplications), ...ten].map((text) => html("td", {}, text)));
  });
  const [toNumber, fromNumber] = ["1×100 · ten 100×100", "ten 100×100 · 100×1"];
  const head = [
    ["Multiplications"],
    ["here"],
    inEither([toNumber], [fromNumber]),
    inEither([fromNumber], [toNumber]),
  ];
  const element = html(
    "div",
    { class: "mlcalc-prices mlcalc-scrolls" },
    html(
      "table",
      {},
      html("thead", {}, html("tr", {}, ...head.map((text) => html("th", { scope: "col" }, ...text)))),
      html("tbody", {}, ...rows),
    ),
  );
  const mark = (chosen: number): void =>
    rows.forEach((row, i) => {
      if (i === chosen) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    });
  return { element, mark };
}
