/** Arrows of a drawing, each with a name at its tip, so that none is known by its colour alone. */

import type { Box } from "../../plot/axes.ts";
import { arrowPaths, type Point } from "../../plot/geometry.ts";
import { place, svg } from "../../view/dom.ts";
import { label } from "../../view/formula.ts";

export class Arrow {
  readonly element: SVGGElement;
  readonly name: HTMLElement;
  readonly #shaft = svg("path", { class: "mlcalc-shaft" });
  readonly #head = svg("path", { class: "mlcalc-head" });
  readonly #halo = svg("path", { class: "mlcalc-halo" });

  /** `role` gives the colour and the dashes. */
  constructor(role: string, latex: string) {
    this.element = svg(
      "g",
      { class: "mlcalc-arrow", "data-role": role },
      this.#halo,
      this.#shaft,
      this.#head,
    );
    this.name = label(latex, "mlcalc-arrow-name");
    this.name.dataset["role"] = role;
  }

  /** From here to there in pixels of the box; a name that would leave the box stays at its edge. */
  draw(box: Box, from: Point, to: Point): void {
    const drawn = arrowPaths(from, to);
    this.#shaft.setAttribute("d", drawn?.shaft ?? "");
    this.#halo.setAttribute("d", drawn?.shaft ?? "");
    this.#head.setAttribute("d", drawn?.head ?? "");
    this.name.hidden = drawn === null;
    if (drawn === null) return;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy);
    const [x, y] = [to[0] + (dx / length) * 20, to[1] + (dy / length) * 15];
    place(
      this.name,
      box.left + Math.min(box.width - 18, Math.max(18, x)),
      box.top + Math.min(box.height - 12, Math.max(12, y)),
    );
  }
}
