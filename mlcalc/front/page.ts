/** The book's script: every figure in the page that is not alive yet, as soon as the page has been read. */

import { embed } from "./live/embed.ts";
import { bring } from "./live/bring.ts";
import { explain } from "./live/host.ts";
import { showProgress } from "./live/progress.ts";
import { givePython } from "./live/python.ts";

// Known only while this very script is being run.
const own = (document.currentScript as HTMLScriptElement | null)?.src ?? "";

function revive(root: HTMLElement): void {
  try {
    const text = root.querySelector('script[type="application/json"]')?.textContent;
    if (!text) throw new Error("Its specification is missing from the page.");
    bring(root, JSON.parse(text), { address: true });
  } catch (error) {
    explain(root, error);
  }
}

/** The figures in an element, or the element itself: for what is inserted into a page that has been read. */
function mount(within: Element | Document | DocumentFragment = document): void {
  const waiting = ".mlcalc-figure:not([data-state])";
  if (within instanceof HTMLElement && within.matches(waiting)) revive(within);
  for (const root of within.querySelectorAll<HTMLElement>(waiting)) revive(root);
}

function mountAll(): void {
  embed();
  mount();
  showProgress();
}

givePython(own);
(globalThis as { mlcalc?: { mount: typeof mount } }).mlcalc = { mount };

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mountAll);
else mountAll();
