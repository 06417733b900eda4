/** A box into which a formula is typed. Under it stands, typeset, what was understood: the very graph that is used. */

import { Builder, type Node } from "../calculus/builder.ts";
import { formula as latexOf } from "../calculus/latex.ts";
import { spoken } from "../calculus/spoken.ts";
import { build } from "../read/build.ts";
import { readFormula } from "../read/formula.ts";
import { FormulaError } from "../read/words.ts";
import { html } from "../view/dom.ts";
import { label, updateScrollStops } from "../view/formula.ts";
import "./textbox.css";
import "./formulabox.css";

/** A formula that was read. */
export interface Typed {
  readonly text: string;
  /** The letters that may stand in it, or, where any may, those that do. */
  readonly letters: readonly string[];
  readonly builder: Builder;
  readonly node: Node;
  /** What could have been meant otherwise, a sentence each. */
  readonly notes: readonly string[];
}

export interface BoxSettings {
  /** What the box is called for whoever does not see it. */
  readonly name: string;
  /** The letters that may stand in it; null where every letter is one. */
  readonly letters: readonly string[] | null;
  /** How it is read, where it is not by these letters alone. Throws a FormulaError. */
  readonly understand?: (text: string) => Typed;
  /** More attributes of the input, such as data-answer. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** LaTeX before what was understood, as in y =. */
  readonly before?: string;
  /** Says something when typing rests. */
  readonly announce: (text: string) => void;
  /** Hears of every change, with what was read or why it could not be. */
  readonly changed?: (read: Typed | FormulaError | null) => void;
}

export interface FormulaBox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** What stands there; throws a FormulaError, which the box shows too. */
  read(): Typed;
  /** Puts a formula there as if it had been typed, or nothing. */
  write(text: string): void;
  /** Says why what stands there, though it can be read, is of no use. */
  refuse(error: FormulaError): void;
}

/** What was typed, as a graph of its own builder. Throws a FormulaError. */
export function readTyped(text: string, letters: readonly string[] | null): Typed {
  const { tree, letters: known, notes } = readFormula(text, letters);
  const builder = new Builder();
  return { text, letters: known, builder, node: build<Node>(tree, builder), notes };
}

export function formulaBox(settings: BoxSettings): FormulaBox {
  const { name, letters, attributes = {}, before = "", announce, changed } = settings;
  const understand = settings.understand ?? ((text: string): Typed => readTyped(text, letters));
  const plain = { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false" };
  const input = html("input", { ...plain, inputmode: "text", enterkeyhint: "go", "aria-label": name });
  for (const [key, value] of Object.entries(attributes)) input.setAttribute(key, value);
  // Not a live region: what it says is announced as words when typing rests.
  const preview = html("div", { class: "mlcalc-preview" });
  const element = html("div", { class: "mlcalc-formulabox" }, input, preview);

  const show = (read: Typed | FormulaError | null): void => {
    if (read instanceof FormulaError) {
      preview.dataset["verdict"] = "unread";
      preview.replaceChildren(html("span", { class: "mlcalc-preview-note" }, read.message));
    } else {
      delete preview.dataset["verdict"];
      preview.replaceChildren(...(read === null ? [] : understood(read, before)));
    }
    updateScrollStops(preview);
  };
  const attempt = (): Typed | FormulaError | null => {
    if (input.value.trim() === "") return null;
    try {
      return understand(input.value);
    } catch (error) {
      if (error instanceof FormulaError) return error;
      throw error;
    }
  };
  const refuse = (error: FormulaError): void => {
    input.setAttribute("aria-invalid", "true");
    show(error);
  };
  const follow = (): void => {
    input.removeAttribute("aria-invalid");
    const read = attempt();
    show(read);
    if (read !== null) announce(read instanceof FormulaError ? read.message : heard(read));
    changed?.(read);
  };
  input.addEventListener("input", follow);
  return {
    element,
    input,
    read: () => {
      const read = attempt() ?? emptyError(letters);
      if (!(read instanceof FormulaError)) return read;
      refuse(read);
      throw read;
    },
    refuse,
    write: (text) => {
      input.value = text;
      input.removeAttribute("aria-invalid");
      const read = attempt();
      show(read);
      changed?.(read);
    },
  };
}

/** The formula in a line that scrolls, and under it what could have been meant otherwise. */
function understood({ node, notes }: Typed, before: string): HTMLElement[] {
  const latex = latexOf(node);
  const line = html("div", { class: "mlcalc-preview-line mlcalc-scrolls", "data-latex": latex });
  line.append(label(`\\displaystyle ${before} ${latex}`));
  return [line, ...notes.map((note) => html("span", { class: "mlcalc-preview-note" }, note))];
}

const heard = ({ node, notes }: Typed): string => [`${spoken(node)}.`, ...notes].join(" ");

/** The grammar's own sentence on nothing at all. */
function emptyError(letters: readonly string[] | null): Typed | FormulaError {
  try {
    return readTyped("", letters);
  } catch (error) {
    return error as FormulaError;
  }
}
