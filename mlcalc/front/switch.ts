/** A choice of a few, in sight all at once: an input that is no quantity, such as the layout of formulas. */

import { html } from "./dom.ts";
import type { Host } from "./host.ts";

export interface Switch {
  readonly element: HTMLElement;
  /** Which choice is made. */
  readonly chosen: () => number;
  update(): void;
}

/** `input` counts the choices from 0; `title` says what is chosen. */
export function choice(host: Host, input: string, title: string, choices: readonly string[]): Switch {
  const read = host.model.reader(input);
  const chosen = (): number => Math.min(choices.length - 1, Math.max(0, Math.round(read())));
  const buttons = choices.map((text, i) => {
    const button = html("button", { type: "button", class: "mlcalc-choice" }, text);
    button.addEventListener("click", () => host.set({ [input]: i }), { signal: host.signal });
    return button;
  });
  // The number itself is for programs that read the figure; a person reads which button is pressed.
  const exact = html("span", { class: "mlcalc-hidden", "aria-hidden": "true" }, host.numbers.output(input));
  const element = html(
    "div",
    { class: "mlcalc-switch", role: "group", "aria-label": title },
    html("span", { class: "mlcalc-switch-title" }, title),
    ...buttons,
    exact,
  );
  let shown = -1;
  const update = (): void => {
    if (chosen() === shown) return;
    shown = chosen();
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(i === shown)));
  };
  return { element, chosen, update };
}
