/** What everything that a hand moves has in common: one pointer holds it until it lets go, and keys move it too. */

import type { Stage } from "../view/stage.ts";

interface Hold {
  readonly take: (event: PointerEvent) => void;
  readonly move: (event: PointerEvent) => void;
  /** What is marked as held. */
  readonly holder?: Element;
}

export function hold(
  host: Stage,
  element: HTMLElement | SVGSVGElement,
  { take, move, holder = element }: Hold,
): void {
  let pointer = -1;
  host.listen(element, "pointerdown", (event) => {
    if (event.button !== 0 || pointer >= 0) return;
    pointer = event.pointerId;
    element.setPointerCapture(pointer);
    holder.classList.add("is-held");
    event.preventDefault();
    take(event);
  });
  host.listen(element, "pointermove", (event) => event.pointerId === pointer && move(event));
  const release = (event: PointerEvent): void => {
    if (event.pointerId !== pointer) return;
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
