/** What everything that a hand moves has in common: one pointer holds it until it lets go, and keys move it too. */

import type { Stage } from "../view/stage.ts";

/** A finger that has gone this far sideways, in pixels, is no longer about to scroll the page. */
export const SIDEWAYS = 8;

interface Hold {
  readonly take: (event: PointerEvent) => void;
  readonly move: (event: PointerEvent) => void;
  readonly letGo?: () => void;
  /** What is marked as held. */
  readonly holder?: Element;
  /** Whether there is something to hold; elsewhere a press means nothing. */
  readonly isThere?: (event: PointerEvent) => boolean;
  /** Whether a finger takes it at once; else it does so by a tap or by going sideways, and scrolls by going up or down. */
  readonly atOnce?: () => boolean;
}

export function hold(
  host: Stage,
  element: HTMLElement | SVGSVGElement,
  { take, move, letGo, holder = element, isThere = () => true, atOnce = () => false }: Hold,
): void {
  let pointer = -1;
  /** How a finger came down that may be about to scroll: a browser that scrolls takes it away by pointercancel. */
  let landed: PointerEvent | null = null;
  const begin = (event: PointerEvent): void => {
    landed = null;
    element.setPointerCapture(pointer);
    holder.classList.add("is-held");
    take(event);
  };
  const way = ({ clientX, clientY }: PointerEvent, from: PointerEvent): [number, number] => [
    Math.abs(clientX - from.clientX),
    Math.abs(clientY - from.clientY),
  ];
  host.listen(element, "pointerdown", (event) => {
    if (event.button !== 0 || pointer >= 0 || !isThere(event)) return;
    pointer = event.pointerId;
    landed = event;
    if (event.pointerType === "touch" && !atOnce()) return;
    event.preventDefault();
    begin(event);
  });
  host.listen(element, "pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    if (landed !== null) {
      if (way(event, landed)[0] < SIDEWAYS) return;
      begin(landed);
    }
    move(event);
  });
  const release = (event: PointerEvent): void => {
    if (event.pointerId !== pointer) return;
    if (event.type === "pointerup" && landed !== null && Math.max(...way(event, landed)) < SIDEWAYS)
      begin(landed);
    if (event.type === "pointerup" && holder.classList.contains("is-held")) letGo?.();
    landed = null;
    pointer = -1;
    holder.classList.remove("is-held");
  };
  host.listen(element, "pointerup", release);
  host.listen(element, "pointercancel", release);
}

/** `to` says which inputs a key moves and where to, or null where the key means nothing. */
export function moveByKeys(
  host: Stage,
  element: HTMLElement | SVGElement,
  to: (event: KeyboardEvent) => Readonly<Record<string, number>> | null,
): void {
  host.listen(element, "keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const moved = to(event);
    if (moved === null) return;
    event.preventDefault();
    host.set(moved);
  });
}
