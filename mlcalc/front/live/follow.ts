/** Figures of a page that show one function: one has the box, and the others follow. They speak by events of the page. */

import type { Spec } from "../model/spec.ts";

/** What a figure with a box shows. */
export interface Shown {
  readonly spec: Spec;
  readonly name: string;
  readonly text: string;
  readonly windows: readonly (readonly [string, readonly [low: number, high: number]])[];
  readonly inputs: Readonly<Record<string, number>>;
}

const [SHOWN, ASKED] = ["mlcalc-function", "mlcalc-function-asked"];

/** Tells the page what a figure with a box shows now. */
export function announceFunction(root: HTMLElement, follows: string, shown: Shown): void {
  if (follows === "" && root.isConnected) document.dispatchEvent(new CustomEvent(SHOWN, { detail: shown }));
}

/** A figure that follows hears of the other's function, now and from now on; one with a box answers who asks. */
export function followFunction(
  figure: { readonly root: HTMLElement; readonly signal: AbortSignal },
  follows: string,
  shown: () => Shown,
  apply: (shown: Shown) => void,
): void {
  const { root, signal } = figure;
  if (follows === "") {
    document.addEventListener(ASKED, () => announceFunction(root, follows, shown()), { signal });
    announceFunction(root, follows, shown());
    return;
  }
  const hear = (event: Event): void => {
    const { detail } = event as CustomEvent<Shown>;
    if (detail.spec.id === follows) apply(detail);
  };
  document.addEventListener(SHOWN, hear, { signal });
  document.dispatchEvent(new CustomEvent(ASKED));
}
