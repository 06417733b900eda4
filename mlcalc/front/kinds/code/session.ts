/** Running a cell: Python is fetched, the program runs or is ended, and what came of it is told. */

import type { Program } from "../../python/messages.ts";
import { Python, type Outcome } from "../../python/python.ts";
import { html } from "../../view/dom.ts";
import { updateScrollStops } from "../../view/formula.ts";
import { askForPython } from "../../view/needed.ts";
import type { Stage } from "../../view/stage.ts";
import type { Editor } from "./editor.ts";
import { verdictBox, verdictOf, type Verdict } from "./verdict.ts";

const FETCHING = "Python is being fetched, 250 kB, once for the whole book …";
const RUNNING = "The program runs …";
const NOTHING = "The program ran and printed nothing.";

/** Where a program's output stands. It keeps its place: while the next run has printed nothing, it stays as high. */
function output() {
  const text = document.createTextNode("");
  const element = html(
    "pre",
    { class: "mlcalc-printed mlcalc-scrolls", role: "group", "aria-label": "Output" },
    text,
  );
  return {
    element,
    begin: (): void => {
      element.style.minHeight = `${element.offsetHeight}px`;
      text.data = "";
    },
    add: (more: string): void => void (text.data += more),
    end: (): void => {
      element.style.minHeight = "";
      element.classList.toggle("is-empty", text.data === "");
    },
    read: (): string => text.data,
  };
}

export function button(
  name: string,
  attributes: Readonly<Record<string, string>>,
  act: () => void,
): HTMLButtonElement {
  const element = html("button", { type: "button", ...attributes }, name);
  element.addEventListener("click", act);
  return element;
}

/** What is run, for at most so many seconds, and what is to be said of what came of it. */
export interface Task {
  readonly name: string;
  readonly limit: number;
  ask(code: string): Program;
  told(code: string, outcome: Outcome, said: Verdict): Verdict;
}

export class Session {
  readonly printed = output();
  readonly verdict = verdictBox();
  readonly busy = html("p", { class: "mlcalc-busy", role: "status" });
  readonly buttons: HTMLElement;
  readonly #host: Pick<Stage, "root" | "announce">;
  readonly #task: Task;
  readonly #editor: Editor;
  readonly #python: Python;
  readonly #run: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  #running = false;
  #prepared = false;

  constructor(host: Pick<Stage, "root" | "announce">, task: Task, editor: Editor) {
    [this.#host, this.#task, this.#editor] = [host, task, editor];
    this.#python = new Python(() => askForPython(host.root));
    this.#run = button(task.name, { class: "mlcalc-run", "data-run": "" }, () => void this.run());
    this.#stop = button("Stop", { "data-stop": "", hidden: "" }, () => this.#python.stop());
    this.buttons = html("div", { class: "mlcalc-code-buttons" }, this.#run, this.#stop);
  }

  /** At the first touch, and not before: until then the page has loaded nothing of Python. */
  async prepare(): Promise<void> {
    if (this.#prepared) return;
    this.#prepared = true;
    this.#show(FETCHING);
    // What cannot be had is told when the program is to run.
    await this.#python.prepare().catch(() => (this.#prepared = false));
    if (!this.#running) this.#show("");
  }

  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.verdict.clear();
    this.#editor.mark(0);
    this.printed.begin();
    this.#show(this.#prepared ? RUNNING : FETCHING);
    this.#prepared = true;
    const { code } = this.#editor;
    const { limit } = this.#task;
    const began = (): void => this.#show(RUNNING);
    const outcome = await this.#python.run(this.#task.ask(code), limit, began, this.printed.add);
    this.#running = false;
    this.printed.end();
    this.#show("");
    const said = this.#task.told(code, outcome, verdictOf(outcome, limit));
    const text = this.printed.read();
    this.verdict.show(said.said === "" && text === "" ? { ...said, said: NOTHING } : said);
    this.#editor.mark(said.line);
    if (said.said === "" && text !== "") this.#host.announce(`The program printed: ${text.slice(0, 300)}`);
    updateScrollStops(this.#host.root);
  }

  /** Ends what runs, and takes back what was said. */
  clear(): void {
    this.#python.stop();
    this.verdict.clear();
  }

  dispose(): void {
    this.#python.dispose();
  }

  /** What is going on, and what can be done meanwhile. */
  #show(text: string): void {
    this.busy.replaceChildren(...(text === "" ? [] : [html("progress", { "aria-hidden": "true" }), text]));
    // Not `disabled`, which would take the focus from whoever pressed it.
    this.#run.setAttribute("aria-disabled", String(this.#running));
    this.#stop.hidden = !this.#running;
  }
}
