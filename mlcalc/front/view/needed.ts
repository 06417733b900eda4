/** What a figure asks of the page or the notebook around it, and tells it, by events: only the door knows which it is. */

/** Asks for the text of the worker that runs Python. */
export const NEEDED = "mlcalc-needed";

export interface Needed {
  give(text: string): void;
  refuse(reason: string): void;
}

/** Traits that a figure sets, by name, for Python to see where there is one. */
export const SHARED = "mlcalc-shared";
/** Traits that Python has set, for the figure to follow. */
export const TOLD = "mlcalc-told";
export type Traits = Readonly<Record<string, unknown>>;

/** The text of the worker, from whoever has it. */
export function askForPython(root: HTMLElement): Promise<string> {
  return new Promise((give, fail) => {
    const detail: Needed = { give, refuse: (reason) => fail(new Error(reason)) };
    const asked = new CustomEvent(NEEDED, { detail, bubbles: true, composed: true, cancelable: true });
    // Whoever has it says so by preventing the default.
    if (root.dispatchEvent(asked)) fail(new Error("This page has no Python to give."));
  });
}
