/** The box of one of a figure's functions, with its symbol before it. */

import { Builder, type Node } from "../calculus/builder.ts";
import { symbol } from "../calculus/symbols.ts";
import { formulaBox, type BoxSettings, type FormulaBox, type Typed } from "../controls/formulabox.ts";
import { readFunction } from "../model/own.ts";
import type { Editable } from "../model/ranges.ts";
import { build } from "../read/build.ts";
import { html } from "../view/dom.ts";
import { label } from "../view/formula.ts";

interface Hearing extends Required<Pick<BoxSettings, "announce" | "changed">> {
  readonly enter: () => void;
}

/** The function as a graph, of the letters that can be typed. */
export function understood(editable: Editable, name: string, text: string): Typed {
  const { tree, letters, notes } = readFunction(editable, name, text, true);
  const builder = new Builder();
  return { text, letters, builder, node: build<Node>(tree, builder), notes };
}

export function functionBox(
  editable: Editable,
  name: string,
  { enter, ...hearing }: Hearing,
): FormulaBox & { readonly row: HTMLElement } {
  const box = formulaBox({
    ...{ name: `function ${name}`, letters: null, attributes: { "data-formula": name } },
    understand: (text) => understood(editable, name, text),
    ...hearing,
  });
  box.input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    enter();
  });
  const { value, labels } = editable.author;
  const given = name === value ? (labels as { z?: string } | undefined)?.z : undefined;
  const latex = given ?? symbol(name.replace(/\[(\d+)\]$/, "_$1"));
  return { ...box, row: html("div", { class: "mlcalc-own-row" }, label(`${latex} =`), box.element) };
}
