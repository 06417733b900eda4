/** What the page's address says of a figure: at the start, and whenever it changes. */

import { readHash, type AddressState } from "../model/hash.ts";

interface Told {
  readonly root: HTMLElement;
  readonly signal: AbortSignal;
  tell(text: string): void;
}

export function followAddress(
  figure: Told,
  id: string,
  apply: (state: AddressState) => void,
  functions: readonly string[] = [],
): void {
  const read = (): boolean => {
    try {
      const state = readHash(location.hash, id, functions);
      if (state !== null) apply(state);
      return state !== null;
    } catch (error) {
      figure.tell((error as Error).message);
      return true;
    }
  };
  if (read()) requestAnimationFrame(() => figure.root.scrollIntoView({ block: "nearest" }));
  window.addEventListener("hashchange", read, { signal: figure.signal });
}
