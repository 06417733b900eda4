/** The book's script: every figure in the page that is not alive yet, as soon as the page has been read. */

import { embed } from "./live/embed.ts";
import type { bring } from "./live/bring.ts";
import { explain, Host } from "./live/host.ts";
import { readSpec, TRAINED, TYPED } from "./live/kinds.ts";
import { showProgress } from "./live/progress.ts";
import { givePython } from "./live/python.ts";
import type { trained } from "./trained.ts";

/** What a later script gives, once its function has run: the second one for what is typed, the third for training. */
interface Typed {
  readonly bring: typeof bring;
}
interface Trained {
  readonly trained: typeof trained;
}
const page = globalThis as {
  mlcalc?: { mount: typeof mount };
  mlcalcTyped?: () => Typed;
  mlcalcTrained?: () => Trained;
};
const own = (document.currentScript as HTMLScriptElement | null)?.src;
const OPTIONS = { address: true, python: !!own };

/** Fetches a later script once, by an element: a page from disk may load scripts so, and in no other way. */
function later<T>(file: string, made: () => (() => T) | undefined): () => Promise<T> {
  const address = own?.replace(/[^/]*\.js(?=\?|#|$)/, file);
  let waiting: Promise<T> | null = null;
  return () =>
    (waiting ??= new Promise((resolve, reject) => {
      const run = (): void => {
        const script = made();
        if (script) resolve(script());
        else reject(new Error("A script of this page is missing."));
      };
      // Not before all of this script has run: the later ones take from it.
      if (made() || !address) return queueMicrotask(run);
      const script = document.createElement("script");
      script.onload = script.onerror = run;
      script.src = address;
      document.head.append(script);
    }));
}

const loadTyped = later("typed.js", () => page.mlcalcTyped);
const loadTrained = later("trained.js", () => page.mlcalcTrained);

/** The figures that wait for it. */
const pending: Promise<void>[] = [];

/** A figure that needs a later script; without it, a function stays the author's, and what else there is a picture. */
function reviveLater(root: HTMLElement, json: unknown): Promise<void> {
  root.dataset["state"] = "loading";
  const host = (kinds?: Parameters<typeof readSpec>[1]): void =>
    void new Host(root, readSpec(json, kinds), OPTIONS);
  const brought = TRAINED.includes((json as { kind: string }).kind)
    ? loadTrained().then(({ trained }) => host(trained))
    : loadTyped().then(
        ({ bring }) => void bring(root, json, OPTIONS),
        () => host(),
      );
  return brought.catch((error: unknown) => explain(root, error));
}

function revive(root: HTMLElement): void {
  try {
    const text = root.querySelector('script[type="application/json"]')?.textContent;
    if (!text) throw new Error("Its specification is missing from the page.");
    const json = JSON.parse(text);
    if (json?.editable || [...TYPED, ...TRAINED].includes(json?.kind)) pending.push(reviveLater(root, json));
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

givePython(own ?? "");
page.mlcalc = { mount };

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mountAll);
else mountAll();
