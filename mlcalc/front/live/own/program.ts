/** The box for a program in a figure whose functions can be typed: its functions become the figure's. */

import { numpyCode } from "../../calculus/code.ts";
import { linkButton, CAME, originLine } from "../../kinds/code/linking.ts";
import { keep, recall } from "../../controls/kept.ts";
import { listenTo } from "../../kinds/code/code.ts";
import { Editor } from "../../kinds/code/editor.ts";
import { button, Session } from "../../kinds/code/session.ts";
import type { Verdict } from "../../kinds/code/verdict.ts";
import type { Outcome } from "../../python/python.ts";
import { LINKED, packed, tooLong, unpacked } from "../../model/linked.ts";
import { isProgram, wantedOf } from "../../model/programs.ts";
import type { Model } from "../../model/model.ts";
import type { Editable, Windows } from "../../model/ranges.ts";
import { html } from "../../view/dom.ts";
import { understood } from "./boxes.ts";

/** Seconds. A figure is drawn of what a program does once, so that this is much. */
const LIMIT = 10;
const KEYS = "Ctrl+Enter draws it. To leave the box by keyboard press Escape, then Tab.";

type Values = Readonly<Record<string, number>>;

/** The figure that the program is of. */
interface Drawing {
  readonly root: HTMLElement;
  readonly signal: AbortSignal;
  readonly model: Pick<Model, "spec" | "inputs">;
  readonly functions: ReadonlyMap<string, string>;
  announce(text: string): void;
  /** Draws these of its functions over these ranges too, at these inputs; returns why it cannot, or "". */
  draw(texts: ReadonlyMap<string, string>, windows: Windows, inputs: Values): string;
  /** What a link says of functions and ranges. */
  state(): Record<string, number | string>;
}

const NOWHERE: readonly [Windows, Values] = [new Map(), {}];

export class ProgramBox {
  readonly element: HTMLElement;
  readonly #figure: Drawing;
  readonly #editable: Editable;
  readonly #stored: boolean;
  readonly #link: HTMLButtonElement;
  readonly #editor: Editor;
  readonly #session: Session;
  readonly #origin = originLine();
  readonly #begin = button("Begin with this function", { "data-begin": "" }, () => this.#start());
  /** What a link says of the ranges and inputs of a program that has not run. */
  #awaited = NOWHERE;

