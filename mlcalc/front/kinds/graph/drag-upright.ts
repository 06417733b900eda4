/** A box that a hand moves an input with: up is more, down is less (right and left for a finger, which scrolls by going up and down), and keys do as they do on any slider. */

import { hold, moveByKeys } from "../../controls/hands.ts";
import { afterKey, position, snap, valueAt } from "../../model/input.ts";
import type { InputSpec } from "../../model/spec.ts";
import { setAttributes } from "../../view/dom.ts";
import type { Stage } from "../../view/stage.ts";

/** The way of the hand, in pixels, that takes an input through its whole range. */
const WAY = 260;

export function dragUpright(host: Stage, element: HTMLElement, input: InputSpec): void {
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
  let [startAt, start] = [0, 0];
  const way = ({ pointerType, clientX, clientY }: PointerEvent): number =>
    pointerType === "touch" ? clientX : -clientY;
  hold(host, element, {
    take: (event) => {
      [startAt, start] = [position(input, read()), way(event)];
      element.focus({ preventScroll: true });
    },
    move: (event) => {
      const range = position(input, high) - position(input, low);
      const to = valueAt(input, startAt + ((way(event) - start) / WAY) * range);
      host.set({ [name]: snap(input, Math.min(high, Math.max(low, to))) });
    },
  });
  moveByKeys(host, element, ({ key, shiftKey }) => {
    const to = afterKey(input, read(), key, shiftKey);
    return to === null ? null : { [name]: to };
  });
}

/** What assistive technology reads of it, and of what else stands in the box. */
export function describeUpright(host: Stage, element: HTMLElement, name: string, more: string): void {
  const value = host.model.get(name);
  setAttributes(element, {
    "aria-valuenow": value,
    "aria-valuetext": `${name} = ${host.numbers.format(name, value)}${more}`,
  });
}
