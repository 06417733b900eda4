/** The network as a picture: layers from left to right, then targets and cost; everything in it can be taken by hand. */

import { formatInput, formatTick } from "../../../model/format.ts";
import { html, place, setAttributes, svg } from "../../../view/dom.ts";
import { label } from "../../../view/formula.ts";
import { ShortNumbers } from "../../../view/numbers.ts";
import type { Stage } from "../../../view/stage.ts";
import type { Choice } from "../choice.ts";
import { partsOf, related, type NetworkSpec, type Part, type Step } from "../spec.ts";
import "./drawing.css";
import { Edges } from "./edges.ts";
import { hands } from "./hands.ts";
import "./labels.css";
import { barFull, between, layoutOf, nearestEdge, type Layout } from "./layout.ts";
import { Neurons } from "./neurons.ts";
import { Tags } from "./tags.ts";

export class Drawing {
  readonly element = html("div", { class: "mlcalc-net mlcalc-scrolls" });
  readonly legend = html("p", { class: "mlcalc-net-legend" });
  readonly parts: readonly Part[];
  readonly #host: Stage;
  readonly #spec: NetworkSpec;
  readonly #steps: readonly Step[];
  readonly #choice: Choice;
  readonly #short: ShortNumbers;
  readonly #drawing: SVGSVGElement;
  readonly #glow = svg("line", { class: "mlcalc-glow", "aria-hidden": "true" });
  readonly #wires: readonly SVGLineElement[];
  readonly #pulses = svg("g", { class: "mlcalc-pulses", "aria-hidden": "true" });
  readonly #edges: Edges;
  readonly #neurons: Neurons;
  readonly #grips: ReadonlyMap<string, SVGElement>;
  readonly #tags: Tags;
  readonly #headings: readonly HTMLElement[];
  readonly #cost: HTMLElement | null;
  readonly #barText = document.createTextNode("");
  #layout: Layout;
  #full = 1;

