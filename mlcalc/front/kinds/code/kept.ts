/** What a reader has written, kept in the reader's own browser and nowhere else. */

const keyOf = (id: string): string => `mlcalc:${location.pathname}#${id}:code`;

/** A browser may refuse to store, or even to be asked: then nothing is kept, and nothing else is different. */
export function recall(id: string): string | null {
  try {
    return localStorage.getItem(keyOf(id));
  } catch {
    return null;
  }
}

/** null forgets it. */
export function keep(id: string, code: string | null): void {
  try {
    if (code === null) localStorage.removeItem(keyOf(id));
    else localStorage.setItem(keyOf(id), code);
  } catch {
    // private windows, full disks, cookies forbidden
  }
}
