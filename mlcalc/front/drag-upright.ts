/** A box that a hand moves an input with: up is more, down is less, and keys do as they do on any slider. */

import { setAttributes } from "./dom.ts";
import type { Host } from "./host.ts";
import { afterKey, position, snap, valueAt } from "./model.ts";
import type { InputSpec } from "./spec.ts";

/** The way of the hand, in pixels, that takes an input through its whole range. */
const WAY = 260;

export function dragUpright(host: Host, element: HTMLElement, input: InputSpec): void {
  const { signal } = host;
  const { name, low, high } = input;
  const read = host.model.reader(name);
  setAttributes(element, {
    "data-drag": name,
    role: "slider",
    tabindex: 0,
    "aria-label": name,
    "aria-orientation": "vertical",
    "aria-valuemin": low,
    "aria-valuemax": high,
  });
  let held = -1;
  let [startAt, startY] = [0, 0];
  element.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0 || held >= 0) return;
      held = event.pointerId;
      [startAt, startY] = [position(input, read()), event.clientY];
      element.setPointerCapture(held);
      element.classList.add("is-held");
      element.focus({ preventScroll: true });
      event.preventDefault();
    },
    { signal },
  );
  element.addEventListener(
    "pointermove",
    (event) => {
      if (event.pointerId !== held) return;
      const range = position(input, high) - position(input, low);
      const to = valueAt(input, startAt + ((startY - event.clientY) / WAY) * range);
      host.set({ [name]: snap(input, Math.min(high, Math.max(low, to))) });
    },
    { signal },
  );
  const release = (event: PointerEvent): void => {
    if (event.pointerId !== held) return;
    held = -1;
    element.classList.remove("is-held");
  };
  element.addEventListener("pointerup", release, { signal });
  element.addEventListener("pointercancel", release, { signal });
  element.addEventListener(
    "keydown",
    (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const to = afterKey(input, read(), event.key, event.shiftKey);
      if (to === null) return;
      event.preventDefault();
      event.stopPropagation();
      host.set({ [name]: to });
    },
    { signal },
  );
}

/** What assistive technology reads of it. */
export function describeUpright(host: Host, element: HTMLElement, name: string): void {
  const value = host.model.get(name);
  setAttributes(element, {
    "aria-valuenow": value,
    "aria-valuetext": `${name} = ${host.numbers.format(name, value)}`,
  });
}
