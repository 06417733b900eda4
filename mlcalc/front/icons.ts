/** The signs on buttons, drawn: not every device has a font with them. */

import { svg } from "./dom.ts";

const SHAPES = {
  first: "M3.5 3v10M12.5 3.5 5.5 8l7 4.5z",
  back: "M11.5 3 4.5 8l7 5z",
  forward: "M4.5 3l7 5-7 5z",
  last: "M12.5 3v10M3.5 3.5l7 4.5-7 4.5z",
} as const;

/** A sign of 16 by 16 pixels in the colour of the text around it. */
export function icon(shape: keyof typeof SHAPES): SVGSVGElement {
  return svg(
    "svg",
    { class: "mlcalc-icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    svg("path", { d: SHAPES[shape], fill: "currentColor", stroke: "currentColor", "stroke-width": 1.6 }),
  );
}
