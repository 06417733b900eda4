/** The kind "steps": quantities, each from those before it, that a reader fills in row by row. */

import { card, keepAnswer, progressFor } from "../../controls/asking/card.ts";
import { inWords } from "../../controls/asking/verdict.ts";
import { verdictBox } from "../../controls/asking/verdictbox.ts";
import { Words } from "../../controls/asking/words.ts";
import { nested } from "../../controls/asking/entries.ts";
import { entriesOf } from "../../model/spec.ts";
import type { Model } from "../../model/model.ts";
import { html } from "../../view/dom.ts";
import { seen } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import { TableJudge, type RowSpec, type RowVerdict, type Values } from "./judge.ts";
import { rowView, type RowView } from "./row.ts";
import { readSteps, type StepsSpec } from "./spec.ts";
import "./steps.css";

/** The numbers, and the rows as they should be. */
function truthOf(spec: StepsSpec, model: Model): Values {
  const names = spec.judged.inputs.map(({ name }) => name);
  return new Map(names.map((name) => [name, entriesOf(spec.parts, name).map((entry) => model.get(entry))]));
}

function view(host: Stage, spec: StepsSpec): View {
  const words = new Words(host, spec.numbers);
  const judge = new TableJudge(spec);
  const progress = progressFor(host, spec.id);
  const toldId = `${spec.id}-told`;
  const rows = spec.rows.map((row) => rowView(row, toldId));
  const summary = verdictBox();

  /** Judges every row that is filled in; what is said of each. */
  const checkRows = (): Map<
    string,
    { readonly kind: string; readonly said: string; readonly slip: string }
  > => {
    const given = new Map<string, readonly number[]>();
    const unread = new Map<string, string>();
    spec.rows.forEach(({ name }, i) => {
      const filled = rows[i].read();
      if (filled.kind === "full") given.set(name, filled.values);
      else if (filled.kind === "unread") unread.set(name, filled.says);
    });
    const verdicts = judge.verdicts(given, truthOf(spec, host.model));
    const said = new Map<string, { kind: string; said: string; slip: string }>();
    spec.rows.forEach(({ name }, i) => {
      const [verdict, sentence] = [verdicts.get(name), unread.get(name)];
      if (verdict !== undefined) said.set(name, { ...verdict, said: show(rows[i], verdict) });
      else if (sentence === undefined) rows[i].verdict.clear();
      else {
        rows[i].verdict.say("unread", "", sentence);
        said.set(name, { kind: "unread", said: sentence, slip: "" });
      }
    });
    return said;
  };
  const show = ({ verdict }: RowView, { kind, says, slip }: RowVerdict): string => {
    const parts = words.paragraphs(says);
    verdict.say(kind, slip, ...parts);
    return parts.map(seen).join(" ");
  };
  const check = (): void => {
    const said = checkRows();
    host.numbers.update();
    words.update();
    const full = [...said].filter(([, { kind }]) => kind !== "unread");
    const rightRows = full.filter(([, { kind }]) => kind === "right").length;
    const right = rightRows === rows.length;
    const none = full.length === 0;
    const onlyRight = !none && rightRows === said.size;
    summary.say(onlyRight ? "right" : none ? "unread" : "wrong", "", ...summed(rightRows, said));
    if (full.length === 0) return;
    const given = spec.rows.flatMap(({ name, shape }, i) => {
      const filled = rows[i].read();
      return filled.kind === "full" ? [[name, nested(filled.values, shape)] as const] : [];
    });
    const slip = [...new Set(full.flatMap(([, { slip }]) => (slip === "" ? [] : [slip])))].join(" ");
    const text = full.map(([name, row]) => `${name}: ${row.said}`).join(" ");
    const answer = { given: Object.fromEntries(given), right, said: text };
    keepAnswer(host, progress, slip === "" ? answer : { ...answer, slip });
  };

  /** How many rows are right; and, for whoever does not see them, what is said of the others. */
  const summed = (
    right: number,
    said: ReadonlyMap<string, { readonly kind: string; readonly said: string }>,
  ): (HTMLElement | string)[] => {
    if (said.size === 0) return ["Fill in a row first."];
    const others = [...said].filter(([, { kind }]) => kind !== "right");
    const told = others.map(([name, row]) => ` Row ${placeOf(spec.rows, name)}: ${row.said}`).join("");
    const all = said.size === rows.length ? "." : " so far.";
    return [
      `${right} of ${rows.length} rows ${right === 1 ? "is" : "are"} right${all}`,
      html("span", { class: "mlcalc-hidden" }, told),
    ];
  };
  const list = html("ol", { class: "mlcalc-steps" }, ...rows.map(({ element }) => element));
  onward(list, rows);
  return card(host, spec, progress, {
    ...{ eyebrow: "Step by step", words, verdict: summary, toldId, check },
    element: list,
    told: `Each row counts from your own rows above it. ${inWords(spec.tolerance)} You can type 1/3 or tanh(0.5).`,
    tells: (model) => judge.tells(truthOf(spec, model)),
    clear: () => rows.forEach((row) => row.clear()),
    focus: () => rows[0].boxes[0].input.focus({ preventScroll: true }),
  });
}

const placeOf = (rows: readonly RowSpec[], name: string): number =>
  rows.findIndex((row) => row.name === name) + 1;

/** Enter checks, and then goes on to the next box that is empty. */
function onward(list: HTMLElement, rows: readonly RowView[]): void {
  const boxes = rows.flatMap((row) => row.boxes);
  list.addEventListener("keydown", (event) => {
    const at = boxes.findIndex(({ input }) => input === event.target);
    if (event.key !== "Enter" || event.isComposing || boxes[at].isEmpty()) return;
    const next = boxes.slice(at + 1).find((box) => box.isEmpty());
    // After the form has been checked, which this very key does.
    setTimeout(() => next?.input.focus());
  });
}

export const steps = defineKind<StepsSpec>({
  read: readSteps,
  view,
  spoken: () => [],
  title: () => "table of steps",
});
