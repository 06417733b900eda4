/** Sliders under a finger: one that lands on a slider may only be about to scroll the page. */

import type { Stage } from "../view/stage.ts";
import { SIDEWAYS } from "./hands.ts";

interface Landed {
  readonly range: HTMLInputElement;
  readonly x: number;
  readonly before: string;
  /** Where the browser has put the slider meanwhile. */
  wanted: string | null;
}

/**
 * Browsers move a slider as soon as a finger lands on it. Here it stays until the finger has gone sideways, or is lifted
 * where it came down; where the browser takes the finger away to scroll, it never moves.
 */
export function guardRanges(host: Stage): void {
  let landed: Landed | null = null;
  const capture = { capture: true };
  const forget = (): void => void (landed = null);
  const grant = (): void => {
    if (landed === null) return;
    const { range, wanted } = landed;
    landed = null;
    if (wanted === null) return;
    range.value = wanted;
    range.dispatchEvent(new Event("input", { bubbles: true }));
  };
  host.listen(
    host.root,
    "pointerdown",
    ({ target, pointerType, clientX }) => {
      const isRange = target instanceof HTMLInputElement && target.type === "range";
      landed =
        isRange && pointerType === "touch"
          ? { range: target, x: clientX, before: target.value, wanted: null }
          : null;
    },
    capture,
  );
  host.listen(
    host.root,
    "input",
    (event) => {
      if (landed === null || event.target !== landed.range) return;
      event.stopImmediatePropagation();
      landed.wanted = landed.range.value;
      landed.range.value = landed.before;
    },
    capture,
  );
  host.listen(host.root, "pointermove", ({ clientX }) => {
    if (landed !== null && Math.abs(clientX - landed.x) >= SIDEWAYS) grant();
  });
  host.listen(host.root, "pointerup", grant, capture);
  host.listen(host.root, "keydown", forget, capture);
}
