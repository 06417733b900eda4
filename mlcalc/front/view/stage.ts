/** What a view, and whatever stands in it, may ask of the host that brings it to life. */

import type { Model } from "../model/model.ts";
import type { InputSpec } from "../model/spec.ts";
import type { Numbers } from "./numbers.ts";

/** What a reader sets besides the inputs, such as a step. */
export interface Setting {
  read(): number;
  write(value: number): void;
}

/** What a reader makes of a figure whose functions can be typed. */
export interface Editing {
  /** Where a reader chooses the range of an input; null where the figure fixes it. */
  rangeEnds(stage: Stage, input: InputSpec): HTMLElement | null;
  /** Back to the author's functions, ranges and values. */
  reset(): void;
  /** What a link says of the functions and the ranges. */
  state(): Record<string, number | string>;
}

export interface Stage {
  readonly root: HTMLElement;
  readonly model: Model;
  readonly numbers: Numbers;
  /** Whether the page's address sets this figure's inputs. */
  readonly sharesAddress: boolean;
  /** Null where the functions are the author's, and stay so. */
  readonly editing: Editing | null;
  /** In the address too, by names that no input can have. */
  readonly settings: Map<string, Setting>;
  /** Aborted when the figure leaves the page. */
  readonly signal: AbortSignal;
  /** Listens as long as the figure lives. */
  listen<K extends keyof HTMLElementEventMap>(
    element: EventTarget,
    type: K,
    act: (event: HTMLElementEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void;
  /** Moves inputs as the reader does. */
  set(values: Readonly<Record<string, number>>): void;
  reset(): void;
  /** All that a link to this state has to say. */
  state(): Record<string, number | string>;
  /** Says something when the movement rests; of ten steps in a row, the last. */
  announce(text: string): void;
  /** A sentence below the figure, or none. */
  tell(text: string): void;
  /** For a view that has more to draw than the last move asked for. */
  redraw(): void;
}
