/** Points of a drawing that a hand can take: pointer, finger and keys move the same inputs. */

import { afterKeys, snap } from "../model/input.ts";
import type { InputSpec } from "../model/spec.ts";
import { speakable } from "../model/speech.ts";
import { setAttributes, svg } from "../view/dom.ts";
import type { Stage } from "../view/stage.ts";
import "./handles.css";
import { hold, moveByKeys } from "./hands.ts";

export interface HandleOptions {
  /** What `data-drag` says. */
  readonly drag: string;
  /** The input that it moves, or the one across and the one upwards. */
  readonly inputs: readonly [InputSpec] | readonly [InputSpec, InputSpec];
  /** The inputs' values at a place of the drawing, in pixels. */
  readonly at: (x: number, y: number) => readonly number[];
  readonly shape?: SVGElement;
}

export class Handle {
  readonly element: SVGGElement;
  readonly options: HandleOptions;

  constructor(options: HandleOptions) {
    const { drag, inputs, shape } = options;
    this.options = options;
    this.element = svg(
      "g",
      { class: "mlcalc-point", "data-drag": drag, role: "slider", tabindex: 0 },
      svg("circle", { class: "mlcalc-hit", r: 22 }),
      shape ?? svg("circle", { class: "mlcalc-dot", r: 7.5 }),
    );
    setAttributes(this.element, {
      "aria-label": inputs.map((input) => speakable(input.name)).join(", "),
      "aria-valuemin": inputs[0].low,
      "aria-valuemax": inputs[0].high,
    });
  }

  place(x: number, y: number, outside: boolean): void {
    this.element.setAttribute("transform", `translate(${x.toFixed(2)},${y.toFixed(2)})`);
    this.element.classList.toggle("is-outside", outside);
  }

  /** For assistive technology: the value of the first input, and a sentence. */
  describe(value: number, sentence: string): void {
    setAttributes(this.element, { "aria-valuenow": value, "aria-valuetext": sentence });
  }
}

/** Whatever is pressed in the drawing moves the first handle, unless it is on another one. */
export function takeHold(
  host: Stage,
  drawing: SVGSVGElement,
  holder: HTMLElement,
  handles: readonly Handle[],
): void {
  let taken = handles[0];
  const move = (event: PointerEvent): void => {
    const { left, top } = drawing.getBoundingClientRect();
    const { inputs, at } = taken.options;
    const values = at(event.clientX - left, event.clientY - top);
    host.set(Object.fromEntries(inputs.map((input, i) => [input.name, snap(input, values[i])])));
  };
  const take = (event: PointerEvent): void => {
    taken = handles.find(({ element }) => element.contains(event.target as Node)) ?? handles[0];
    taken.element.focus({ preventScroll: true });
    move(event);
  };
  hold(host, drawing, { take, move, holder });
  for (const { element, options } of handles) {
    const read = options.inputs.map((input) => host.model.reader(input.name));
    moveByKeys(host, element, ({ key, shiftKey }) =>
      afterKeys(
        options.inputs,
        read.map((value) => value()),
        key,
        shiftKey,
      ),
    );
  }
}
