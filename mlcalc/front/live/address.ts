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

/** The ranges among what an address says, x.from and x.to, and the inputs' values beside them. */
export function windowsIn(inputs: AddressState["inputs"]): {
  readonly windows: ReadonlyMap<string, readonly [low: number, high: number]>;
  readonly values: Readonly<Record<string, number>>;
} {
  const windows = new Map<string, readonly [number, number]>();
  const values = new Map(Object.entries(inputs));
  for (const [entry, low] of values) {
    const name = entry.endsWith(".from") ? entry.slice(0, -5) : null;
    const high = values.get(`${name}.to`);
    if (name !== null && high !== undefined) windows.set(name, [low, high]);
  }
  for (const name of windows.keys()) for (const end of ["from", "to"]) values.delete(`${name}.${end}`);
  return { windows, values: Object.fromEntries(values) };
}
