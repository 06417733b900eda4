/** The kind "code": a cell in the page that runs Python, and tells its reader what is not right yet. */

import { Python } from "../../python/python.ts";
import { html } from "../../view/dom.ts";
import { updateScrollStops } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import { askForPython, SHARED, TOLD, type Traits } from "../../view/needed.ts";
import type { Stage } from "../../view/stage.ts";
import "./code.css";
import { colored, Editor } from "./editor.ts";
import { keep, recall } from "./kept.ts";
import { readCode, type CodeSpec } from "./spec.ts";
import { verdictBox, verdictOf } from "./verdict.ts";

const KEYS = "Ctrl+Enter runs. To leave the box by keyboard press Escape, then Tab.";
const FETCHING = "Python is being fetched, 250 kB, once for the whole book …";
const RUNNING = "The program runs …";

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

function button(
  name: string,
  attributes: Readonly<Record<string, string>>,
  act: () => void,
): HTMLButtonElement {
  const element = html("button", { type: "button", ...attributes }, name);
  element.addEventListener("click", act);
  return element;
}

function solutionOf(spec: CodeSpec): HTMLElement[] {
  if (spec.solution === "") return [];
  const code = html(
    "pre",
    { class: "mlcalc-solution mlcalc-scrolls", role: "group", "aria-label": "Solution" },
    ...colored(spec.solution),
  );
  const details = html("details", { class: "mlcalc-folded" }, html("summary", {}, "Solution"), code);
  details.addEventListener("toggle", () => updateScrollStops(details));
  return [details];
}

function view(host: Stage, spec: CodeSpec): View {
  const stored = host.sharesAddress;
  const python = new Python(() => askForPython(host.root));
  const share = (traits: Traits): void =>
    void host.root.dispatchEvent(new CustomEvent(SHARED, { detail: traits, bubbles: true }));
  const keysId = `${spec.id}-keys`;
  const editor = new Editor((stored && recall(spec.id)) || spec.starter, "Python program", keysId, () => {
    keep(spec.id, stored && editor.code !== spec.starter ? editor.code : null);
    share({ code: editor.code });
  });
  const printed = output();
  const verdict = verdictBox();
  const busy = html("p", { class: "mlcalc-busy", role: "status" });
  let running = false;
  let prepared = false;

  const show = (text: string): void => {
    busy.replaceChildren(...(text === "" ? [] : [html("progress", { "aria-hidden": "true" }), text]));
    // Not `disabled`, which would take the focus from whoever pressed it.
    run.setAttribute("aria-disabled", String(running));
    stop.hidden = !running;
  };
  /** At the first touch, and not before: until then the page has loaded nothing of Python. */
  const prepare = async (): Promise<void> => {
    if (prepared) return;
    prepared = true;
    show(FETCHING);
    // What cannot be had is told when the program is to run.
    await python.prepare().catch(() => (prepared = false));
    if (!running) show("");
  };
  const start = async (): Promise<void> => {
    if (running) return;
    running = true;
    verdict.clear();
    editor.mark(0);
    printed.begin();
    await prepare();
    show(RUNNING);
    const { code } = editor;
    const outcome = await python.run({ code, check: spec.check }, spec.limit, printed.add);
    running = false;
    printed.end();
    show("");
    const said = verdictOf(outcome, spec.limit);
    if (said.said === "" && printed.read() === "")
      verdict.show({ ...said, said: "The program ran and printed nothing." });
    else verdict.show(said);
    editor.mark(said.line);
    share({ code, passed: said.checked === "right" });
    if (said.said === "") host.announce(`The program printed: ${printed.read().slice(0, 300)}`);
    updateScrollStops(host.root);
  };
  const reset = (): void => {
    python.stop();
    editor.code = spec.starter;
    keep(spec.id, null);
    verdict.clear();
    share({ code: spec.starter });
    host.announce("The program is as it was at first.");
  };

  const run = button(
    spec.check === "" ? "Run" : "Run and check",
    { class: "mlcalc-run", "data-run": "" },
    start,
  );
  const stop = button("Stop", { "data-stop": "", hidden: "" }, () => python.stop());
  host.listen(editor.area, "keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void start();
    }
    // A notebook around the figure would run its own cell.
    event.stopPropagation();
  });
  host.listen(editor.area, "focus", () => void prepare());
  host.listen(host.root, TOLD as "input", (event) => {
    const { code } = (event as unknown as CustomEvent<Traits>).detail;
    if (typeof code === "string") editor.code = code;
  });

  return {
    element: html(
      "div",
      { class: "mlcalc-body mlcalc-code" },
      html("div", { class: "mlcalc-eyebrow" }, html("span", {}, "Python")),
      editor.element,
      html("div", { class: "mlcalc-code-buttons" }, run, stop, button("Reset", { "data-reset": "" }, reset)),
      html("p", { class: "mlcalc-keys", id: keysId }, KEYS),
      busy,
      printed.element,
      verdict.element,
      ...solutionOf(spec),
    ),
    resize: () => {},
    update: () => {},
    draw: () => {},
    describe: () => {},
    dispose: () => python.dispose(),
  };
}

export const code = defineKind<CodeSpec>({
  read: readCode,
  view,
  spoken: () => [],
  title: () => "Python program",
});
