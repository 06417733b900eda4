/** How a page has its Python: one script beside the figures' own, which is fetched when somebody first needs it. */

import { NEEDED, type Needed } from "../view/needed.ts";

declare const PYTHON_VERSION: string;

const held = globalThis as { mlcalcPython?: string };

/** A page that was saved as one file carries it, packed, in an element of its own. */
async function packedText(): Promise<string | null> {
  const packed = document.querySelector("script[data-mlcalc-python]")?.textContent;
  if (!packed) return null;
  const bytes = Uint8Array.from(atob(packed.trim()), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

/** By a script element: from disk, no page may read a file in any other way. */
function fetchText(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () =>
      held.mlcalcPython ? resolve(held.mlcalcPython) : reject(new Error("The file of Python is damaged.")),
    );
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error("The file of Python could not be fetched; try again."));
    });
    document.head.append(script);
  });
}

/** Answers every figure of the page. `own` is the address of the figures' script, empty where it stands in the page. */
export function givePython(own: string): void {
  let text: Promise<string> | null = null;
  const find = async (): Promise<string> => {
    const here = held.mlcalcPython ?? (await packedText());
    if (here) return here;
    if (own === "") throw new Error("This page was made without it; save it anew with mlcalc.");
    return fetchText(new URL(`python.js?v=${PYTHON_VERSION}`, own).href);
  };
  document.addEventListener(NEEDED, (event) => {
    event.preventDefault();
    const { give, refuse } = (event as CustomEvent<Needed>).detail;
    text ??= find();
    text.then(give, (error: Error) => {
      text = null;
      refuse(error.message);
    });
  });
}
