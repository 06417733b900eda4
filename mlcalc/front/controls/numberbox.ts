/** A box into which a number is typed, or a calculation, which is echoed as the number that it comes to. */

import { formatShort } from "../model/format.ts";
import { isPlain, readNumber } from "../read/number.ts";
import { html } from "../view/dom.ts";
import "./textbox.css";
import "./numberbox.css";

export interface NumberBox {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** The number that stands there; throws the reader's sentence where there is none, and marks the box. */
  read(): number;
  isEmpty(): boolean;
  clear(): void;
}

/** `bare` takes off what may stand around the number, such as a unit. */
export function numberBox(
  attributes: Readonly<Record<string, string>>,
  bare: (typed: string) => string = (typed) => typed,
): NumberBox {
  const plain = { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false" };
  const input = html("input", { ...plain, enterkeyhint: "go", ...attributes });
  // What a calculation comes to, while it is typed; a number needs no echo.
  const echo = html("output", { class: "mlcalc-echo", "aria-live": "off" });
  const number = (): number => {
    const typed = bare(input.value);
    if (typed.trim() === "") throw new Error("Type a number first.");
    return readNumber(typed);
  };
  input.addEventListener("input", () => {
    input.removeAttribute("aria-invalid");
    echo.textContent = isPlain(input.value) ? "" : attempt(() => `= ${formatShort(number())}`);
    input.classList.toggle("has-echo", echo.textContent !== "");
  });
  return {
    element: html("span", { class: "mlcalc-answer" }, input, echo),
    input,
    read: () => {
      try {
        return number();
      } catch (error) {
        input.setAttribute("aria-invalid", "true");
        throw error;
      }
    },
    isEmpty: () => input.value.trim() === "",
    clear: () => {
      input.value = echo.textContent = "";
      input.removeAttribute("aria-invalid");
      input.classList.remove("has-echo");
    },
  };
}

const attempt = (write: () => string): string => {
  try {
    return write();
  } catch {
    return ""; // half a calculation is no mistake yet
  }
};
