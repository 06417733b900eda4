/** The book's script: every figure in the page that is not alive yet, as soon as the page has been read. */

import { embed } from "./live/embed.ts";
import type { bring } from "./live/bring.ts";
import { explain, Host } from "./live/host.ts";
import { readSpec, TRAINED, TYPED } from "./live/kinds.ts";
import { whenNear } from "./live/near.ts";
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

/** A later script, fetched once, by an element: a page from disk may load scripts so, and in no other way. */
class Later<T> {
  readonly #address: string | undefined;
  readonly #made: () => (() => T) | undefined;
  #waiting: Promise<T> | null = null;

  constructor(file: string, made: () => (() => T) | undefined) {
    this.#address = own?.replace(/[^/]*\.js(?=\?|#|$)/, file);
    this.#made = made;
  }

  /** Whether asking for it would fetch something. */
  get isElsewhere(): boolean {
    return this.#made() === undefined && this.#address !== undefined;
  }

  load(): Promise<T> {
    return (this.#waiting ??= new Promise((resolve, reject) => {
      const run = (): void => {
        const script = this.#made();
        if (script) resolve(script());
        else reject(new Error("A script of this page is missing."));
      };
      // Not before all of this script has run: the later ones take from it.
      if (!this.isElsewhere) return queueMicrotask(run);
      const script = document.createElement("script");
      script.onload = script.onerror = run;
      script.src = this.#address!;
      document.head.append(script);
    }));
  }
}

const typedScript = new Later("typed.js", () => page.mlcalcTyped);
const trainedScript = new Later("trained.js", () => page.mlcalcTrained);

/** A figure that waits for a later script, and what brings it to life. */
interface Waiting {
  readonly root: HTMLElement;
  readonly script: Later<unknown>;
  readonly begin: () => Promise<void>;
}

/** Read once, and begun once, whoever asks first. */
const waiting = new WeakMap<HTMLElement, Waiting>();

/** The later script that a figure needs, or null. */
function scriptOf(json: { readonly kind: string; readonly editable?: unknown }): Later<unknown> | null {
  if (TRAINED.includes(json.kind)) return trainedScript;
  return json.editable || TYPED.includes(json.kind) ? typedScript : null;
}

/** Without the second script a function stays the author's, and what else there is a picture. */
async function reviveLater(root: HTMLElement, json: unknown, script: Later<unknown>): Promise<void> {
  root.dataset["state"] = "loading";
  try {
    if (script === trainedScript)
      new Host(root, readSpec(json, (await trainedScript.load()).trained), OPTIONS);
    else {
      const second = await typedScript.load().catch(() => null);
      if (second === null) new Host(root, readSpec(json), OPTIONS);
      else second.bring(root, json, OPTIONS);
    }
  } catch (error) {
    explain(root, error);
  }
}

/** Brings a figure to life, or says what it waits for. */
function revive(root: HTMLElement): Waiting | null {
  const known = waiting.get(root);
  if (known) return known;
  try {
    const text = root.querySelector('script[type="application/json"]')?.textContent;
    if (!text) throw new Error("Its specification is missing from the page.");
    const json = JSON.parse(text);
    const script = scriptOf(json ?? {});
    if (script !== null) {
      let begun: Promise<void> | null = null;
      const one = { root, script, begin: () => (begun ??= reviveLater(root, json, script)) };
      waiting.set(root, one);
      return one;
    }
    new Host(root, readSpec(json), OPTIONS);
  } catch (error) {
    explain(root, error);
  }
  return null;
}

/** Those in an element, or the element itself, that are neither alive nor on the way. */
function resting(within: Element | Document | DocumentFragment): HTMLElement[] {
  const selector = ".mlcalc-figure:not([data-state])";
  const itself = within instanceof HTMLElement && within.matches(selector) ? [within] : [];
  return [...itself, ...within.querySelectorAll<HTMLElement>(selector)];
}

/** Brings figures to life at once: for what is inserted into a page that has been read. */
function mount(within: Element | Document | DocumentFragment = document): void {
  for (const root of resting(within)) void revive(root)?.begin();
}

/** All figures of a page that has been read; those that a script has still to be fetched for, when a reader comes near. */
function mountAll(): void {
  embed();
  const later = resting(document).flatMap((root) => revive(root) ?? []);
  for (const script of [typedScript, trainedScript]) {
    const those = later.filter((one) => one.script === script);
    if (those.length === 0) continue;
    const begin = async (): Promise<void> => {
      await Promise.all(those.map((one) => one.begin()));
      if (script === typedScript) showProgress();
    };
    if (script.isElsewhere)
      whenNear(
        those.map(({ root }) => root),
        begin,
      );
    else void begin();
  }
}

givePython(own ?? "");
page.mlcalc = { mount };

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mountAll);
else mountAll();
