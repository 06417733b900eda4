/** The planes of a chain side by side, an arrow from each to the next; on a narrow page in rows. */

import { formatCompact } from "../../model/format.ts";
import { samples } from "../../plot/geometry.ts";
import { html } from "../../view/dom.ts";
import { label } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";
import { heading, Plane, type Trace } from "./plane.ts";
import type { ChainSpec, LinkSpec } from "./spec.ts";
import { Squares } from "./squares.ts";

const SAMPLES = 241;
const LINE = 62;
const COLUMN = 104;
const ARROW = 26;
const WIDEST = 300;
/** Below this a plane is too small to be read, and the planes go into rows. */
const NARROWEST = 176;

export class Planes {
  readonly element = html("div", { class: "mlcalc-planes" });
  readonly #panels: readonly (Plane | null)[];
  readonly #squares: Squares | null;
  readonly #side: (() => number) | null;

  constructor(host: Stage, spec: ChainSpec) {
    const { model } = host;
    const input = model.input(spec.along);
    const ts = samples(input.low, input.high, SAMPLES);
    const drawn = spec.square === null ? [] : bentPlanes(spec.links, spec.square.link);
    this.#side = spec.square && model.reader(spec.square.side);
    this.#squares = spec.square && new Squares(drawn.map((at, i) => planeOf(host, spec, at, i === 0)));
    this.#panels = spec.links.map((link, at) => {
      if (link.limits.length === 0) return null;
      const image = this.#squares?.images[drawn.indexOf(at)] ?? null;
      const trace = traceOf(host, spec.along, link, ts);
      return new Plane(host, link, {
        input,
        trace,
        step: spec.step,
        image,
        isFirst: at === spec.square?.link,
      });
    });
    this.element.append(
      ...spec.links.map((link, at) => {
        const panel = this.#panels[at]?.element ?? column(host, link);
        if (at === 0) return html("div", { class: "mlcalc-plane-link" }, panel);
        const arrow = html(
          "div",
          { class: "mlcalc-plane-arrow", "aria-hidden": "true" },
          label(link.symbol),
          "→",
        );
        return html("div", { class: "mlcalc-plane-link" }, arrow, panel);
      }),
    );
  }

  /** One row where the planes have room in it; else a plane and a line in each. */
  resize(): void {
    const width = this.element.clientWidth || 640;
    const planes = this.#panels.filter((panel) => panel !== null && !panel.isLine).length;
    const lines = this.#panels.filter((panel) => panel?.isLine).length;
    const columns = this.#panels.length - planes - lines;
    const others = lines * LINE + columns * COLUMN + (this.#panels.length - 1) * ARROW;
    const inRow = (width - others) / Math.max(1, planes);
    const size =
      inRow >= NARROWEST ? Math.min(inRow, WIDEST) : Math.min(width - LINE - 2 * ARROW - 2, WIDEST);
    let height = 260;
    for (const panel of this.#panels) if (panel && !panel.isLine) height = panel.resize(Math.floor(size));
    for (const panel of this.#panels) if (panel?.isLine) panel.resize(LINE, height);
  }

  draw(): void {
    if (this.#squares && this.#side) this.#squares.update(this.#side());
    for (const panel of this.#panels) panel?.draw();
  }

  describe(): void {
    for (const panel of this.#panels) panel?.describe();
  }
}

/** The plane with the square, and those after it as long as planes follow planes. */
function bentPlanes(links: readonly LinkSpec[], first: number): number[] {
  const planes = [first];
  while (links[planes.at(-1)! + 1]?.entries.length === 2) planes.push(planes.at(-1)! + 1);
  return planes;
}

function planeOf(
  host: Stage,
  spec: ChainSpec,
  at: number,
  isFirst: boolean,
): ConstructorParameters<typeof Squares>[0][0] {
  const link = spec.links[at];
  const { model } = host;
  const factor = spec.links.length - 1 - at;
  const rows = spec.products.find(({ first, last }) => first === factor && last === factor)!.entries;
  return {
    centre: link.entries.map((name) => model.reader(name)),
    jacobian: isFirst ? null : rows.map((row) => row.map((name) => model.reader(name))),
    graph: isFirst ? null : link.graph,
    entries: link.entries,
  };
}

function traceOf(host: Stage, along: string, link: LinkSpec, ts: Float64Array): Trace {
  const curves = link.entries.map((name) => {
    if (name === along) return ts;
    const ys = new Float64Array(ts.length);
    host.model.sweep(along, name)(ts, ys);
    return ys;
  });
  return { ts, curves };
}

/** More numbers than a drawing has axes. */
function column(host: Stage, link: LinkSpec): HTMLElement {
  if (link.entries.length <= 2) return html("div", { class: "mlcalc-plane" }, heading(host, link));
  const rows = link.entries.map((name, i) =>
    html("div", {}, label(link.latex[i]), " = ", host.numbers.output(name, formatCompact)),
  );
  return html("div", { class: "mlcalc-plane mlcalc-column" }, ...rows);
}
