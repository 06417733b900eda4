/** The book's script: every figure in the page that is not alive yet, as soon as the page has been read. */

import { embed } from "./live/embed.ts";
import type { bring } from "./live/bring.ts";
import { explain, Host } from "./live/host.ts";
import { readSpec, TYPED } from "./live/kinds.ts";
import { showProgress } from "./live/progress.ts";
import { givePython } from "./live/python.ts";

/** The second script of the page, as a function that runs it; and where it lies, if the page has it in a file. */
type Typed = { readonly bring: typeof bring };
const page = globalThis as { mlcalc?: { mount: typeof mount }; mlcalcTyped?: () => Typed };
const address = (document.currentScript as HTMLScriptElement | null)?.src.replace(
  /[^/]*\.js(?=\?|#|$)/,
  "typed.js",
);
const OPTIONS = { address: true, python: !!address };
let typed: Promise<Typed> | null = null;

/** Fetches the script once, by an element: a page from disk may load scripts so, and in no other way. */
const loadTyped = (): Promise<Typed> =>
  (typed ??= new Promise((resolve, reject) => {
    const run = (): void =>
      page.mlcalcTyped ? resolve(page.mlcalcTyped()) : reject(new Error("The second script is missing."));
    // Not before all of this script has run: the second takes from it.
    if (page.mlcalcTyped || !address) return queueMicrotask(run);
    const script = document.createElement("script");
    script.onload = script.onerror = run;
    script.src = address;
    document.head.append(script);
  }));

/** The figures that wait for it. */
const pending: Promise<void>[] = [];

/** A figure into which something is typed; where the script cannot be had, its functions stay the author's. */
function reviveTyped(root: HTMLElement, json: unknown): Promise<void> {
  root.dataset["state"] = "loading";
  return loadTyped()
    .then(
      ({ bring }) => void bring(root, json, OPTIONS),
      () => void new Host(root, readSpec(json), OPTIONS),
    )
    .catch((error: unknown) => explain(root, error));
}

function revive(root: HTMLElement): void {
  try {
    const text = root.querySelector('script[type="application/json"]')?.textContent;
    if (!text) throw new Error("Its specification is missing from the page.");
    const json = JSON.parse(text);
    if (json?.editable || TYPED.includes(json?.kind)) pending.push(reviveTyped(root, json));
    else new Host(root, readSpec(json), OPTIONS);
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
  void Promise.all(pending).then(showProgress);
}

givePython(address ?? "");
page.mlcalc = { mount };

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mountAll);
else mountAll();
