/** Figures of a page that show one function: one has the box, and the others follow. They speak by events of the page. */

import type { Model } from "../../model/model.ts";
import type { Drawn, Windows } from "../../model/ranges.ts";
import type { Spec } from "../../model/spec.ts";

/** What a figure with a box shows. */
export interface Shown {
  readonly spec: Spec;
  readonly name: string;
  readonly text: string;
  readonly windows: readonly (readonly [string, readonly [low: number, high: number]])[];
  readonly inputs: Readonly<Record<string, number>>;
  /** What its program comes to, where the text is one. */
  readonly drawn: readonly Drawn[];
}

export function shownBy(
  model: Model,
  [[name, text]]: ReadonlyMap<string, string>,
  windows: Windows,
  programs: ReadonlyMap<string, readonly Drawn[]>,
): Shown {
  const drawn = programs.get(text) ?? [];
  return { spec: model.spec, name, text, windows: [...windows], inputs: model.inputs(), drawn };
}

const [SHOWN, ASKED] = ["mlcalc-function", "mlcalc-function-asked"];

/** Tells the page what a figure with a box shows now. */
export function announceFunction(root: HTMLElement, follows: string, shown: Shown): void {
  if (follows === "" && root.isConnected) document.dispatchEvent(new CustomEvent(SHOWN, { detail: shown }));
}

interface Figure {
  readonly root: HTMLElement;
  readonly signal: AbortSignal;
  shown(): Shown;
  followShown(shown: Shown): void;
}

/** A figure that follows hears of the other's function, now and from now on; one with a box answers who asks. */
export function followFunction(figure: Figure, follows: string): void {
  const { root, signal } = figure;
  if (follows === "") {
    document.addEventListener(ASKED, () => announceFunction(root, follows, figure.shown()), { signal });
    announceFunction(root, follows, figure.shown());
    return;
  }
  const hear = (event: Event): void => {
    const { detail } = event as CustomEvent<Shown>;
    if (detail.spec.id === follows) figure.followShown(detail);
  };
  document.addEventListener(SHOWN, hear, { signal });
  document.dispatchEvent(new CustomEvent(ASKED));
}
