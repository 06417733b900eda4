/** The computation as boxes and edges: a box for every number, an edge for every use of it. */

import { formatCompact } from "../../model/format.ts";
import type { Point } from "../../plot/geometry.ts";
import { html, place, setAttributes, svg } from "../../view/dom.ts";
import { label } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";
import { dragUpright } from "./drag-upright.ts";
import { layout, type Placed } from "./layered.ts";
import { LiveNumber } from "./live-number.ts";
import { slopeLatex, type ComputationSpec } from "./spec.ts";
import { agrees, type Run } from "./tape.ts";

/** Below this width type and margins are smaller, so that three boxes stand beside each other on a phone. */
const NARROW = 420;
const WIDEST = 190;

interface Box {
  readonly element: HTMLElement;
  readonly numbers: readonly LiveNumber[];
}

interface Edge {
  readonly from: number;
  readonly argument: number;
  readonly line: SVGPathElement;
  readonly tag: HTMLElement;
  readonly share: LiveNumber;
  /** The step that brought its share, up to the one that is shown; −1 where none has. */
  last: number;
}

export class Boxes {
  readonly element = html("div", { class: "mlcalc-computation mlcalc-scrolls" });
  readonly #host: Stage;
  readonly #spec: ComputationSpec;
  readonly #drawing = svg("svg", { class: "mlcalc-drawing", "aria-hidden": "true" });
  readonly #boxes: readonly Box[];
  readonly #edges: readonly Edge[];
  readonly #truths: readonly (() => number)[];
  #run: Run;
  #step: number;

  constructor(host: Stage, spec: ComputationSpec, run: Run) {
    this.#host = host;
    this.#spec = spec;
    this.#run = run;
    this.#step = run.steps.length - 1;
    this.#truths = spec.tape.map((entry) => host.model.reader(entry.derivative));
    this.#boxes = spec.tape.map((_, at) => this.#box(at));
    this.#edges = spec.tape.flatMap((entry, from) =>
      entry.arguments.map((_, argument) => this.#edge(from, argument)),
    );
    this.#drawing.append(...this.#edges.map(({ line }) => line));
    this.element.append(
      this.#drawing,
      ...this.#edges.map(({ tag }) => tag),
      ...this.#boxes.map(({ element }) => element),
    );
  }

  resize(): void {
    const room = this.element.clientWidth || 640;
    let placed = this.#placed(room, room < NARROW, false);
    // Rather without the symbols of the derivatives than with boxes that only scrolling brings to light.
    if (placed.width > room) placed = this.#placed(room, true, true);
    this.element.style.height = `${placed.height}px`;
    setAttributes(this.#drawing, { width: placed.width, height: placed.height });
    this.#boxes.forEach(({ element }, at) => {
      element.style.width = `${placed.widths[at]}px`;
      place(element, ...placed.centres[at]);
    });
    for (const edge of this.#edges) this.#route(edge, placed);
  }

  #placed(room: number, isNarrow: boolean, isTight: boolean): Placed {
    this.element.classList.toggle("is-narrow", isNarrow);
    this.element.classList.toggle("is-tight", isTight);
    const widths = this.#boxes.map(({ element }) => naturalWidth(element, isNarrow, isTight));
    return layout(this.#spec.tape, room, widths);
  }

