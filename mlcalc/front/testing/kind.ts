/** Reads a specification as one kind reads it: for the tests of kinds, which run in Node and have no page. */

import { registerHooks } from "node:module";
import { readCommon } from "../model/spec.ts";
import type { Kind, Reading } from "../view/kind.ts";

// A view brings its style sheet along, and Node knows none. So a test imports this first, and the view by `await import`.
registerHooks({
  load: (url, context, next) =>
    url.endsWith(".css") ? { format: "module", source: "", shortCircuit: true } : next(url, context),
});

export function readAs(kind: Kind, json: unknown): Reading {
  const { common, names, json: whole } = readCommon(json);
  return kind(whole, common, names);
}
