/** An answer that is one of several choices. */

import { fail, listOf, number, preset, record, WHOLE, type Json } from "../../../model/readers.ts";
import type { Names, Spec } from "../../../model/spec.ts";
import { html } from "../../../view/dom.ts";
import { heard } from "../../../view/formula.ts";
import { judgeOf, readTolerance, type Tolerance, type Verdict } from "../../../controls/asking/verdict.ts";
import { readPieces, type Piece, type Words } from "../../../controls/asking/words.ts";
import { defineAnswer, ReadError, type Field } from "./answer.ts";

export interface Choices {
  readonly choices: readonly (readonly Piece[])[];
  /** The output that is the position of the right choice. */
  readonly right: string;
  /** The positions of the choices that are typical mistakes. */
  readonly wrong: readonly number[];
  readonly tolerance: Tolerance;
}

export function readChoices(json: Json, common: Spec, names: Names): Choices {
  const choices = listOf(readPieces(names, common.numbers))(json["choices"], "choices");
  const place = (value: unknown, where: string): number => {
    const at = number(value, where);
    return at in choices ? at : fail(where, `the position of one of ${choices.length} choices`, at);
  };
  const own = record({
    right: record({ outputs: listOf(names.name, 1) }),
    wrong: preset(listOf(record({ choice: place })), []),
    tolerance: readTolerance,
  })(json, WHOLE);
  const [right = ""] = own.right.outputs;
  return { choices, right, wrong: own.wrong.map(({ choice }) => choice), tolerance: own.tolerance };
}

function draw({ choices }: Choices, words: Words): Field<number> {
  const rows = choices.map((choice, value) => {
    const radio = html("input", { type: "radio", name: "choice", value });
    const text = html("span", {}, ...words.pieces(choice));
    // At once: a label that is a formula alone would be no name at all until the question is in sight.
    if (text.querySelector("math") !== null) radio.setAttribute("aria-label", heard(text).trim());
    return { radio, label: html("label", { class: "mlcalc-choice" }, radio, text) };
  });
  const legend = html("legend", { class: "mlcalc-hidden" }, "Choose one");
  return {
    element: html("fieldset", { class: "mlcalc-choices" }, legend, ...rows.map(({ label }) => label)),
    read: () => {
      const chosen = rows.findIndex(({ radio }) => radio.checked);
      if (chosen < 0) throw new ReadError("Choose one first.");
      return chosen;
    },
    kept: (chosen) => rows[chosen]?.label.textContent,
    clear: () => rows.forEach(({ radio }) => void (radio.checked = false)),
    focus: () => rows[0]?.radio.focus({ preventScroll: true }),
  };
}

/** A choice that is wrong lies neither above nor below the right one. */
const plainly = (verdict: Verdict): Verdict => (verdict.right ? verdict : { ...verdict, said: "Not yet." });

export const choiceAnswer = defineAnswer<Choices, number>({
  read: readChoices,
  judge: ({ right, wrong, tolerance }, model) => {
    const at = model.get(right);
    // For these numbers a mistake may be right, and then it is none.
    const mistakes = wrong.map((choice) => [choice === at ? NaN : choice]);
    const { verdict, tells } = judgeOf([at], mistakes, tolerance);
    return { tells, verdict: (chosen) => plainly(verdict([chosen])) };
  },
  draw,
});
