/** A figure that waits: a reader who has committed to an answer looks at it with other eyes. */

import { ANSWERED } from "../../view/answered.ts";
import { html } from "../../view/dom.ts";
import type { Stage } from "../../view/stage.ts";

/**
 * Hides the figure with this id until the question has been answered, rightly or not; it keeps its room, so that nothing
 * moves when it shows. Returns the line that says so, with a way round it.
 */
export function keepWaiting(host: Stage, id: string): HTMLElement[] {
  const figure = document.getElementById(id);
  // Whoever follows a link to the figure's state has seen it.
  if (figure === null || location.hash.startsWith(`#${id}`)) return [];
  const button = html("button", { type: "button", class: "mlcalc-another" }, "Show it without an answer");
  const line = html("p", { class: "mlcalc-told" }, "The next figure waits for your answer. ", button);
  const wait = (waits: boolean): void => {
    figure.inert = waits;
    figure.classList.toggle("is-waiting", waits);
    line.hidden = !waits;
  };
  const show = (): void => wait(false);
  host.listen(button, "click", show);
  host.root.addEventListener(ANSWERED, show);
  wait(true);
  return [line];
}
