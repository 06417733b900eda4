/** The edges of a network: colour and dashes tell the sign of a weight, width its size, an upright bar its partial derivative. */

import type { Point } from "../../../plot/geometry.ts";
import { setAttributes, svg } from "../../../view/dom.ts";
import type { Stage } from "../../../view/stage.ts";
import { spokenName, type NetworkSpec, type Part } from "../spec.ts";
import { barPlace, type Layout } from "./layout.ts";

const THINNEST = 1;
const THICKEST = 9;
/** Half the height that a bar may have, either way from its edge. */
const BAR = 30;

interface Edge {
  readonly part: Part;
  readonly group: SVGGElement;
  /** Wider than the line: where the focus shows, as two thin lines on either side. */
  readonly rims: readonly SVGLineElement[];
  readonly line: SVGLineElement;
  readonly base: SVGLineElement;
  readonly bar: SVGPathElement;
  readonly ground: SVGPathElement;
  readonly weight: () => number;
  readonly partial: () => number;
  drawn: number;
  ends: readonly [Point, Point];
  foot: Point;
}

/** The element of a part that a hand can take: found by its name, a slider for assistive technology. */
export function gripElement(part: Part, spec: NetworkSpec, ...children: SVGElement[]): SVGGElement {
  const { name, low, high } = part.input;
  const attributes = {
    class: `mlcalc-grip is-${part.role}`,
    "data-drag": name,
    role: "slider",
    tabindex: 0,
    "aria-label": spokenName(part, spec),
    "aria-orientation": "vertical",
    "aria-valuemin": low,
    "aria-valuemax": high,
  };
  return svg("g", attributes, ...children);
}

/** A bar of signed length: hatched where it is negative, an arrow head of its own where it is longer than its place. */
export function barShape(x: number, y: number, share: number, upright: boolean, reach: number): string {
  const length = Math.max(-1, Math.min(1, share)) * reach;
  return upright ? `M${x},${y}v${(-length).toFixed(1)}` : `M${x},${y}h${length.toFixed(1)}`;
}

export class Edges {
  readonly elements: readonly SVGElement[];
  readonly bars: SVGElement;
  readonly parts: readonly Part[];
  readonly #edges: readonly Edge[];
  readonly #spec: NetworkSpec;

  constructor(host: Stage, spec: NetworkSpec, parts: readonly Part[]) {
    this.#spec = spec;
    this.parts = parts;
    const { model } = host;
    this.#edges = parts.map((part): Edge => {
      const rims = ["mlcalc-rim", "mlcalc-rim-inside"].map((name) => svg("line", { class: name }));
      const line = svg("line", { class: "mlcalc-line" });
      const base = svg("line", { class: "mlcalc-bar-foot" });
      const ground = svg("path", { class: "mlcalc-bar-ground" });
      const bar = svg("path", { class: "mlcalc-bar-up" });
      const group = gripElement(part, spec, ...rims, line);
      const weight = model.reader(part.input.name);
      const partial = spec.cost === "none" ? () => NaN : model.reader(`dC/d${part.input.name}`);
      const nowhere: Point = [0, 0];
      return {
        ...{ part, group, rims, line, base, bar, ground, weight, partial },
        ...{ drawn: NaN, ends: [nowhere, nowhere], foot: nowhere },
      };
    });
    this.elements = this.#edges.map(({ group }) => group);
    this.bars = svg(
      "g",
      { class: "mlcalc-edge-bars", "aria-hidden": "true" },
      ...this.#edges.flatMap(({ base, ground, bar }) => [ground, base, bar]),
    );
  }

  ends(i: number): readonly [Point, Point] {
    return this.#edges[i].ends;
  }

  place({ neurons }: Layout): void {
    for (const edge of this.#edges) {
      const { layer, to, from } = edge.part;
      const [a, b] = [neurons[layer - 1][from - 1], neurons[layer][to - 1]];
      edge.ends = [a, b];
      edge.foot = barPlace(a, b, to, this.#spec.sizes[layer]);
      for (const line of [...edge.rims, edge.line])
        setAttributes(line, { x1: a[0], y1: a[1], x2: b[0], y2: b[1] });
      const [x, y] = edge.foot;
      setAttributes(edge.base, { x1: x - 7, x2: x + 7, y1: y, y2: y });
    }
  }

  draw(): void {
    for (const edge of this.#edges) {
      const weight = edge.weight();
      if (Object.is(weight, edge.drawn)) continue;
      edge.drawn = weight;
      const share =
        Math.abs(weight) / Math.max(Math.abs(edge.part.input.low), Math.abs(edge.part.input.high));
      const width = THINNEST + (THICKEST - THINNEST) * share;
      edge.line.style.strokeWidth = width.toFixed(2);
      edge.line.style.strokeDasharray =
        weight < 0 ? `${(5 + width * 0.8).toFixed(1)} ${(3.5 + width * 0.5).toFixed(1)}` : "none";
      edge.group.classList.toggle("is-negative", weight < 0);
      setAttributes(edge.group, { "aria-valuenow": weight });
    }
  }

  /** `full` is the partial derivative that the longest bar stands for. */
  drawBars(full: number): void {
    for (const { partial, bar, ground, foot } of this.#edges) {
      const value = partial();
      const shape = Number.isFinite(value) ? barShape(foot[0], foot[1], value / full, true, BAR) : "";
      bar.setAttribute("d", shape);
      ground.setAttribute("d", shape);
      bar.classList.toggle("is-negative", value < 0);
    }
  }

  largest(): number {
    return this.#edges.reduce((size, { partial }) => Math.max(size, Math.abs(partial())), 0);
  }

  /** Lights one edge, or all that are named. */
  light(names: ReadonlySet<string>): void {
    for (const { part, group, bar } of this.#edges) {
      const on = names.has(part.input.name);
      for (const element of [group, bar]) element.classList.toggle("is-lit", on);
    }
  }
}
