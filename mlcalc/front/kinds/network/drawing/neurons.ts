/** The neurons of a network: filled by activation, with the number inside, the bias below, z or δ above. */

import type { Point } from "../../../plot/geometry.ts";
import { html, place, setAttributes, svg } from "../../../view/dom.ts";
import { label } from "../../../view/formula.ts";
import type { ShortNumbers } from "../../../view/numbers.ts";
import type { Stage } from "../../../view/stage.ts";
import { activation, entry, stepOf, type NetworkSpec, type Part, type Step } from "../spec.ts";
import { barShape, gripElement } from "./edges.ts";
import type { Layout } from "./layout.ts";

/** Half the length of the bar of a δ, and how far above its neuron it lies. */
const BAR = 24;
const LIFT = 6;

interface Neuron {
  readonly part: Part;
  readonly group: SVGGElement;
  readonly shapes: readonly SVGElement[];
  readonly fill: SVGElement;
  readonly bar: SVGPathElement;
  readonly inside: HTMLElement;
  readonly above: readonly HTMLElement[];
  readonly below: HTMLElement;
  readonly value: () => number;
  readonly moved: () => number;
  /** ∂C by what moves it, which is δ for a neuron with a bias. */
  readonly partial: () => number;
  readonly step: number;
  readonly steps: { readonly z: number; readonly delta: number };
  /** The activation, or size of an input, that fills a circle. */
  readonly strong: number;
  at: Point;
}

const BOUNDED = ["tanh", "logistic", "softmax"];

export class Neurons {
  readonly elements: readonly SVGElement[];
  readonly labels: readonly HTMLElement[];
  readonly parts: readonly Part[];
  readonly #neurons: readonly Neuron[];
  readonly #spec: NetworkSpec;

  constructor(
    host: Stage,
    spec: NetworkSpec,
    parts: readonly Part[],
    steps: readonly Step[],
    short: ShortNumbers,
  ) {
    this.#spec = spec;
    this.parts = parts;
    this.#neurons = parts.map((part) => this.#neuron(host, part, steps, short));
    this.elements = this.#neurons.map(({ group }) => group);
    this.labels = this.#neurons.flatMap(({ inside, above, below }) => [inside, ...above, below]);
  }

  #neuron(host: Stage, part: Part, steps: readonly Step[], short: ShortNumbers): Neuron {
    const { role, layer, to, input } = part;
    const target = role === "target";
    const shape = (name: string): SVGElement =>
      target ? svg("rect", { class: name }) : svg("circle", { class: name });
    const shapes = ["mlcalc-ring", "mlcalc-ground", "mlcalc-fill"].map(shape);
    const bar = svg("path", { class: "mlcalc-delta-bar" });
    const group = gripElement(part, this.#spec, ...shapes, bar);
    const shown = target ? input.name : activation(layer, to);
    const tag = (latex: string, name: string, className: string): HTMLElement =>
      html("div", { class: `mlcalc-neuron-tag ${className}` }, label(latex), " ", short.output(name));
    const above: HTMLElement[] = [];
    if (role === "bias") {
      above.push(tag("z", entry(`z${layer}`, to), "is-z"));
      if (this.#spec.cost !== "none") above.push(tag("\\delta", entry(`delta${layer}`, to), "is-delta"));
    }
    const below =
      role === "bias" ? tag("b", input.name, "is-under") : label(input.latex, "mlcalc-neuron-tag is-under");
    const inside = html(
      "div",
      { class: target ? "mlcalc-inside-number is-target" : "mlcalc-inside-number" },
      short.output(shown),
    );
    const { model } = host;
    return {
      ...{ part, group, shapes, fill: shapes[2], bar, inside, above, below },
      value: model.reader(shown),
      moved: model.reader(input.name),
      partial: this.#spec.cost === "none" || target ? () => 0 : model.reader(`dC/d${input.name}`),
      step: stepOf(shown, steps),
      steps: {
        z: role === "bias" ? stepOf(entry(`z${layer}`, to), steps) : -1,
        delta: role === "bias" ? stepOf(entry(`delta${layer}`, to), steps) : steps.length - 1,
      },
      strong: role !== "bias" ? input.high : BOUNDED.includes(this.#spec.activations[layer - 1]) ? 1 : 2,
      at: [0, 0],
    };
  }

  at(i: number): Point {
    return this.#neurons[i].at;
  }

  place({ neurons, targets, radius }: Layout): void {
    for (const neuron of this.#neurons) {
      const { role, layer, to } = neuron.part;
      const [x, y] = (neuron.at = role === "target" ? targets[to - 1] : neurons[layer][to - 1]);
      const half = radius - 3;
      const size = (more: number) =>
        role === "target"
          ? {
              x: x - half - more,
              y: y - half - more,
              width: 2 * (half + more),
              height: 2 * (half + more),
              rx: 5 + more,
            }
          : { cx: x, cy: y, r: radius + more };
      neuron.shapes.forEach((shape, i) => setAttributes(shape, size(i === 0 ? 4 : 0)));
      place(neuron.inside, x, y);
      if (role === "input") place(neuron.below, x - radius - 6, y, "-100%, -50%");
      else place(neuron.below, x, y + radius + 12);
      for (const tag of neuron.above) place(tag, x, y - radius - (tag.classList.contains("is-z") ? 12 : 17));
    }
  }

  draw(step: number, full: number, radius: number): void {
    for (const neuron of this.#neurons) {
      const { group, fill, bar, value, moved, partial, inside, above, strong, at } = neuron;
      const known = step >= neuron.step;
      const a = value();
      const share = known && Number.isFinite(a) ? Math.min(1, Math.abs(a) / strong) : 0;
      fill.style.fillOpacity = (0.52 * share).toFixed(3);
      group.classList.toggle("is-negative", a < 0);
      group.classList.toggle("is-unknown", !known);
      inside.classList.toggle("is-unknown", !known);
      setAttributes(group, { "aria-valuenow": moved() });
      const delta = step >= neuron.steps.delta;
      above[0]?.classList.toggle("is-gone", step < neuron.steps.z || (delta && above.length > 1));
      above[1]?.classList.toggle("is-gone", !delta);
      const d = partial();
      const y = at[1] - radius - LIFT;
      const shape = delta && Number.isFinite(d) && d !== 0 ? barShape(at[0], y, d / full, false, BAR) : "";
      bar.setAttribute("d", shape);
      bar.classList.toggle("is-negative", d < 0);
    }
  }

  largest(): number {
    return this.#neurons.reduce((size, { partial }) => Math.max(size, Math.abs(partial())), 0);
  }

  light(names: ReadonlySet<string>): void {
    for (const { part, group } of this.#neurons) group.classList.toggle("is-lit", names.has(part.input.name));
  }
}
