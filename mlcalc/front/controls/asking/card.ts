/** The card on which something is asked: its text, a form to answer in, what is said, hint, solution, other numbers. */

import { formatShort } from "../../model/format.ts";
import { Model } from "../../model/model.ts";
import { ANSWERED, type Answered } from "../../view/answered.ts";
import { html } from "../../view/dom.ts";
import { updateScrollStops } from "../../view/formula.ts";
import type { View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import "./asking.css";
import { drawNumbers, TRIES } from "./draws.ts";
import { progressOf, type Progress } from "./progress.ts";
import type { AskingSpec } from "./spec.ts";
import type { VerdictBox } from "./verdictbox.ts";
import type { Words } from "./words.ts";

/** What a kind puts on its card. */
export interface Asked {
  /** The word above the text. */
  readonly eyebrow: string;
  readonly words: Words;
  /** Where a reader answers, and the line below it, with its id. */
  readonly element: HTMLElement;
  readonly told: string;
  readonly toldId: string;
  readonly verdict: VerdictBox;
  /** Whether these numbers can be asked with. */
  tells(model: Model): boolean;
  /** A reader pressed Enter or the button. */
  check(): void;
  clear(): void;
  focus(): void;
}

/** Other numbers than now, each time the next draw of the seed. */
function drawer(spec: AskingSpec, tells: (model: Model) => boolean): (now: string) => Record<string, number> {
  const scratch = new Model(spec);
  const accept = (numbers: Record<string, number>): boolean => {
    scratch.set(numbers);
    return tells(scratch);
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

/** The button that asks with other numbers; `told` hears which. */
function anotherOne(
  host: Stage,
  spec: AskingSpec,
  tells: (model: Model) => boolean,
  told: (numbers: string) => void,
): HTMLElement[] {
  if (spec.drawn.length === 0) return [];
  const button = html("button", { type: "button", class: "mlcalc-another" }, "Another one");
  const next = drawer(spec, tells);
  button.addEventListener("click", () => {
    host.set(next(JSON.stringify(host.model.inputs())));
    const numbers = spec.drawn.map(({ name }) => `${name} = ${formatShort(host.model.get(name))}`);
    told(`New numbers: ${numbers.join(", ")}.`);
  });
  return [button];
}

function formOf(asked: Asked): HTMLElement {
  const button = html("button", { type: "submit", class: "mlcalc-check" }, "Check");
  const form = html("form", { class: "mlcalc-form", novalidate: "" }, asked.element, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    asked.check();
  });
  // Here those with Ctrl too: a letter that is typed with AltGr has it.
  form.addEventListener("keydown", (event) => event.stopPropagation());
  return form;
}

export function card(host: Stage, spec: AskingSpec, progress: Progress, asked: Asked): View {
  const { words, told, toldId, verdict } = asked;
  const folded = [
    ...fold("Hint", words.paragraphs(spec.hint)),
    ...fold("Solution", words.paragraphs(spec.solution)),
  ];
  unfoldOnPaper(host, folded);
  const now = (): string => JSON.stringify(host.model.inputs());
  let last = now();
  const another = anotherOne(host, spec, asked.tells, (numbers) => {
    verdict.clear(numbers);
    asked.focus();
  });
  return {
    element: html(
      "div",
      { class: "mlcalc-body mlcalc-question" },
      html("div", { class: "mlcalc-eyebrow" }, html("span", {}, asked.eyebrow), progress.mark),
      html("div", { class: "mlcalc-ask" }, ...words.paragraphs(spec.ask)),
      formOf(asked),
      ...(told === "" ? [] : [html("p", { class: "mlcalc-told", id: toldId }, told)]),
      verdict.element,
      html("div", { class: "mlcalc-foot" }, ...folded, ...another),
    ),
    resize: () => {},
    update: () => {
      words.update();
      if (now() === last) return;
      last = now();
      asked.clear();
      verdict.clear();
      for (const details of folded) details.open = false;
    },
    draw: () => {},
    describe: () => {},
  };
}

/** Counts an answer, and sends it up to whoever keeps it. */
export function keepAnswer(host: Stage, progress: Progress, answer: Omit<Answered, "numbers">): void {
  progress.count(answer.right);
  const detail: Answered = { numbers: host.model.inputs(), ...answer };
  host.root.dispatchEvent(new CustomEvent(ANSWERED, { detail, bubbles: true }));
}

/** For this figure: in its page a reader's own browser remembers, in a notebook Python does. */
export const progressFor = (host: Stage, id: string): Progress => progressOf(id, host.sharesAddress);
