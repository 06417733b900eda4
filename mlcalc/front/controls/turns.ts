/** Buttons that take a run of steps on and back: one bar, with the slider over all steps beside them. */

import { html } from "../view/dom.ts";
import type { Stage } from "../view/stage.ts";
import "./turns.css";

/** A button with a sign on it; `name` is what it does, in words. */
export function turn(host: Stage, sign: string, name: string, act: () => void): HTMLButtonElement {
  const attributes = { type: "button", class: "mlcalc-turn", "aria-label": name, title: name };
  const button = html("button", attributes, sign);
  host.listen(button, "click", act);
  return button;
}

/** The button that plays and pauses; what is written on it is its owner's. */
export function playButton(host: Stage, act: () => void): HTMLButtonElement {
  const button = html("button", { type: "button", class: "mlcalc-turn is-play" });
  host.listen(button, "click", act);
  return button;
}

export const turnBar = (buttons: readonly HTMLElement[], ...rest: readonly HTMLElement[]): HTMLElement =>
  html(
    "div",
    { class: "mlcalc-scrubber" },
    html("div", { class: "mlcalc-scrub-buttons" }, ...buttons),
    ...rest,
  );