  /** Shows the tape as it stands after a step. */
  show(run: Run, step: number): void {
    this.#run = run;
    this.#step = step;
    const now = run.steps[step];
    this.#boxes.forEach(({ element }, at) => {
      const isKnown = at <= step;
      const isHere =
        (now.kind === "value" || now.kind === "seed") && now.at === at
          ? "now"
          : now.kind === "share" && (now.from === at || now.to === at)
            ? now.from === at
              ? "giver"
              : "taker"
            : "";
      element.dataset["here"] = isHere;
      element.classList.toggle("is-ahead", !isKnown);
      element.classList.toggle("has-cotangent", !Number.isNaN(run.cotangent(at, step)));
    });
    for (const edge of this.#edges) {
      const { from, argument, line, tag } = edge;
      const isForward = now.kind === "value" && now.at === from;
      const isBack = now.kind === "share" && now.from === from && now.argument === argument;
      edge.last = run.lastShare(from, argument, step);
      const passed = edge.last >= 0;
      line.classList.toggle("is-ahead", from > step);
      line.classList.toggle("is-now", isForward || isBack);
      line.classList.toggle("is-back", isBack);
      line.classList.toggle("is-passed", passed);
      tag.hidden = !passed;
      tag.classList.toggle("is-now", isBack);
    }
    this.draw();
  }

  draw(): void {
    const [run, step] = [this.#run, this.#step];
    this.#boxes.forEach(({ element, numbers }, at) => {
      for (const number of numbers) number.draw();
      const value = run.cotangent(at, step);
      element.classList.toggle("is-wrong", run.isFinal(at, step) && !agrees(value, this.#truths[at]()));
    });
    for (const { tag, share } of this.#edges) if (!tag.hidden) share.draw();
  }

  /** What a box says of the derivative in it: nothing before the first share. */
  slopeOf(name: string): string {
    const at = this.#spec.tape.findIndex((entry) => entry.name === name);
    const value = this.#run.cotangent(at, this.#step);
    return Number.isNaN(value) ? "" : `, ${this.#slope(at)} = ${formatCompact(value)}`;
  }

  #slope(at: number): string {
    return `derivative of ${this.#spec.value} by ${this.#spec.tape[at].name}`;
  }

  #box(at: number): Box {
    const [host, spec] = [this.#host, this.#spec];
    const entry = spec.tape[at];
    const cotangent = new LiveNumber(() => this.#run.cotangent(at, this.#step), {
      "data-cotangent": entry.name,
      "aria-label": this.#slope(at),
    });
    const truth = new LiveNumber(this.#truths[at], { "aria-label": `right ${this.#slope(at)}` });
    const isInput = host.model.isInput(entry.name);
    const attributes = { "data-name": entry.name, "data-role": "value", "aria-label": entry.name };
    const value = isInput ? null : new LiveNumber(host.model.reader(entry.name), attributes);
    const formula = entry.formula === "" ? entry.latex : `${entry.latex} = ${entry.formula}`;
    const element = html(
      "div",
      { class: "mlcalc-vertex", "data-node": entry.name },
      html("div", { class: "mlcalc-vertex-formula" }, label(formula)),
      html("div", { class: "mlcalc-vertex-value" }, value?.element ?? host.numbers.output(entry.name)),
      html(
        "div",
        { class: "mlcalc-vertex-slope" },
        html("span", {}, label(slopeLatex(spec, entry)), " = "),
        cotangent.element,
      ),
      html("div", { class: "mlcalc-vertex-wrong" }, "wrong: it is ", truth.element),
    );
    if (at === spec.tape.length - 1) element.classList.add("is-result");
    if (isInput) dragUpright(host, element, host.model.input(entry.name));
    return { element, numbers: value === null ? [cotangent, truth] : [value, cotangent, truth] };
  }

  #edge(from: number, argument: number): Edge {
    const to = this.#spec.tape[this.#spec.tape[from].arguments[argument].from].name;
    const share = new LiveNumber(() => this.#run.numbers[edge.last]?.share ?? NaN, {
      "aria-label": `share that ${this.#spec.tape[from].name} passes to ${to}`,
    });
    const tag = html("div", { class: "mlcalc-passed" }, share.element);
    tag.hidden = true;
    const line = svg("path", { class: "mlcalc-use" });
    if (!this.#spec.tape[from].arguments[argument].moves) line.classList.add("is-flat");
    const edge: Edge = { from, argument, line, tag, share, last: -1 };
    return edge;
  }

  #route({ from, argument, line, tag }: Edge, placed: Placed): void {
    const { path, tag: at }: { path: string; tag: Point } = placed.edges[from][argument];
    line.setAttribute("d", path);
    place(tag, ...at);
  }
}

/** How wide a box has to be: neither its formula may be cut nor a number of six signs beside the derivative. */
function naturalWidth(box: HTMLElement, isNarrow: boolean, isTight: boolean): number {
  const width = (part: string): number => box.querySelector(`${part} .katex`)!.getBoundingClientRect().width;
  const [margin, digits, least] = isNarrow ? [12, 65, 84] : [24, 84, 96];
  const slope = isTight ? 0 : width(".mlcalc-vertex-slope") + digits;
  return Math.ceil(Math.min(WIDEST, Math.max(least, width(".mlcalc-vertex-formula") + margin, slope)));
}
