/** The kind "question": a reader answers, and is told at once whether, and if not, what was forgotten. */

import { card, keepAnswer, progressFor } from "../../controls/asking/card.ts";
import { verdictBox } from "../../controls/asking/verdictbox.ts";
import { keepWaiting } from "../../controls/asking/waiting.ts";
import { Words } from "../../controls/asking/words.ts";
import { seen } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import { ReadError } from "./answers/answer.ts";
import { readQuestion, type QuestionSpec } from "./spec.ts";

function view(host: Stage, spec: QuestionSpec): View {
  const words = new Words(host, spec.numbers);
  const says = spec.wrong.map((mistake) => words.paragraphs(mistake.says));
  const verdict = verdictBox();
  const progress = progressFor(host, spec.id);
  const toldId = `${spec.id}-told`;
  const answer = spec.answer.draw(words, toldId);

  const check = (): void => {
    try {
      const reply = answer.check(host.model);
      const { right, mistake, said, slip = "" } = reply.verdict;
      const sentence = says[mistake] ?? (reply.verdict.says && words.paragraphs(reply.verdict.says));
      if (right) verdict.say("right", "", reply.praise);
      else if (mistake < 0 && slip === "") verdict.say("wrong", "", ...(sentence ?? [said]));
      else verdict.say("mistake", slip, ...(sentence ?? []));
      host.numbers.update();
      words.update();
      const kept = { given: reply.kept, right, said: sentence === undefined ? said : text(sentence) };
      keepAnswer(host, progress, slip === "" ? kept : { ...kept, slip });
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      verdict.say("unread", "", error.message);
    }
  };
  // In a notebook a reader runs the cell of the figure when the time has come.
  const waits = spec.unlocks !== "" && host.sharesAddress && progress.mark.textContent === "";
  const shown = card(host, spec, progress, {
    ...{ eyebrow: "Question", words, verdict, toldId, check },
    ...{ element: answer.element, told: spec.answer.told },
    tells: (model) => spec.answer.tells(model),
    clear: () => answer.clear(),
    focus: () => answer.focus(),
  });
  if (waits) shown.element.append(...keepWaiting(host, spec.unlocks));
  return shown;
}

const text = (parts: readonly HTMLElement[]): string => parts.map(seen).join(" ");

export const question = defineKind<QuestionSpec>({
  read: readQuestion,
  view,
  spoken: () => [],
  title: () => "question",
});
