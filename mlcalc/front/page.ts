/** The book's script: every figure in the page that is not alive yet, as soon as the page has been read. */

import { explain, Host } from "./live/host.ts";
import { readSpec } from "./live/kinds.ts";
import { showProgress } from "./live/progress.ts";

function mountAll(): void {
  for (const root of document.querySelectorAll<HTMLElement>(".mlcalc-figure:not([data-state])")) {
    try {
      const text = root.querySelector('script[type="application/json"]')?.textContent;
      if (!text) throw new Error("Its specification is missing from the page.");
      new Host(root, readSpec(JSON.parse(text)), { address: true });
    } catch (error) {
      explain(root, error);
    }
  }
  showProgress();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mountAll);
else mountAll();
