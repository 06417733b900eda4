/** What a test runs has no page: a style sheet that a script imports is nothing. */

import { registerHooks } from "node:module";

registerHooks({
  load: (url, context, next) =>
    url.endsWith(".css") ? { format: "module", source: "", shortCircuit: true } : next(url, context),
});
