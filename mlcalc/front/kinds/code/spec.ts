/** The part of a specification that only a cell has. */

import { fail, number, optional, preset, record, text, WHOLE, type Json } from "../../model/readers.ts";
import type { Spec } from "../../model/spec.ts";

export interface CodeSpec extends Spec {
  readonly starter: string;
  readonly solution: string;
  /** Python of the author's that looks at what the reader's program defines; empty where nothing is checked. */
  readonly check: string;
  /** Seconds after which a program is ended. */
  readonly limit: number;
  /** The cell whose program this one goes on with, and what solves that; null where it goes on with none. */
  readonly after: { readonly id: string; readonly solution: string } | null;
}

export function readCode(json: Json, common: Spec): CodeSpec {
  const own = record({
    ...{ starter: preset(text, ""), solution: preset(text, ""), check: preset(text, "") },
    limit: preset(number, 5),
    after: optional(record({ id: text, solution: text })),
  })(json, WHOLE);
  if (own.limit <= 0) fail("limit", "above 0", own.limit);
  return { ...common, ...own };
}
