/** The dependency graph: what depends on what, how strongly, and how much of the total passes through each edge. */

import type { Point } from "../../plot/geometry.ts";
import { html, place, setAttributes, svg } from "../../view/dom.ts";
import { label } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";
import type { Light, Lit } from "./light.ts";
import { besideEdge, cross, edgePath, graphPlaces, onEdge } from "./places.ts";
import type { EdgeSpec, PathsSpec } from "./spec.ts";

const THINNEST = 1.5;
const THICKEST = 13;
const RADIUS = 21;
const MARGIN = 54;
/** Between two rows, so that a level edge's tag fits under a rising one; more where edges cross and carry their tags. */
const ROWS = [142, 150] as const;
/** Half the width and height of an edge's tag, and its distance from the middle of the thickest line. */
const TAG = { width: 34, height: 19, gap: 10 };

interface Edge {
  readonly spec: EdgeSpec;
  /** The paths that go through this edge. */
  readonly paths: readonly number[];
  readonly line: SVGPathElement;
  readonly hit: SVGPathElement;
  readonly tag: HTMLElement;
}

export class Dependencies {
  readonly element = html("div", { class: "mlcalc-graph mlcalc-scrolls" });
  readonly #spec: PathsSpec;
  readonly #contributions: readonly (() => number)[];
  readonly #full: number;
  readonly #drawing = svg("svg", { class: "mlcalc-drawing", "aria-hidden": "true" });
  readonly #edges: readonly Edge[];
  readonly #nodes: readonly {
    readonly circle: SVGCircleElement;
    readonly tag: HTMLElement;
    readonly value: HTMLElement;
  }[];

  /** `full` is the contribution that the thickest edge stands for: the length of a full bar, too. */
  constructor(host: Stage, spec: PathsSpec, full: number, light: Light) {
    this.#spec = spec;
    this.#full = full;
    this.#contributions = spec.paths.map((path) => host.model.reader(path.output));
    this.#edges = spec.edges.map((edge, i) => {
      const paths = spec.paths.flatMap((path, k) => (path.edges.includes(i) ? [k] : []));
      const line = svg("path", { class: "mlcalc-edge" });
      const hit = svg("path", { class: "mlcalc-edge-hit" });
      const tag = html(
        "div",
        { class: "mlcalc-edge-tag" },
        label(edge.latex),
        host.numbers.output(edge.output),
      );
      for (const target of [hit, tag]) {
        host.listen(target, "pointerenter", () => light.point(paths));
        host.listen(target, "pointerleave", () => light.point(null));
      }
      return { spec: edge, paths, line, hit, tag };
    });
    this.#nodes = spec.variables.map((variable) => {
      const role = variable.name === spec.along ? "input" : variable.name === spec.value ? "value" : "part";
      const circle = svg("circle", { class: "mlcalc-node", r: RADIUS, "data-role": role });
      const tag = label(variable.latex, "mlcalc-node-name");
      const value = html("div", { class: "mlcalc-node-value" }, host.numbers.output(variable.name));
      return { circle, tag, value };
    });
    this.#drawing.append(
      ...this.#edges.flatMap(({ line, hit }) => [line, hit]),
      ...this.#nodes.map(({ circle }) => circle),
    );
    this.element.append(
      this.#drawing,
      ...this.#edges.map(({ tag }) => tag),
      ...this.#nodes.flatMap(({ tag, value }) => [tag, value]),
    );
  }

  resize(): void {
    const { variables } = this.#spec;
    const depth = Math.max(...variables.map((v) => v.depth));
    const places = [
      ...variables.map((v) => [v.depth, v.row] as const),
      ...this.#spec.edges.flatMap((edge) => edge.via),
    ];
    // In a single row every number stands over its own edge, so that it needs little room.
    const flat = places.every(([, row]) => row === 0);
    // A number between two variables needs room to be read; a narrower page scrolls the graph by itself.
    const room = flat ? 76 : depth > 2 ? 135 : 100;
    const width = Math.max(this.element.clientWidth || 480, depth * room + 70);
    const tallest = flat ? 1 : Math.max(...places.map(([, row]) => Math.abs(row)), 0.5) * 2 + 1;
    const rows = new Map(variables.map((v) => [v.name, [v.depth, v.row] as const]));
    const ways = this.#spec.edges.map(({ from, via, to }) => [rows.get(from)!, ...via, rows.get(to)!]);
    const crossed = ways.map((way) => ways.some((other) => cross(way, other)));
    const height = 2 * MARGIN + (tallest - 1) * ROWS[crossed.includes(true) ? 1 : 0];
    this.element.style.height = `${height}px`;
    setAttributes(this.#drawing, { width, height });

    const at = graphPlaces(places, width, height, { x: Math.min(52, width * 0.12), y: MARGIN });
    this.#edges.forEach(({ spec, line, hit, tag }, i) => {
      const route = ways[i].map(at);
      const d = edgePath(route);
      line.setAttribute("d", d);
      hit.setAttribute("d", d);
      const beside = () => besideEdge(route, height / 2, TAG, this.#lean(spec, route));
      place(tag, ...(crossed[i] ? onEdge(route) : beside()));
    });
    variables.forEach((variable, i) => {
      const [x, y] = at(rows.get(variable.name)!);
      const { circle, tag, value } = this.#nodes[i];
      setAttributes(circle, { cx: x.toFixed(1), cy: y.toFixed(1) });
      place(tag, x, y);
      // Away from the edges that meet here.
      place(value, x, variable.row > 0 ? y - RADIUS - 11 : y + RADIUS + 11);
    });
  }

  draw(): void {
    for (const { paths, line } of this.#edges) {
      const through = paths.reduce((total, path) => total + this.#contributions[path](), 0);
      const share = Number.isFinite(through) ? Math.min(1, Math.abs(through) / this.#full) : 0;
      const width = THINNEST + (THICKEST - THINNEST) * share;
      line.style.strokeWidth = width.toFixed(2);
      // Dashes that grow with the line: on a thick line short dashes would merge into a block.
      line.style.strokeDasharray =
        through < 0 ? `${(5 + width * 0.7).toFixed(1)} ${(3.5 + width * 0.45).toFixed(1)}` : "none";
      line.classList.toggle("is-negative", through < 0);
    }
  }

  show(lit: Lit): void {
    this.element.classList.toggle("has-lit", lit !== null);
    for (const { paths, line, tag } of this.#edges) {
      const on = lit !== null && paths.some((path) => lit.has(path));
      line.classList.toggle("is-lit", on);
      tag.classList.toggle("is-lit", on);
    }
  }

  /** As far from the end where more edges meet as the variable at the other end allows. */
  #lean(edge: EdgeSpec, route: readonly Point[]): number {
    const crowd = (end: "from" | "to"): number =>
      this.#spec.edges.filter((other) => other[end] === edge[end]).length;
    const room = (route[1][0] - route[0][0]) / 2 - RADIUS - TAG.width - 2;
    return Math.sign(crowd("from") - crowd("to")) * Math.max(0, room);
  }
}