  constructor(host: Stage, spec: NetworkSpec, steps: readonly Step[], choice: Choice) {
    this.#host = host;
    this.#spec = spec;
    this.#steps = steps;
    this.#choice = choice;
    this.#short = new ShortNumbers(host.model, 2);
    this.parts = partsOf(spec);
    this.#edges = new Edges(
      host,
      spec,
      this.parts.filter((part) => part.role === "weight"),
    );
    const others = this.parts.filter((part) => part.role !== "weight");
    this.#neurons = new Neurons(host, spec, others, steps, this.#short);
    this.#wires = others
      .filter((part) => part.role === "target")
      .map(() => svg("line", { class: "mlcalc-wire" }));
    this.#drawing = svg(
      "svg",
      { class: "mlcalc-drawing", role: "group", "aria-label": `network ${spec.sizes.join("–")}` },
      ...[
        ...this.#wires,
        this.#glow,
        ...this.#edges.elements,
        this.#pulses,
        this.#edges.bars,
        ...this.#neurons.elements,
      ],
    );
    this.#headings = this.#makeHeadings();
    this.#cost =
      spec.cost === "none"
        ? null
        : html("div", { class: "mlcalc-net-cost" }, label("C"), host.numbers.output("C"));
    this.#tags = new Tags(spec, this.#edges.parts, this.#short, (i) => this.#edges.ends(i));
    this.element.append(this.#drawing, this.#tags.element, ...this.#headings, ...this.#neurons.labels);
    if (this.#cost !== null) this.element.append(this.#cost);
    this.#writeLegend();
    this.#layout = layoutOf(spec.sizes, spec.cost !== "none", 480);
    const grips = [...this.#edges.elements, ...this.#neurons.elements];
    this.#grips = new Map(grips.map((grip) => [grip.dataset["drag"]!, grip]));
    const ground = {
      ...{ box: this.element, drawing: this.#drawing, parts: this.parts },
      find: (x: number, y: number, reach: number) => this.#find(x, y, reach),
      grip: (part: Part) => this.#grips.get(part.input.name)!,
    };
    hands(host, ground, choice);
    choice.follow(() => this.#light());
  }

  /** The partial derivative that the longest bar stands for. */
  get scale(): number {
    return this.#full;
  }

  resize(): void {
    const { sizes, cost } = this.#spec;
    const layout = (this.#layout = layoutOf(sizes, cost !== "none", this.element.clientWidth || 480));
    const { width, height, neurons, targets, radius } = layout;
    this.element.style.height = `${height}px`;
    this.element.classList.toggle("is-narrow", layout.narrow);
    setAttributes(this.#drawing, { width, height });
    this.#edges.place(layout);
    this.#neurons.place(layout);
    const outputs = neurons[sizes.length - 1];
    this.#wires.forEach((wire, i) =>
      setAttributes(wire, { x1: outputs[i][0], y1: outputs[i][1], x2: targets[i][0], y2: targets[i][1] }),
    );
    const columns = [
      ...neurons.map((column) => column[0][0]),
      ...(targets.length > 0 ? [targets[0][0]] : []),
    ];
    this.#headings.forEach((heading, i) => place(heading, columns[i], 4, "-50%, 0"));
    if (this.#cost !== null) place(this.#cost, ...layout.cost);
    this.element.style.setProperty("--mlcalc-radius", `${radius}px`);
    this.#light();
  }

  /** Cheap, and done at every move: the numbers in the circles. */
  update(): void {
    this.#short.update();
  }

  draw(step: number): void {
    const { phase, id } = this.#steps[step];
    const bars = id === "gradient";
    if (phase === "backward") {
      this.#full = barFull(Math.max(this.#neurons.largest(), bars ? this.#edges.largest() : 0), this.#full);
      this.#barText.data = ` bar: ∂C/∂w or δ, up or right where positive; full length ${formatTick(this.#full, this.#full)}`;
    }
    this.legend.classList.toggle("has-bars", phase === "backward");
    this.element.classList.toggle("has-bars", bars);
    this.#cost?.classList.toggle("is-unknown", step < this.#steps.findIndex((entry) => entry.id === "C"));
    this.#edges.draw();
    if (bars) this.#edges.drawBars(this.#full);
    this.#neurons.draw(step, this.#full, this.#layout.radius);
  }

  describe(): void {
    for (const grip of this.#drawing.querySelectorAll<SVGElement>("[data-drag]")) {
      const name = grip.dataset["drag"]!;
      grip.setAttribute(
        "aria-valuetext",
        formatInput(this.#host.model.get(name), this.#host.model.input(name).step),
      );
    }
  }

  /** Small lights that run along the edges of a layer, the way the numbers go. Decoration: those who ask for no motion get none. */
  pulse(layer: number, phase: Step["phase"]): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden) return;
    this.#edges.parts.forEach((part, i) => {
      if (part.layer !== layer) return;
      const [a, b] = phase === "forward" ? this.#edges.ends(i) : [...this.#edges.ends(i)].reverse();
      const dot = svg("circle", {
        r: 4,
        class: phase === "forward" ? "mlcalc-pulse" : "mlcalc-pulse is-back",
      });
      this.#pulses.append(dot);
      const [from, to] = [between(a, b, 0.06), between(a, b, 0.94)];
      const frames = [from, to].map(([x, y]) => ({ transform: `translate(${x}px, ${y}px)` }));
      dot.animate(frames, { duration: 520, easing: "ease-in-out" }).finished.then(
        () => dot.remove(),
        () => dot.remove(),
      );
    });
  }

  #find(x: number, y: number, reach: number): Part | null {
    const near = this.#layout.radius + 5;
    const neuron = this.#neurons.parts.findIndex((_, i) => {
      const [cx, cy] = this.#neurons.at(i);
      return Math.hypot(x - cx, y - cy) <= near;
    });
    if (neuron >= 0) return this.#neurons.parts[neuron];
    const ends = this.#edges.parts.map((_, i) => this.#edges.ends(i));
    return this.#edges.parts[nearestEdge([x, y], ends, reach)] ?? null;
  }

  #light(): void {
    const { lit, isPointing } = this.#choice;
    const part = this.parts.find((entry) => entry.input.name === lit)!;
    const names = new Set(part.role === "weight" ? [lit] : related(part, this.#spec));
    this.#edges.light(names);
    this.#neurons.light(new Set([lit]));
    this.#tags.light(lit);
    this.element.classList.toggle("is-pointing", isPointing);
    const i = this.#edges.parts.indexOf(part);
    this.#glow.classList.toggle("is-shown", i >= 0);
    if (i < 0) return;
    const [[x1, y1], [x2, y2]] = this.#edges.ends(i);
    setAttributes(this.#glow, { x1, y1, x2, y2 });
  }

  #makeHeadings(): HTMLElement[] {
    const { sizes, activations, cost } = this.#spec;
    const heading = (title: string, below: string): HTMLElement =>
      html("div", { class: "mlcalc-net-heading" }, title, html("span", {}, below));
    const last = activations.length;
    const layers = activations.map((name, i) => heading(i + 1 === last ? "output" : `layer ${i + 1}`, name));
    const all = [heading("input", sizes[0] === 1 ? "" : ""), ...layers];
    return cost === "none" ? all : [...all, heading("target", "")];
  }

  #writeLegend(): void {
    const sample = (sign: string): SVGSVGElement =>
      svg(
        "svg",
        { class: "mlcalc-net-sample", width: 30, height: 10, "aria-hidden": "true" },
        svg("line", { class: `mlcalc-line ${sign}`, x1: 0, x2: 30, y1: 5, y2: 5 }),
      );
    const bars = html("span", { class: "mlcalc-net-bars" }, this.#barText);
    this.legend.append(
      html("span", {}, sample("is-positive"), " positive weight"),
      html("span", {}, sample("is-negative"), " negative"),
      bars,
    );
  }
}
