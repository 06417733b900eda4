/** One row of a table of steps: its name, a box for each entry, and what is said of it. */

import { numberBox, type NumberBox } from "../../controls/numberbox.ts";
import { verdictBox, type VerdictBox } from "../../controls/asking/verdictbox.ts";
import { speakable } from "../../model/speech.ts";
import { html } from "../../view/dom.ts";
import { breakable, label } from "../../view/formula.ts";
import type { RowSpec } from "./judge.ts";

/** What stands in a row: its numbers, nothing at all, or something that is no row yet. */
export type Filled =
  | { readonly kind: "full"; readonly values: readonly number[] }
  | { readonly kind: "empty" }
  | { readonly kind: "unread"; readonly says: string };

export interface RowView {
  readonly element: HTMLElement;
  readonly boxes: readonly NumberBox[];
  readonly verdict: VerdictBox;
  read(): Filled;
  clear(): void;
}

export function rowView(row: RowSpec, told: string): RowView {
  const { shape } = row;
  const [, columns = 1] = shape;
  const names = row.shape.length === 0 ? [row.name] : places(shape).map((place) => `${row.name}[${place}]`);
  const boxes = names.map((name) =>
    numberBox({
      ...{ "data-step": name, inputmode: "text", "aria-label": speakable(name), "aria-describedby": told },
    }),
  );
  const entries = html("div", { class: "mlcalc-boxes" }, ...boxes.map(({ element }) => element));
  entries.classList.toggle("is-one", shape.length === 0);
  entries.classList.toggle("is-bracketed", shape.length > 0);
  entries.style.setProperty("--mlcalc-columns", String(columns));
  const name = label(`\\displaystyle ${breakable(row.label)} =`, "mlcalc-math mlcalc-step-name");
  const verdict = verdictBox("none");
  const read = (): Filled => {
    if (boxes.every((box) => box.isEmpty())) return { kind: "empty" };
    const values: number[] = [];
    for (const [i, box] of boxes.entries()) {
      try {
        values.push(box.read());
      } catch (error) {
        const { message } = error as Error;
        const which = shape.length === 0 ? "" : `Entry ${places(shape)[i]}: `;
        return { kind: "unread", says: which + message };
      }
    }
    return { kind: "full", values };
  };
  return {
    element: html(
      "li",
      { class: "mlcalc-step" },
      html("div", { class: "mlcalc-step-row" }, name, entries),
      verdict.element,
    ),
    ...{ boxes, verdict, read },
    clear: () => {
      boxes.forEach((box) => box.clear());
      verdict.clear();
    },
  };
}

/** The places of the entries, counted from 1: "2", or "1,2". */
function places([rows = 1, columns]: readonly number[]): string[] {
  if (columns === undefined) return Array.from({ length: rows }, (_, i) => String(i + 1));
  return Array.from(
    { length: rows * columns },
    (_, i) => `${Math.floor(i / columns) + 1},${(i % columns) + 1}`,
  );
}
