/** The kind "question": a reader answers, and is told at once whether, and if not, what was forgotten. */

import { formatShort } from "../../model/format.ts";
import { Model } from "../../model/model.ts";
import { ANSWERED, type Answered } from "../../view/answered.ts";
import { html } from "../../view/dom.ts";
import { seen, updateScrollStops } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import { ReadError } from "./answers/answer.ts";
import { drawNumbers, TRIES } from "./draws.ts";
import { progressOf } from "./progress.ts";
import "./question.css";
import { readQuestion, type QuestionSpec } from "./spec.ts";
import "./verdict.css";
import { Words, type Paragraphs } from "./words.ts";

/** What a verdict looks like: never by its colour alone. */
const SIGNS = { right: "✓", mistake: "→", wrong: "✗", unread: "?" } as const;

/** Other numbers than now, each time the next draw of the seed. */
function drawer(spec: QuestionSpec): (now: string) => Record<string, number> {
  const scratch = new Model(spec);
  const accept = (numbers: Record<string, number>): boolean => {
    scratch.set(numbers);
    return spec.answer.tells(scratch);
  };
  let draw = 0;
  return (now) => {
    let numbers = {};
    for (let tries = 0; tries < TRIES; tries++) {
      numbers = drawNumbers(spec.drawn, spec.seed, ++draw, accept);
      if (JSON.stringify(numbers) !== now) break;
    }
    return numbers;
  };
}

function fold(title: string, parts: readonly HTMLElement[]): HTMLDetailsElement[] {
  if (parts.length === 0) return [];
  const details = html("details", { class: "mlcalc-folded" }, html("summary", {}, title), ...parts);
  details.addEventListener("toggle", () => updateScrollStops(details));
  return [details];
}

/** Paper does not unfold: what is folded is printed open, and closed again. */
function unfoldOnPaper(host: Stage, folded: readonly HTMLDetailsElement[]): void {
  const paper = matchMedia("print");
  let closed: readonly HTMLDetailsElement[] = [];
  host.listen(paper, "change", () => {
    if (paper.matches) closed = folded.filter(({ open }) => !open);
    for (const details of closed) details.open = paper.matches;
  });
}

/** What is said of an answer, in a place that is read aloud when it changes. */
function verdictBox() {
  const element = html("div", { class: "mlcalc-verdict", role: "status" });
  const say = (kind: keyof typeof SIGNS, ...said: readonly (HTMLElement | string)[]): void => {
    const sign = html("span", { class: "mlcalc-sign", "aria-hidden": "true" }, SIGNS[kind]);
    element.dataset["verdict"] = kind;
    element.replaceChildren(sign, html("div", {}, ...said));
    delete element.dataset["slip"];
    updateScrollStops(element);
  };
  const clear = (told = ""): void => {
    delete element.dataset["verdict"];
    delete element.dataset["slip"];
    // Read aloud, and not shown: it stands in the question itself.
    element.replaceChildren(...(told === "" ? [] : [html("span", { class: "mlcalc-hidden" }, told)]));
  };
  return { element, say, clear };
}

/** The button that asks with other numbers; `told` hears which. */
function anotherOne(host: Stage, spec: QuestionSpec, told: (numbers: string) => void): HTMLElement[] {
  if (spec.drawn.length === 0) return [];
  const button = html("button", { type: "button", class: "mlcalc-another" }, "Another one");
  const next = drawer(spec);
  button.addEventListener("click", () => {
    host.set(next(JSON.stringify(host.model.inputs())));
    const numbers = spec.drawn.map(({ name }) => `${name} = ${formatShort(host.model.get(name))}`);
    told(`New numbers: ${numbers.join(", ")}.`);
  });
  return [button];
}

function view(host: Stage, spec: QuestionSpec): View {
  const words = new Words(host, spec.numbers);
  const write = (text: Paragraphs): HTMLElement[] => words.paragraphs(text);
  const says = spec.wrong.map((mistake) => write(mistake.says));
  const box = verdictBox();
  const progress = progressOf(spec.id, host.sharesAddress);
  const toldId = `${spec.id}-told`;
  const answer = spec.answer.draw(words, toldId);
  const folded = [...fold("Hint", write(spec.hint)), ...fold("Solution", write(spec.solution))];
  unfoldOnPaper(host, folded);
  const now = (): string => JSON.stringify(host.model.inputs());
  let asked = now();

  const check = (): void => {
    try {
      const { verdict, praise, kept } = answer.check(host.model);
      const { right, slip = "" } = verdict;
      const mistake = says[verdict.mistake] ?? (verdict.says && write(verdict.says));
      if (right) box.say("right", praise);
      else if (slip === "" && verdict.mistake < 0) box.say("wrong", ...(mistake ?? [verdict.said]));
      else box.say("mistake", ...(mistake ?? []));
      if (slip !== "") box.element.dataset["slip"] = slip;
      host.numbers.update();
      words.update();
      progress.count(right);
      const said = mistake === undefined ? verdict.said : text(mistake);
      const detail: Answered = { numbers: host.model.inputs(), given: kept, right, said };
      if (slip !== "") Object.assign(detail, { slip });
      host.root.dispatchEvent(new CustomEvent(ANSWERED, { detail, bubbles: true }));
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      box.say("unread", error.message);
    }
  };
  const form = html(
    "form",
    { class: "mlcalc-form", novalidate: "" },
    answer.element,
    html("button", { type: "submit", class: "mlcalc-check" }, "Check"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  // Here those with Ctrl too: a letter that is typed with AltGr has it.
  form.addEventListener("keydown", (event) => event.stopPropagation());

  const another = anotherOne(host, spec, (told) => {
    box.clear(told);
    answer.focus();
  });
  const { told } = spec.answer;
  return {
    element: html(
      "div",
      { class: "mlcalc-body mlcalc-question" },
      html("div", { class: "mlcalc-eyebrow" }, html("span", {}, "Question"), progress.mark),
      html("div", { class: "mlcalc-ask" }, ...write(spec.ask)),
      form,
      ...(told === "" ? [] : [html("p", { class: "mlcalc-told", id: toldId }, told)]),
      box.element,
      html("div", { class: "mlcalc-foot" }, ...folded, ...another),
    ),
    resize: () => {},
    update: () => {
      words.update();
      if (now() === asked) return;
      asked = now();
      answer.clear();
      box.clear();
      for (const details of folded) details.open = false;
    },
    draw: () => {},
    describe: () => {},
  };
}

const text = (parts: readonly HTMLElement[]): string => parts.map(seen).join(" ");

export const question = defineKind<QuestionSpec>({
  read: readQuestion,
  view,
  spoken: () => [],
  title: () => "question",
});
