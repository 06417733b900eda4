/** Copying a text for a reader; where a page may not, false. */

import { html } from "./dom.ts";

export async function copied(text: string, root: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // from disk, and in a frame, some browsers have no clipboard to write to
    const area = html("textarea", { readonly: "", style: "position: fixed; opacity: 0" });
    const active = document.activeElement;
    area.value = text;
    root.append(area);
    area.select();
    const done = document.execCommand?.("copy") ?? false;
    area.remove();
    if (active instanceof HTMLElement) active.focus({ preventScroll: true });
    return done;
  }
}
