/** The kind "code": a cell in the page that runs Python, and tells its reader what is not right yet. */

import { html } from "../../view/dom.ts";
import { updateScrollStops } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import { SHARED, TOLD, type Traits } from "../../view/needed.ts";
import type { Stage } from "../../view/stage.ts";
import "./code.css";
import { colored, Editor } from "./editor.ts";
import { keep, recall } from "./kept.ts";
import { button, Session } from "./session.ts";
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

function view(host: Stage, spec: CodeSpec): View {
  const stored = host.sharesAddress;
  const share = (traits: Traits): void =>
    void host.root.dispatchEvent(new CustomEvent(SHARED, { detail: traits, bubbles: true }));
  const keysId = `${spec.id}-keys`;
  const kept = stored ? recall(spec.id) : null;
  const editor = new Editor(kept ?? spec.starter, "Python program", keysId, () => {
    if (stored) keep(spec.id, editor.code === spec.starter ? null : editor.code);
    share({ code: editor.code });
  });
  const session = new Session(host, spec, editor, share);
  const reset = (): void => {
    session.clear();
    editor.code = spec.starter;
    if (stored) keep(spec.id, null);
    share({ code: spec.starter });
    host.announce("The program is as it was at first.");
  };
  host.listen(editor.area, "keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void session.run();
    }
    // A notebook around the figure would run its own cell.
    event.stopPropagation();
  });
  host.listen(editor.area, "focus", () => void session.prepare());
  host.listen(host.root, TOLD as "input", (event) => {
    const { code } = (event as unknown as CustomEvent<Traits>).detail;
    if (typeof code === "string") editor.code = code;
  });

  const { buttons, busy, printed, verdict } = session;
  buttons.append(button("Reset", { "data-reset": "" }, reset));
  return {
    element: html(
      "div",
      { class: "mlcalc-body mlcalc-code" },
      html("div", { class: "mlcalc-eyebrow" }, html("span", {}, "Python")),
      editor.element,
      buttons,
      html("p", { class: "mlcalc-keys", id: keysId }, KEYS),
      ...[busy, printed.element, verdict.element],
      ...solutionOf(spec),
    ),
    resize: () => {},
    update: () => {},
    draw: () => {},
    describe: () => {},
    dispose: () => session.dispose(),
  };
}

export const code = defineKind<CodeSpec>({
  read: readCode,
  view,
  spoken: () => [],
  title: () => "Python program",
});
