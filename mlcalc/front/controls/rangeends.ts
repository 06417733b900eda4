/** The ends of a slider's range as two small boxes: in a figure of own functions a reader chooses them. */

import { formatShort } from "../model/format.ts";
import type { InputSpec } from "../model/spec.ts";
import { speakable } from "../model/speech.ts";
import { readNumber } from "../read/number.ts";
import { html } from "../view/dom.ts";
import type { Stage } from "../view/stage.ts";
import "./rangeends.css";

const ENDS = [
  ["low", "from", "lower"],
  ["high", "to", "upper"],
] as const;

export function rangeEnds(
  host: Stage,
  input: InputSpec,
  set: (low: number, high: number) => void,
): HTMLElement {
  const boxes = ENDS.map(([end, word, said]) => {
    const written = formatShort(input[end]).replaceAll(",", ""); // as one types it
    const box = html("input", {
      ...{ type: "text", autocomplete: "off", inputmode: "text", "data-window": input.name, "data-end": end },
      "aria-label": `${said} end of the range of ${speakable(input.name)}`,
    });
    box.value = written;
    box.size = Math.max(3, written.length);
    // With Enter, or as the box is left: a range that is half typed is none.
    host.listen(box, "change", () => {
      try {
        const range = { low: input.low, high: input.high, [end]: readNumber(box.value) };
        set(range.low, range.high);
      } catch (error) {
        box.value = written;
        host.tell((error as Error).message);
      }
    });
    return html("label", { class: "mlcalc-end" }, word, " ", box);
  });
  return html("div", { class: "mlcalc-ends" }, ...boxes);
}
