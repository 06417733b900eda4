/** A place to write Python: a textarea over the same text in colours, with the numbers of its lines. */

import { html } from "../../view/dom.ts";
import { partsOf } from "./colors.ts";
import { comment, erase, indent, newLine, outdent, type Edit, type Text } from "./editing.ts";

/** The program in colours, as elements; what has no colour is text. */
export function colored(code: string): (Node | string)[] {
  // A pre does not show an empty last line, and then the textarea over it would be one line too high.
  return partsOf(`${code}\n`).map(([kind, text]) =>
    kind === "" ? text : html("span", { class: `mlcalc-py-${kind}` }, text),
  );
}

export class Editor {
  readonly element: HTMLElement;
  readonly area: HTMLTextAreaElement;
  readonly #colors = html("pre", { "aria-hidden": "true" });
  readonly #numbers = html("pre", { class: "mlcalc-line-numbers", "aria-hidden": "true" });
  /** Whether Tab leads on: after Escape, and for who came by Tab and has not begun to edit. */
  #leaves = false;
  #edits = false;
  #marked = 0;

  /** `changed` hears of every change by the reader's hand, `described` is the id of what says how to leave. */
  constructor(code: string, name: string, described: string, changed: () => void) {
    this.area = html("textarea", {
      "data-code": "",
      "aria-label": name,
      "aria-describedby": described,
      ...{
        autocapitalize: "off",
        autocomplete: "off",
        autocorrect: "off",
        spellcheck: "false",
        wrap: "off",
        rows: 1,
      },
    });
    this.area.value = code;
    this.element = html(
      "div",
      { class: "mlcalc-editor", translate: "no" },
      this.#numbers,
      html("div", { class: "mlcalc-program" }, this.#colors, this.area),
    );
    this.area.addEventListener("input", () => {
      this.mark(0);
      this.#draw();
      changed();
    });
    this.area.addEventListener("keydown", (event) => this.#key(event));
    this.area.addEventListener("keyup", (event) => {
      if (event.key === "Tab" && !this.#edits) this.#leaves = true;
    });
    this.area.addEventListener("pointerdown", () => this.#begin());
    this.area.addEventListener("blur", () => (this.#leaves = this.#edits = false));
    this.#draw();
  }

  get code(): string {
    return this.area.value;
  }

  set code(code: string) {
    if (code === this.area.value) return;
    this.area.value = code;
    this.mark(0);
    this.#draw();
  }

  /** Shows in which line something went wrong; 0 in none. */
  mark(line: number): void {
    if (line === this.#marked) return;
    this.#marked = line;
    this.#draw();
  }

  #draw(): void {
    const { value } = this.area;
    this.#colors.replaceChildren(...colored(value));
    const count = value.split("\n").length;
    const numbers = Array.from({ length: count }, (_, i) =>
      html("span", i + 1 === this.#marked ? { class: "is-wrong" } : {}, `${i + 1}\n`),
    );
    this.#numbers.replaceChildren(...numbers);
  }

  #begin(): void {
    this.#edits = true;
    this.#leaves = false;
  }

  #key(event: KeyboardEvent): void {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Escape") this.#leaves = true;
    else if (!["Tab", "Shift"].includes(event.key)) this.#begin();
    if ((this.#leaves && event.key === "Tab") || event.isComposing) return;
    const text: Text = { value: this.area.value, from: this.area.selectionStart, to: this.area.selectionEnd };
    let edit: Edit | null = null;
    if (event.key === "Tab" && plain) edit = event.shiftKey ? outdent(text) : indent(text);
    else if (event.key === "Enter" && plain) edit = newLine(text);
    else if (event.key === "Backspace" && plain && !event.shiftKey) edit = erase(text);
    else if (event.key === "/" && (event.ctrlKey || event.metaKey)) edit = comment(text);
    if (edit === null) return;
    event.preventDefault();
    this.#begin();
    this.#apply(edit);
  }

  #apply({ start, end, text, from, to }: Edit): void {
    const { area } = this;
    area.setSelectionRange(start, end);
    // In this way alone what was typed can be taken back by Ctrl+Z; a browser that no longer knows it does without.
    const typed = document.execCommand?.(text === "" ? "delete" : "insertText", false, text);
    if (!typed) {
      area.setRangeText(text, start, end, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    area.setSelectionRange(from, to);
  }
}