  /** `stored` where the reader's browser keeps what is written, and a link opens this page. */
  constructor(figure: Drawing, editable: Editable, card: HTMLElement, stored: boolean) {
    [this.#figure, this.#editable, this.#stored] = [figure, editable, stored];
    const names = [...editable.functions.keys()].join(", ");
    const { id } = figure.model.spec;
    const keysId = `${id}-program-keys`;
    const kept = stored ? recall(id, "code") : null;
    this.#editor = new Editor(kept ?? "", `program of ${names}`, keysId, () => this.#keep());
    this.#editor.area.placeholder = `or a program: def ${signature(editable)}: …`;
    const task = {
      ...{ name: "Draw", limit: LIMIT },
      ask: (code: string) => ({ code, check: "", functions: wantedOf(editable) }),
      told: (code: string, outcome: Outcome, said: Verdict): Verdict => this.#drawn(code, outcome, said),
    };
    this.#session = new Session(figure, task, this.#editor);
    const { buttons, busy, printed, verdict } = this.#session;
    const state = () => ({ ...figure.state(), ...figure.model.inputs() });
    const link = linkButton(figure.root, id, () => this.#editor.code, state);
    this.#link = link.button;
    buttons.append(this.#begin, this.#link);
    const more = html("div", { class: "mlcalc-own-more" }, buttons, html("p", { class: "mlcalc-keys", id: keysId }, KEYS), link.said, busy, printed.element, verdict.element); // prettier-ignore
    this.element = html("div", { class: "mlcalc-own-program mlcalc-code is-empty" }, this.#origin.element, this.#editor.element, more); // prettier-ignore
    card.append(this.element);
    listenTo(this.#editor, this.#session, figure.signal);
    const open = (): void => this.element.classList.remove("is-empty");
    this.#editor.area.addEventListener("focus", open, { signal: figure.signal });
    this.#fold();
  }

  /** The program that the figure shows, if one. */
  get #shown(): string | undefined {
    return [...this.#figure.functions.values()].find(isProgram);
  }

  /** What a link says of it, where a program is what the figure shows. */
  state(): Record<string, string> {
    const said = this.#shown === undefined ? "" : packed(this.#shown);
    return said === "" || tooLong(said) !== "" ? {} : { [LINKED]: said };
  }

  /** A program from the address: to be read, and run by whoever wants to. */
  restore(text: string, windows: Windows, inputs: Values): void {
    this.#editor.code = unpacked(text);
    this.#awaited = [windows, inputs];
    this.#keep();
    this.#session.clear();
    this.#origin.show(CAME);
  }

  /** Follows the figure, wherever its program was typed. */
  show(): void {
    if (this.#shown === undefined) return;
    this.#editor.code = this.#shown;
    this.#fold();
  }

  clear(): void {
    this.#session.clear();
  }

  dispose(): void {
    this.#session.dispose();
  }

  #keep(): void {
    const { code } = this.#editor;
    if (this.#stored) keep(this.#figure.model.spec.id, "code", code === "" ? null : code);
    this.#fold();
  }

  /** One line until somebody comes to it. */
  #fold(): void {
    this.#begin.hidden = this.#editor.code !== "";
    this.#link.hidden = !this.#stored || this.#editor.code === "";
    if (this.#editor.code !== "") this.element.classList.remove("is-empty");
  }

  /** Goes on from what the figure shows. */
  #start(): void {
    this.#editor.code = starter(this.#editable, this.#figure.functions);
    this.#keep();
    this.#editor.area.focus();
  }

  #drawn(code: string, outcome: Outcome, said: Verdict): Verdict {
    this.#origin.show("");
    const drawn = outcome.kind === "done" ? outcome.result.functions : undefined;
    if (drawn === undefined || drawn.length === 0) return said;
    this.#editable.programs.set(code, drawn);
    const names = drawn.map(([name]) => name);
    const refused = this.#figure.draw(new Map(names.map((name) => [name, code])), ...this.#awaited);
    if (refused !== "") return { checked: "error", said: refused, line: 0 };
    this.#awaited = NOWHERE;
    return { checked: "right", said: `The figure shows \`${names.join("`, `")}\` of this program.`, line: 0 };
  }
}

/** The head of the first function, as it would be defined. */
function signature(editable: Editable): string {
  const [wanted] = wantedOf(editable);
  if (wanted.arguments !== null) return `${wanted.name}(${wanted.arguments[0].split("[")[0]})`;
  return `${wanted.name}(${editable.letters.join(", ")})`;
}

/** A function's name as a program may have it. */
const plainName = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : "f");

/** The functions that the figure shows, as a program to go on from; of a function that is none, nothing. */
function starter(editable: Editable, functions: ReadonlyMap<string, string>): string {
  const parts = wantedOf(editable).flatMap(({ name, results, arguments: given }) => {
    const bodies = results.map((result) => {
      const text = functions.get(result)!;
      if (isProgram(text)) return "";
      const { letters, node } = understood(editable, result, text);
      return numpyCode(plainName(name), letters, node);
    });
    if (bodies.includes("")) return [];
    return given === null ? bodies : [ofVector(name, given, bodies)];
  });
  return ["import numpy as np", "", "", parts.join("\n\n")].join("\n").trimEnd() + "\n";
}

/** One function of a vector from those of its entries. */
function ofVector(name: string, given: readonly string[], bodies: readonly string[]): string {
  const [from] = given[0].split("[");
  const letters = given.map((entry) => entry.replace("[", "_").replace("]", ""));
  const lines = bodies.map((body) => body.split("\n").slice(1, -1));
  const results = lines.map((all) => all.at(-1)!.replace(/^ +return /, ""));
  const unpack = given.length > 1 ? [`    ${letters.join(", ")} = ${from}`] : [];
  const before = lines.flatMap((all) => all.slice(0, -1));
  if (results.length > 1 && before.length > 0) return ""; // parts of two entries would share their names
  const result = results.length > 1 ? `np.stack([${results.join(", ")}])` : results[0];
  return [`def ${name}(${given.length > 1 ? from : letters[0]}):`, ...unpack, ...before, `    return ${result}`, ""].join("\n"); // prettier-ignore
}
