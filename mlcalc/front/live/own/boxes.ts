/** The boxes of a figure's functions, each with its symbol before it. */

import { Builder } from "../../calculus/builder.ts";
import { symbol } from "../../calculus/symbols.ts";
import { formulaBox, type BoxSettings, type FormulaBox, type Typed } from "../../controls/formulabox.ts";
import { ownFunction } from "../../model/own.ts";
import { isProgram } from "../../model/programs.ts";
import type { Editable } from "../../model/ranges.ts";
import { FormulaError } from "../../read/words.ts";
import { html } from "../../view/dom.ts";
import { label } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";
import type { Functions } from "./keep.ts";

type Hearing = Required<Pick<BoxSettings, "announce" | "changed">> & { readonly enter: () => void };

/** The function as a graph, of the letters that can be typed. */
export function understood(editable: Editable, name: string, text: string): Typed {
  const builder = new Builder();
  return { text, builder, ...ownFunction(editable, name, text, builder, true) };
}

export class Boxes {
  readonly element = html("div", { class: "mlcalc-own" });
  readonly #boxes: ReadonlyMap<string, FormulaBox>;
  readonly #apply: () => void;
  #frame = 0;

  /** `apply` is called while one types, once a frame, and at once by Enter. */
  constructor(
    editable: Editable,
    names: readonly string[],
    figure: Pick<Stage, "announce">,
    apply: () => void,
  ) {
    this.#apply = apply;
    const announce = (text: string): void => figure.announce(text);
    const changed = (read: Typed | FormulaError | null): void => {
      if (read === null || read instanceof FormulaError || this.#frame !== 0) return;
      if (document.hidden) this.#now();
      else this.#frame = requestAnimationFrame(() => this.#now());
    };
    const hearing = { announce, changed, enter: () => this.#now() };
    this.#boxes = new Map(names.map((name) => [name, this.#box(editable, name, hearing)]));
  }

  /** These functions with those in place of them that stand in the boxes and can be read. */
  read(functions: Functions): Functions {
    const texts = new Map(functions);
    for (const [name, box] of this.#boxes) {
      if (box.input.value === "" && isProgram(functions.get(name)!)) continue;
      try {
        texts.set(name, box.read().text);
      } catch {
        // The box says why, and its last function stays.
      }
    }
    return texts;
  }

  /** Shows these functions; of one that a program defines, that it does. */
  write(functions: Functions): void {
    for (const [name, box] of this.#boxes) {
      const text = functions.get(name)!;
      const program = isProgram(text);
      box.input.placeholder = program ? "as the program says" : "";
      if (box.input.value !== text) box.write(program ? "" : text);
    }
  }

  /** Says at the first function that is another one why there can be no figure of it; false where it has no box. */
  refuse(before: Functions, functions: Functions, error: FormulaError): boolean {
    const changed = [...functions].find(([name, text]) => text !== before.get(name));
    const box = changed && this.#boxes.get(changed[0]);
    box?.refuse(error);
    return box !== undefined;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.element.remove();
  }

  #now(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#apply();
  }

  #box(editable: Editable, name: string, { enter, ...hearing }: Hearing): FormulaBox {
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
    this.element.append(html("div", { class: "mlcalc-own-row" }, label(`${latex} =`), box.element));
    return box;
  }
}
