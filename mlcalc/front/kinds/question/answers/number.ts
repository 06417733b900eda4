/** An answer that is a number, in one box, or a vector or a matrix, in a box for each entry. */

import { numberBox } from "../../../controls/numberbox.ts";
import { formatShort } from "../../../model/format.ts";
import { fail, listOf, number, preset, record, text, WHOLE, type Json } from "../../../model/readers.ts";
import type { Names, Spec } from "../../../model/spec.ts";
import { sizeOf } from "../../../compute/arrays.ts";
import { html } from "../../../view/dom.ts";
import { label } from "../../../view/formula.ts";
import { withoutUnit } from "../unit.ts";
import { inWords, judgeOf, readTolerance, type Tolerance } from "../../../controls/asking/verdict.ts";
import type { Words } from "../../../controls/asking/words.ts";
import { defineAnswer, ReadError, type Field } from "./answer.ts";
import { nameOf, nested } from "../../../controls/asking/entries.ts";

export interface Numbers {
  /** The outputs that are the right answer, entry by entry, and the shape that they have together. */
  readonly right: readonly string[];
  readonly shape: readonly number[];
  /** The outputs that are each typical mistake. */
  readonly wrong: readonly (readonly string[])[];
  readonly tolerance: Tolerance;
  readonly unit: string;
  /** LaTeX before each box; none means that the boxes have no names but their places. */
  readonly labels: readonly string[];
}

export function readNumbers(json: Json, _common: Spec, { name }: Names): Numbers {
  const own = record({
    right: record({ outputs: listOf(name), shape: listOf(number) }),
    wrong: preset(listOf(record({ outputs: listOf(name) })), []),
    ...{ tolerance: readTolerance, unit: preset(text, ""), labels: preset(listOf(text), []) },
  })(json, WHOLE);
  const { outputs: right, shape } = own.right;
  const size = sizeOf(shape);
  if (right.length !== size) fail("right.outputs", `${size} names`, right);
  const wrong = own.wrong.map(({ outputs }, i) =>
    outputs.length === size ? outputs : fail(`wrong[${i}].outputs`, "as many as the answer has", outputs),
  );
  if (own.labels.length > 0 && own.labels.length !== size) fail("labels", "one for each entry", own.labels);
  return { ...own, right, shape, wrong };
}

function draw(own: Numbers, _words: Words, told: string): Field<number[]> {
  const { shape } = own;
  const [, columns = 1] = shape;
  const all = own.right.map((_, i) => box(own, nameOf(i, shape), told));
  const cells = all.map(({ element, input }, i) => {
    const latex = own.labels[i];
    if (latex === undefined && shape.length > 0) return html("span", { class: "mlcalc-reply" }, element);
    const name = latex === undefined ? "Your answer" : label(`\\displaystyle ${latex} =`);
    if (latex !== undefined) input.setAttribute("aria-label", `${nameOf(i, shape)}, ${latex}`);
    return html(
      "label",
      { class: "mlcalc-reply" },
      html("span", { class: "mlcalc-reply-name" }, name),
      element,
    );
  });
  let element: HTMLElement = html("div", { class: "mlcalc-boxes" }, ...cells);
  element.classList.toggle("is-one", shape.length === 0);
  element.style.setProperty("--mlcalc-columns", String(columns));
  if (shape.length > 0) {
    const legend = html("legend", {}, `Your answer, ${described(shape)}`);
    element.classList.toggle("is-bracketed", own.labels.length === 0);
    element = html("fieldset", { class: "mlcalc-array" }, legend, element);
  }
  if (own.unit !== "") element.append(html("span", { class: "mlcalc-unit" }, own.unit));
  return {
    element,
    read: () => all.map(({ read }) => read()),
    kept: (values) => nested(values, shape),
    clear: () => all.forEach(({ clear }) => clear()),
    focus: () => all[0]?.input.focus({ preventScroll: true }),
  };
}

function box(own: Numbers, name: string, told: string) {
  const { element, input, read, clear } = numberBox(
    { "aria-describedby": told, ...(own.shape.length > 0 ? { "aria-label": name } : {}) },
    (typed) => withoutUnit(typed, own.unit),
  );
  const number = (): number => {
    try {
      return read();
    } catch (error) {
      input.focus();
      const { message } = error as Error;
      throw new ReadError(own.right.length > 1 ? `${name}: ${message}` : message);
    }
  };
  return { element, input, read: number, clear };
}

const described = (shape: readonly number[]): string =>
  shape.length === 1 ? `${shape[0]} entries` : `${shape[0]} × ${shape[1]} entries`;

export const numberAnswer = defineAnswer<Numbers, number[]>({
  read: readNumbers,
  judge: ({ right, wrong, tolerance }, model) => {
    const at = (names: readonly string[]): number[] => names.map((name) => model.get(name));
    return judgeOf(at(right), wrong.map(at), tolerance);
  },
  draw,
  told: ({ tolerance }) => `${inWords(tolerance)} You can type 1/3, sqrt(2) or 2pi.`,
  praise: ({ unit }, [value, ...more]) =>
    value === undefined || more.length > 0
      ? "Right."
      : `Right: ${formatShort(value)}${unit === "" ? "" : ` ${unit}`}.`,
});
