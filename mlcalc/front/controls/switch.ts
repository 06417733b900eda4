/** A choice that is an input of the figure: it is in the address, can be reset, and follows Python. */

import { html } from "../view/dom.ts";
import type { Stage } from "../view/stage.ts";
import { radios } from "./radios.ts";

export interface Switch {
  readonly element: HTMLElement;
  /** Which choice is made. */
  readonly chosen: () => number;
  update(): void;
}

/** `input` counts the choices from 0; `title` says what is chosen. */
export function choice(host: Stage, input: string, title: string, choices: readonly string[]): Switch {
  const read = host.model.reader(input);
  const chosen = (): number => Math.min(choices.length - 1, Math.max(0, Math.round(read())));
  const options = choices.map((text, value) => ({ value, content: [text] }));
  const element = radios(host, title, options, (value) => host.set({ [input]: value }));
  const buttons = element.querySelectorAll<HTMLInputElement>("input");
  // The number itself is for programs that read the figure; a person reads which one is chosen.
  element.append(html("span", { class: "mlcalc-hidden", "aria-hidden": "true" }, host.numbers.output(input)));
  return { element, chosen, update: () => void (buttons[chosen()].checked = true) };
}
