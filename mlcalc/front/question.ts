/** The kind "question": a reader answers, and is told at once whether, and if not, what was forgotten. */

import { answering } from "./answering.ts";
import { ReadError } from "./arithmetic.ts";
import { html } from "./dom.ts";
import { drawNumbers, TRIES } from "./draws.ts";
import { formatShort } from "./format.ts";
import { updateScrollStops } from "./formula.ts";
import type { Host } from "./host.ts";
import { defineKind, type View } from "./kind.ts";
import { Model } from "./model.ts";
import { progressOf } from "./progress.ts";
import { ANSWERED, readQuestion, type Answered, type QuestionSpec } from "./question-spec.ts";
import { inWords, judge, tells } from "./verdict.ts";
import { Words, type Paragraphs } from "./words.ts";

/** What a verdict looks like: never by its colour alone. */
const SIGNS = { right: "✓", mistake: "→", wrong: "✗", unread: "?" } as const;

/** The right answer and the typical mistakes at a model's numbers; null for a mistake that is none there. */
function answers(model: Model, spec: QuestionSpec) {
  const at = (names: readonly string[]): number[] => names.map((name) => model.get(name));
  const right = at(spec.right.outputs);
  const mistakes = spec.wrong.map(({ outputs, choice }) => {
    const values = outputs === null ? [choice] : at(outputs);
    return values.every(Number.isFinite) && !(outputs === null && choice === right[0]) ? values : null;
  });
  return { right, mistakes };
}

/** Other numbers than now, each time the next draw of the seed. */
function drawer(spec: QuestionSpec): (now: string) => Record<string, number> {
  const scratch = new Model(spec);
  const accept = (numbers: Record<string, number>): boolean => {
    scratch.set(numbers);
    const { right, mistakes } = answers(scratch, spec);
    const known = mistakes.filter((values) => values !== null);
    return tells(right, known, spec.tolerance);
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

/** What is said of an answer, in a place that is read aloud when it changes. */
function verdictBox() {
  const element = html("div", { class: "mlcalc-verdict", role: "status" });
  const say = (kind: keyof typeof SIGNS, ...said: readonly (HTMLElement | string)[]): void => {
    const sign = html("span", { class: "mlcalc-sign", "aria-hidden": "true" }, SIGNS[kind]);
    element.dataset["verdict"] = kind;
    element.replaceChildren(sign, html("div", {}, ...said));
    updateScrollStops(element);
  };
  const clear = (told = ""): void => {
    delete element.dataset["verdict"];
    // Read aloud, and not shown: it stands in the question itself.
    element.replaceChildren(...(told === "" ? [] : [html("span", { class: "mlcalc-hidden" }, told)]));
  };
  return { element, say, clear };
}

function view(host: Host, spec: QuestionSpec): View {
  const words = new Words(host, spec.numbers);
  const write = (text: Paragraphs): HTMLElement[] => words.paragraphs(text);
  const says = spec.wrong.map((mistake) => write(mistake.says));
  const verdict = verdictBox();
  const progress = progressOf(spec.id, host.sharesAddress);
  const toldId = `${spec.id}-told`;
  const answer = answering(spec, words, toldId);
  const folded = [...fold("Hint", write(spec.hint)), ...fold("Solution", write(spec.solution))];
  const now = (): string => JSON.stringify(host.model.inputs());
  let asked = now();

  const check = (): void => {
    try {
      const values = answer.read();
      const { right, mistakes } = answers(host.model, spec);
      const result = judge(values, right, mistakes, spec.tolerance);
      const said = spec.choices.length > 0 && !result.right && result.mistake < 0 ? "Not yet." : result.said;
      if (result.right) verdict.say("right", ...praise(values));
      else if (result.mistake >= 0) verdict.say("mistake", ...says[result.mistake]);
      else verdict.say("wrong", said);
      progress.count(result.right);
      const told = result.mistake < 0 ? said : text(says[result.mistake]);
      const numbers = host.model.inputs();
      const detail: Answered = { numbers, given: answer.kept(values), right: result.right, said: told };
      host.root.dispatchEvent(new CustomEvent(ANSWERED, { detail, bubbles: true }));
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      verdict.say("unread", error.message);
    }
  };
  const praise = (values: readonly number[]): string[] =>
    spec.choices.length > 0 || values.length > 1
      ? ["Right."]
      : [`Right: ${formatShort(values[0])}${unit(spec)}.`];

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
  // In a notebook, keys that are not typed into a cell are commands to it.
  form.addEventListener("keydown", (event) => event.stopPropagation());

  const foot = html("div", { class: "mlcalc-foot" }, ...folded);
  if (spec.drawn.length > 0) {
    const another = html("button", { type: "button", class: "mlcalc-another" }, "Another one");
    const next = drawer(spec);
    another.addEventListener("click", () => {
      host.set(next(now()));
      const numbers = spec.drawn.map(({ name }) => `${name} = ${formatShort(host.model.get(name))}`);
      verdict.clear(`New numbers: ${numbers.join(", ")}.`);
      answer.focus();
    });
    foot.append(another);
  }

  const told = `${inWords(spec.tolerance)} You can type 1/3, sqrt(2) or 2pi.`;
  return {
    element: html(
      "div",
      { class: "mlcalc-body mlcalc-question" },
      html("div", { class: "mlcalc-eyebrow" }, html("span", {}, "Question"), progress.mark),
      html("div", { class: "mlcalc-ask" }, ...write(spec.ask)),
      form,
      ...(spec.choices.length > 0 ? [] : [html("p", { class: "mlcalc-told", id: toldId }, told)]),
      verdict.element,
      foot,
    ),
    resize: () => {},
    update: () => {
      words.update();
      if (now() === asked) return;
      asked = now();
      answer.clear();
      verdict.clear();
      for (const details of folded) details.open = false;
    },
    draw: () => {},
    describe: () => {},
  };
}

const unit = (spec: QuestionSpec): string => (spec.unit === "" ? "" : ` ${spec.unit}`);
const text = (parts: readonly HTMLElement[]): string => parts.map((part) => part.textContent).join(" ");

export const question = defineKind<QuestionSpec>({ read: readQuestion, view, spoken: () => [] });
