/** The kind "graph": a computation to step through, forwards for the values and backwards for the derivatives. */

import { controls } from "../../controls/sliders.ts";
import { html } from "../../view/dom.ts";
import { derivative, label, updateScrollStops } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import { bender } from "./bend.ts";
import { Boxes } from "./boxes.ts";
import { describeUpright } from "./drag-upright.ts";
import "./graph.css";
import { readComputation, type ComputationSpec } from "./spec.ts";
import { Stepper } from "./stepper.ts";
import { Run, stepsOf, type Rules } from "./tape.ts";

function view(host: Stage, spec: ComputationSpec): View {
  const { model } = host;
  const partials = spec.tape.map((entry) =>
    entry.arguments.map(({ partial }) => (partial === null ? () => 0 : model.reader(partial))),
  );
  const rules = { adds: true, waits: true, bent: false };
  const bent = bender(host, spec, () => {
    rules.bent = bent.isBent();
    change();
  });
  const start = (): Run => {
    const run = new Run(stepsOf(spec.tape, rules)!, { ...rules }, bent.bend(partials));
    run.update();
    return run;
  };
  let run = start();
  const boxes = new Boxes(host, spec, run);
  const stepper = new Stepper(host, spec, (step) => boxes.show(run, step));
  const change = (): void => {
    run = start();
    stepper.take(run, { ...rules });
    updateScrollStops(stepper.element);
  };
  change();

  const breaks = breakIt(host, spec, rules, bent.element, change);
  host.settings.set("show-step", { read: () => stepper.step + 1, write: (at) => stepper.go(at - 1) });

  const result = spec.tape.at(-1)!;
  const panel = controls(host, [
    [result.latex, spec.value],
    ...spec.inputs.map((input): [string, string] => [
      derivative(result.latex, input.latex, spec.inputs.length > 1),
      spec.tape.find(({ name }) => name === input.name)!.derivative,
    ]),
  ]);
  return {
    element: html(
      "div",
      { class: "mlcalc-body" },
      boxes.element,
      html(
        "p",
        { class: "mlcalc-below-each" },
        "Below each value: the derivative of ",
        label(result.latex),
        " by it.",
      ),
      stepper.element,
      breaks,
      html("div", { class: "mlcalc-stage mlcalc-beneath" }, panel.element),
    ),
    resize: () => {
      boxes.resize();
      stepper.resize();
    },
    update: () => {
      panel.update();
      run.update();
      boxes.draw();
    },
    draw: () => stepper.draw(),
    describe: () => {
      for (const element of boxes.element.querySelectorAll<HTMLElement>("[data-drag]"))
        describeUpright(host, element, element.dataset["drag"]!, boxes.slopeOf(element.dataset["drag"]!));
    },
  };
}

/** Two ways to do it wrong, and one for every rule. */
function breakIt(
  host: Stage,
  spec: ComputationSpec,
  rules: { -readonly [key in keyof Rules]: boolean },
  bent: HTMLElement,
  change: () => void,
): HTMLElement {
  const box = (rule: "adds" | "waits", ...content: string[]): HTMLElement => {
    const input = html("input", { type: "checkbox", "data-break": rule });
    // A graph with many paths would be walked path by path: more steps than anyone would read.
    const isTooLong = rule === "waits" && stepsOf(spec.tape, { ...rules, waits: false }) === null;
    input.disabled = isTooLong;
    host.listen(input, "change", () => {
      rules[rule] = !input.checked;
      change();
    });
    host.settings.set(`break-${rule}`, {
      read: () => Number(input.checked),
      write: (on) => {
        input.checked = on > 0 && !isTooLong;
        input.dispatchEvent(new Event("change"));
      },
    });
    const note = isTooLong ? " (too many paths for this one)" : "";
    return html("label", { class: "mlcalc-radio" }, input, html("span", {}, ...content, note));
  };
  return html(
    "fieldset",
    { class: "mlcalc-radios mlcalc-break" },
    html("legend", {}, "Break it"),
    html(
      "div",
      { class: "mlcalc-radio-row" },
      box("adds", "= in place of +="),
      box("waits", "wrong order: every share is passed on at once"),
    ),
    bent,
  );
}

export const graph = defineKind<ComputationSpec>({
  read: readComputation,
  view,
  roles: (spec) => ({
    ...Object.fromEntries(
      spec.tape.filter(({ formula }) => formula !== "").map(({ name }) => [name, "value"]),
    ),
    ...Object.fromEntries(spec.tape.map((entry) => [entry.derivative, "slope"])),
  }),
  title: (spec) => `computation of ${spec.value}`,
  spoken: (spec) => [
    ...spec.inputs.map((input) => input.name),
    spec.value,
    ...spec.inputs.map((input) => spec.tape.find(({ name }) => name === input.name)!.derivative),
  ],
});
