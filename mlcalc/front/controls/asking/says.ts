/** The sentence about a slip, as sentences.py makes it. */

import type { Piece } from "./words.ts";

/** What was done, or what may have been done. */
export function ofSlip(clauses: readonly (readonly Piece[])[]): Piece[] {
  const [first = [], ...more] = clauses;
  const others = more.flatMap((clause) => [{ words: ", or you " }, ...clause]);
  return [{ words: more.length === 0 ? "You " : "Either you " }, ...first, ...others, { words: "." }];
}
