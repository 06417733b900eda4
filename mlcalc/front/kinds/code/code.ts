/** The kind "code": a cell in the page that runs Python, and tells its reader what is not right yet. */

import { LINKED, unpacked } from "../../model/linked.ts";
import { html } from "../../view/dom.ts";
import { updateScrollStops } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import { SHARED, TOLD, type Traits } from "../../view/needed.ts";
import type { Stage } from "../../view/stage.ts";
import "./code.css";
import { colored, Editor } from "./editor.ts";
import { linkButton } from "./linking.ts";
import { Origin } from "./origin.ts";
import { button, Session, type Task } from "./session.ts";
import { readCode, type CodeSpec } from "./spec.ts";

const KEYS = "Ctrl+Enter runs. To leave the box by keyboard press Escape, then Tab.";

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

/** The listeners that every box for a program has: Ctrl+Enter runs it, and the first touch fetches Python. */
export function listenTo(editor: Editor, session: Session, signal: AbortSignal): void {
  editor.area.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        void session.run();
      }
      // A notebook around the figure would run its own cell.
      event.stopPropagation();
    },
    { signal },
  );
  editor.area.addEventListener("focus", () => void session.prepare(), { signal });
}

function view(host: Stage, spec: CodeSpec): View {
  const share = (traits: Traits): void =>
    void host.root.dispatchEvent(new CustomEvent(SHARED, { detail: traits, bubbles: true }));
  const put = (code: string): void => {
    session.clear();
    editor.code = code;
    share({ code });
  };
  const origin = new Origin(spec, host.sharesAddress, put);
  const keysId = `${spec.id}-keys`;
  const editor = new Editor(origin.first(), "Python program", keysId, () => {
    origin.typed(editor.code);
    share({ code: editor.code });
  });
  const task: Task = {
    ...{ name: spec.check === "" ? "Run" : "Run and check", limit: spec.limit },
    ask: (code) => ({ code, check: spec.check }),
    told: (code, _, said) => {
      const passed = said.checked === "right";
      if (passed) origin.passed(code);
      share({ code, passed });
      return said;
    },
  };
  const session = new Session(host, task, editor);
  const reset = (): void => {
    put(origin.reset());
    host.announce("The program is as it was at first.");
  };
  listenTo(editor, session, host.signal);
  origin.listen(host.signal);
  host.listen(host.root, TOLD as "input", (event) => {
    const { code } = (event as unknown as CustomEvent<Traits>).detail;
    if (typeof code === "string") editor.code = code;
  });

  const { buttons, busy, printed, verdict } = session;
  const link = linkButton(host.root, spec.id, () => editor.code);
  buttons.append(button("Reset", { "data-reset": "" }, reset));
  // A notebook's address opens no page of a reader's.
  if (host.sharesAddress) buttons.append(link.button);
  return {
    element: html(
      "div",
      { class: "mlcalc-body mlcalc-code" },
      html("div", { class: "mlcalc-eyebrow" }, html("span", {}, "Python")),
      origin.element,
      editor.element,
      buttons,
      html("p", { class: "mlcalc-keys", id: keysId }, KEYS),
      ...[link.said, busy, printed.element, verdict.element],
      ...solutionOf(spec),
    ),
    resize: () => {},
    update: () => {},
    draw: () => {},
    describe: () => {},
    linked: { names: [LINKED], write: (texts) => origin.linked(unpacked(texts.get(LINKED) ?? "")) },
    dispose: () => session.dispose(),
  };
}

export const code = defineKind<CodeSpec>({
  read: readCode,
  view,
  spoken: () => [],
  title: () => "Python program",
});
