/** What a hand does to a network: up and down moves what it holds, arrow keys move what has the focus. */

import { hold, moveByKeys } from "../../../controls/hands.ts";
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
  readonly part: Part;
  readonly from: number;
  readonly value: number;
  moving: boolean;
}

/** Upwards is more; for a finger, which scrolls by going up and down, it is to the right. */
const way = ({ pointerType, clientX, clientY }: PointerEvent): number =>
  pointerType === "touch" ? clientX : -clientY;

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
  hold(host, drawing, {
    isThere: (event) => under(event) !== null,
    take: (event) => {
      const part = under(event)!;
      choice.select(part.input.name);
      grip(part).focus({ preventScroll: true });
      held = { part, from: way(event), value: host.model.get(part.input.name), moving: false };
    },
    move: (event) => {
      const up = way(event) - held!.from;
      held!.moving ||= Math.abs(up) >= SLACK;
      if (!held!.moving) return;
      const { input } = held!.part;
      host.set({ [input.name]: snap(input, held!.value + ((input.high - input.low) * up) / TRAVEL) });
    },
    letGo: () => {
      const { input, role } = held!.part;
      // An input that one step takes from end to end is a switch.
      if (held!.moving || role !== "input" || input.step < input.high - input.low) return;
      host.set({ [input.name]: held!.value === input.low ? input.high : input.low });
    },
  });
  host.listen(drawing, "pointermove", (event) => {
    if (event.pointerType !== "mouse" || drawing.hasPointerCapture(event.pointerId)) return;
    const part = under(event);
    drawing.classList.toggle("is-over", part !== null);
    choice.point(part?.input.name ?? null);
  });
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
