/** What a view, and whatever stands in it, may ask of the host that brings it to life. */

import type { Model } from "../model/model.ts";
import type { Numbers } from "./numbers.ts";

/** What a reader sets besides the inputs, such as a step. */
export interface Setting {
  read(): number;
  write(value: number): void;
}

export interface Stage {
  readonly root: HTMLElement;
  readonly model: Model;
  readonly numbers: Numbers;
  /** Whether the page's address sets this figure's inputs. */
  readonly sharesAddress: boolean;
  /** In the address too, by names that no input can have. */
  readonly settings: Map<string, Setting>;
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
  state(): Record<string, number>;
  /** Says something when the movement rests; of ten steps in a row, the last. */
  announce(text: string): void;
  /** For a view that has more to draw than the last move asked for. */
  redraw(): void;
}
