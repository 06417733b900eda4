/** What a reader has written, kept in the reader's own browser and nowhere else. */

/**
 * The program in the box; the one that a link has pushed aside; the last that passed; whose program one began with; points.
 */
type Slot = "code" | "before" | "passed" | "begin" | "points";

const keyOf = (id: string, slot: Slot): string => `mlcalc:${location.pathname}#${id}:${slot}`;

/** A browser may refuse to store, or even to be asked: then nothing is kept, and nothing else is different. */
export function recall(id: string, slot: Slot): string | null {
  try {
    return localStorage.getItem(keyOf(id, slot));
  } catch {
    return null;
  }
}

/** null forgets it. */
export function keep(id: string, slot: Slot, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(keyOf(id, slot));
    else localStorage.setItem(keyOf(id, slot), text);
  } catch {
    // private windows, full disks, cookies forbidden
  }
}
