/** An answer that is a formula, or a vector or a matrix of formulas, in a box for each entry. */

import { formulaBox } from "../../../controls/formulabox.ts";
import { interval, listOf, number, object, preset, record, text, type Json } from "../../../model/readers.ts";
import { readGraph, type Names, type Spec } from "../../../model/spec.ts";
import { FormulaError } from "../../../read/words.ts";
import { html } from "../../../view/dom.ts";
import { label } from "../../../view/formula.ts";
import { formulaJudge, type JudgedSpec } from "../formula-judge.ts";
import { readPieces, type Words } from "../../../controls/asking/words.ts";
import { defineAnswer, ReadError, type Field } from "./answer.ts";
import type { Typed } from "../../../controls/formulabox.ts";
import { nameOf, nested } from "../../../controls/asking/entries.ts";
import "./formula.css";

export interface Formulas extends JudgedSpec {
  readonly letters: readonly string[];
  readonly labels: readonly string[];
}

export function readFormulas(json: Json, common: Spec, names: Names): Formulas {
  const slip = record({
    ...{ output: text, kinds: text, sweptBy: text },
    clauses: listOf(readPieces(names, common.numbers)),
  });
  const own = record({
    graph: readGraph,
    letters: listOf(record({ name: text, range: interval })),
    right: listOf(text),
    shape: listOf(number),
    wrong: listOf(listOf(text)),
    slips: listOf(listOf(slip)),
  })(object(json["judged"], "judged"), "judged");
  const labels = preset(listOf(text), [])(json["labels"], "labels");
  return {
    ...own,
    labels,
    letters: own.letters.map(({ name }) => name),
    domain: Object.fromEntries(own.letters.map(({ name, range }) => [name, range])),
    names: own.right.map((_, i) => (own.shape.length === 0 ? "" : nameOf(i, own.shape))),
  };
}

function draw(own: Formulas, words: Words, told: string): Field<readonly Typed[]> {
  const { shape, letters } = own;
  const boxes = own.right.map((_, i) =>
    formulaBox({
      name: shape.length === 0 ? "Your answer, a formula" : `${nameOf(i, shape)}, a formula`,
      letters,
      attributes: { "data-answer": placeOf(i, shape), "aria-describedby": told },
      announce: (text) => words.announce(text),
    }),
  );
  const rows = boxes.map(({ element, input }, i) => {
    const latex = own.labels[i];
    const name = latex === undefined ? own.names[i] : label(`\\displaystyle ${latex} =`);
    if (latex !== undefined) input.setAttribute("aria-label", `${nameOf(i, shape)}, ${latex}`);
    if (name === "") return element;
    return html(
      "div",
      { class: "mlcalc-formula-row" },
      html("span", { class: "mlcalc-reply-name" }, name),
      element,
    );
  });
  const read = (i: number): Typed => {
    try {
      return boxes[i].read();
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      boxes[i].input.focus();
      throw new ReadError(own.names[i] === "" ? error.message : `${own.names[i]}: ${error.message}`);
    }
  };
  return {
    element: html("div", { class: "mlcalc-formula-rows" }, ...rows),
    read: () => boxes.map((_, i) => read(i)),
    kept: (given) =>
      nested(
        given.map(({ text }) => text),
        shape,
      ),
    clear: () => boxes.forEach((box) => box.write("")),
    focus: () => boxes[0]?.input.focus({ preventScroll: true }),
  };
}

const placeOf = (i: number, shape: readonly number[]): string =>
  shape.length === 0
    ? ""
    : shape.length === 1
      ? String(i + 1)
      : `${Math.floor(i / shape[1]) + 1},${(i % shape[1]) + 1}`;

const told = ({ letters }: Formulas): string => {
  const last = letters[letters.length - 1];
  const first = letters.slice(0, -1).join(", ");
  const which = first === "" ? `The letter is ${last}.` : `The letters are ${first} and ${last}.`;
  return `Any equal form is right. ${which} You can type 2x, x^2, sqrt(x) or sin(x)^2.`;
};

export const formulaAnswer = defineAnswer<Formulas, readonly Typed[]>({
  read: readFormulas,
  judge: (own, model) => formulaJudge(own, model.inputs()),
  draw,
  told,
});
