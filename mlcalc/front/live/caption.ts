/** A caption in a notebook, where no HTML has brought it: figures/common/still.py writes the same. */

import { html } from "../view/dom.ts";
import { label } from "../view/formula.ts";

export function captionOf(text: string): HTMLElement {
  const pieces = text.split("$").map((piece, i) => (i % 2 === 1 ? label(piece) : piece));
  return html("figure", {}, html("figcaption", {}, ...pieces));
}
