/** Where a reader answers: a box for a number, a box an entry for a vector or a matrix, or one of several choices. */

import { isPlain, ReadError, readNumber } from "./arithmetic.ts";
import { html } from "./dom.ts";
import { formatShort } from "./format.ts";
import { label } from "./formula.ts";
import type { QuestionSpec } from "./question-spec.ts";
import type { Words } from "./words.ts";

export interface Answering {
  readonly element: HTMLElement;
  /** The numbers that stand there, entry by entry, or the position of the choice; throws a ReadError. */
  read(): number[];
  /** The same as Python keeps it: nested by rows, or the words of the choice. */
  kept(values: readonly number[]): unknown;
  clear(): void;
  focus(): void;
}

/** `told` is the id of what says how near an answer must come. */
export function answering(spec: QuestionSpec, words: Words, told: string): Answering {
  return spec.choices.length > 0 ? choices(spec, words) : boxes(spec, told);
}

function choices(spec: QuestionSpec, words: Words): Answering {
  const radios = spec.choices.map((_, i) => html("input", { type: "radio", name: "choice", value: i }));
  const rows = spec.choices.map((choice, i) => {
    const text = html("span", {}, ...words.pieces(choice));
    return html("label", { class: "mlcalc-choice" }, radios[i], text);
  });
  const legend = html("legend", { class: "mlcalc-hidden" }, "Choose one");
  return {
    element: html("fieldset", { class: "mlcalc-choices" }, legend, ...rows),
    read: () => {
      const chosen = radios.findIndex((radio) => radio.checked);
      if (chosen < 0) throw new ReadError("Choose one first.");
      return [chosen];
    },
    kept: ([chosen]) => rows[chosen].textContent,
    clear: () => radios.forEach((radio) => void (radio.checked = false)),
    focus: () => radios[0].focus({ preventScroll: true }),
  };
}

function boxes(spec: QuestionSpec, told: string): Answering {
  const { shape } = spec.right;
  const columns = shape.length === 2 ? shape[1] : 1;
  const all = spec.right.outputs.map((_, i) => box(spec, nameOf(i, shape), told));
  const cells = all.map(({ element, input }, i) => {
    const latex = spec.labels[i];
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
    element.classList.toggle("is-bracketed", spec.labels.length === 0);
    element = html("fieldset", { class: "mlcalc-array" }, legend, element);
  }
  if (spec.unit !== "") element.append(html("span", { class: "mlcalc-unit" }, spec.unit));
  return {
    element,
    read: () => all.map(({ read }) => read()),
    kept: (values) => nested(values, shape),
    clear: () => all.forEach(({ clear }) => clear()),
    focus: () => all[0].input.focus({ preventScroll: true }),
  };
}

function box(spec: QuestionSpec, name: string, told: string) {
  const attributes = { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false" };
  const input = html("input", { ...attributes, enterkeyhint: "go", "aria-describedby": told });
  if (spec.right.shape.length > 0) input.setAttribute("aria-label", name);
  // What a calculation comes to, while it is typed; a number needs no echo.
  const echo = html("output", { class: "mlcalc-echo", "aria-live": "off" });
  const number = (): number => readNumber(withoutUnit(input.value, spec.unit));
  input.addEventListener("input", () => {
    input.removeAttribute("aria-invalid");
    echo.textContent = isPlain(input.value) ? "" : attempt(() => `= ${formatShort(number())}`);
    input.classList.toggle("has-echo", echo.textContent !== "");
  });
  const read = (): number => {
    try {
      return number();
    } catch (error) {
      input.setAttribute("aria-invalid", "true");
      input.focus();
      const many = spec.right.outputs.length > 1;
      throw many ? new ReadError(`${name}: ${(error as Error).message}`) : error;
    }
  };
  const clear = (): void => {
    input.value = echo.textContent = "";
    input.removeAttribute("aria-invalid");
    input.classList.remove("has-echo");
  };
  return { element: html("span", { class: "mlcalc-answer" }, input, echo), input, read, clear };
}

const attempt = (write: () => string): string => {
  try {
    return write();
  } catch {
    return ""; // half a calculation is no mistake yet
  }
};

const withoutUnit = (text: string, unit: string): string => {
  const typed = text.trim();
  return unit !== "" && typed.endsWith(unit) ? typed.slice(0, -unit.length) : typed;
};

const nameOf = (i: number, shape: readonly number[]): string =>
  shape.length === 0
    ? "Your answer"
    : shape.length === 1
      ? `Entry ${i + 1}`
      : `Row ${Math.floor(i / shape[1]) + 1}, column ${(i % shape[1]) + 1}`;

const described = (shape: readonly number[]): string =>
  shape.length === 1 ? `${shape[0]} entries` : `${shape[0]} × ${shape[1]} entries`;

const nested = (values: readonly number[], [rows, columns]: readonly number[]): unknown =>
  rows === undefined
    ? values[0]
    : columns === undefined
      ? [...values]
      : Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
