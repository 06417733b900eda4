/** What a hand does to a network: up and down moves what it holds, arrow keys move what has the focus. */

import { moveByKeys } from "../../../controls/hands.ts";
import { afterKey, snap } from "../../../model/input.ts";
import type { Stage } from "../../../view/stage.ts";
import type { Choice } from "../choice.ts";
import type { Part } from "../spec.ts";

/** The way from one end of a range to the other, in pixels. */
const TRAVEL = 260;
/** A press that moves less than this only opens the part. */
const SLACK = 3;
/** How far from an edge a pointer may be, and a finger. */
const REACH = { mouse: 13, touch: 22 };

export interface Ground {
  readonly box: HTMLElement;
  readonly drawing: SVGSVGElement;
  /** The part at a place of the drawing, if one is within reach. */
  readonly find: (x: number, y: number, reach: number) => Part | null;
  readonly grip: (part: Part) => SVGElement;
  readonly parts: readonly Part[];
}

interface Held {
  readonly pointer: number;
  readonly part: Part;
  readonly y: number;
  readonly value: number;
  moving: boolean;
}

export function hands(host: Stage, { box, drawing, find, grip, parts }: Ground, choice: Choice): void {
  let held: Held | null = null;
  const under = (event: PointerEvent): Part | null => {
    const { left, top } = drawing.getBoundingClientRect();
    return find(
      event.clientX - left,
      event.clientY - top,
      event.pointerType === "touch" ? REACH.touch : REACH.mouse,
    );
  };
  host.listen(drawing, "pointerdown", (event) => {
    const part = under(event);
    if (event.button !== 0 || held !== null || part === null) return;
    // A finger that lands on an edge may be about to scroll the page: it opens the edge, and moves it from then on.
    const scrolls =
      event.pointerType === "touch" && part.role === "weight" && choice.selected !== part.input.name;
    choice.select(part.input.name);
    grip(part).focus({ preventScroll: true });
    event.preventDefault();
    if (scrolls) return;
    held = {
      pointer: event.pointerId,
      part,
      y: event.clientY,
      value: host.model.get(part.input.name),
      moving: false,
    };
    drawing.setPointerCapture(event.pointerId);
    drawing.classList.add("is-held");
  });
  // An element inside an svg has no touch-action of its own: what is held keeps the page still like this.
  const still = (event: TouchEvent): void => void (held !== null && event.preventDefault());
  host.listen(drawing, "touchstart", still, { passive: false });
  host.listen(drawing, "pointermove", (event) => {
    if (held === null) {
      if (event.pointerType !== "mouse") return;
      const part = under(event);
      drawing.classList.toggle("is-over", part !== null);
      return choice.point(part?.input.name ?? null);
    }
    if (event.pointerId !== held.pointer) return;
    const up = held.y - event.clientY;
    held.moving ||= Math.abs(up) >= SLACK;
    if (!held.moving) return;
    const { input } = held.part;
    host.set({ [input.name]: snap(input, held.value + ((input.high - input.low) * up) / TRAVEL) });
  });
  const release = (event: PointerEvent): void => {
    if (event.pointerId !== held?.pointer) return;
    held = null;
    drawing.classList.remove("is-held");
  };
  host.listen(drawing, "pointerup", release);
  host.listen(drawing, "pointercancel", release);
  host.listen(drawing, "pointerleave", () => choice.point(null));

  const focused = (event: Event): Part | undefined => {
    const name = (event.target as Element).closest<SVGElement>("[data-drag]")?.dataset["drag"];
    return parts.find((part) => part.input.name === name);
  };
  // Listened for on the box: an svg that listens for focus becomes a stop of its own on a keyboard's way.
  const opens = (event: Event): void => {
    const part = focused(event);
    if (part !== undefined) choice.select(part.input.name);
  };
  host.listen(box, "focusin", opens);
  moveByKeys(host, drawing, (event) => {
    const input = focused(event)?.input;
    if (input === undefined) return null;
    const to = afterKey(input, host.model.get(input.name), event.key, event.shiftKey);
    return to === null ? null : { [input.name]: to };
  });
}
