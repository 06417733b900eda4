/** What is painted on a canvas keeps its colours, so it has to hear when the page changes them. */

import type { Stage } from "../../view/stage.ts";

/** Where pages say which theme they have: see switches.css. */
const SAID = ["class", "data-theme", "data-bs-theme", "data-jp-theme-light", "data-md-color-scheme"];

/** Calls back when the colours may have changed, by a switch in the page or by the reader's system. */
export function whenRecolored(host: Stage, act: () => void): void {
  const observer = new MutationObserver(act);
  for (const root of [document.documentElement, document.body])
    observer.observe(root, { attributes: true, attributeFilter: SAID });
  host.listen(matchMedia("(prefers-color-scheme: dark)"), "change", act);
  host.signal.addEventListener("abort", () => observer.disconnect());
}
