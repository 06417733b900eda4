/** Points of a reader's own: pressed into the map, or typed and pasted as lines of two numbers and a class. */

import { keep, recall } from "../../controls/kept.ts";
import { radios } from "../../controls/radios.ts";
import "../../controls/textbox.css";
import { formatShort, toDigits } from "../../model/format.ts";
import { html } from "../../view/dom.ts";
import type { Stage } from "../../view/stage.ts";
import type { Examples } from "./passes.ts";
import type { Seen, TrainingSpec } from "./spec.ts";

type Point = readonly [x: number, y: number, kind: number];

/** More than these would be no picture any more, and each step would take longer. */
const MOST = 400;
/** A press this near to a point, as a share of the map's width, takes it away. */
const NEAR = 0.03;

export class Points {
  readonly element: HTMLElement;
  readonly #id: string;
  /** A page of its own keeps the points; a notebook does not. */
  readonly #stored: boolean;
  readonly #seen: Seen;
  readonly #targets: readonly (readonly number[])[];
  readonly #change: (examples: Examples) => void;
  readonly #text: HTMLTextAreaElement;
  readonly #note = html("p", { class: "mlcalc-note", role: "status", hidden: "" });
  readonly #start: readonly Point[];
  #points: readonly Point[];
  /** The class that a press adds; −1 where it takes away. */
  #pen = 0;

  constructor(host: Stage, spec: TrainingSpec, seen: Seen, change: (examples: Examples) => void) {
    this.#id = spec.id;
    this.#stored = host.sharesAddress;
    this.#seen = seen;
    this.#targets = spec.targets!;
    this.#change = change;
    this.#start = this.#points = pointsOf(spec, this.#targets);
    const kinds = this.#targets.map((_, k) => ({ value: k, content: [`class ${k}`] }));
    const pen = radios(
      host,
      "A press on the map",
      [...kinds, { value: -1, content: ["takes away"] }],
      (kind) => (this.#pen = kind),
    );
    this.#text = html("textarea", {
      ...{ rows: 6, spellcheck: "false", "data-points": "" },
      "aria-label": "the points, a line for each: two numbers and the class",
    });
    host.listen(this.#text, "input", () => this.#read());
    const button = (text: string, act: () => void): HTMLElement => {
      const element = html("button", { type: "button", class: "mlcalc-reset" }, text);
      host.listen(element, "click", act);
      return element;
    };
    this.element = html(
      "div",
      { class: "mlcalc-own-points" },
      pen,
      html(
        "label",
        { class: "mlcalc-aside" },
        "Two numbers and a class in each line; type or paste yours",
        this.#stored ? ". This browser keeps them, until you press “The first points again”:" : ":",
        this.#text,
      ),
      this.#note,
      html(
        "div",
        { class: "mlcalc-buttons" },
        button("No points", () => this.#take([])),
        button("The first points again", () => this.#take(this.#start)),
      ),
    );
    this.#write();
  }

  /** The points that were left here at the last visit, if they can still be read. */
  recall(): void {
    const kept = this.#stored ? recall(this.#id, "points") : null;
    const read = kept === null ? "" : this.#parse(kept);
    if (typeof read === "string") return;
    this.#take(read);
  }

  /** The hand has pressed this place of the map. */
  press(x: number, y: number): void {
    const [[x0, x1], [y0, y1]] = [this.#seen.xlim, this.#seen.ylim];
    const distance = ([a, b]: Point): number => Math.hypot((a - x) / (x1 - x0), (b - y) / (y1 - y0));
    const far = this.#points.filter((point) => distance(point) > NEAR);
    if (this.#pen < 0) return this.#take(far);
    if (this.#points.length >= MOST) return this.#tell(`${MOST} points are as many as fit.`);
    this.#take([...this.#points, [toDigits(x, 3), toDigits(y, 3), this.#pen]]);
  }

  #take(points: readonly Point[]): void {
    this.#points = points;
    this.#write();
    this.#hand();
  }

  #write(): void {
    this.#text.value = linesOf(this.#points);
  }

  #read(): void {
    const read = this.#parse(this.#text.value);
    if (typeof read === "string") return this.#tell(read);
    this.#points = read;
    this.#hand();
  }

  /** The points of a text, or what is wrong with it. */
  #parse(text: string): Point[] | string {
    const read: Point[] = [];
    for (const [i, line] of text.split("\n").entries()) {
      if (line.trim() === "") continue;
      const wrong = this.#wrong(line);
      if (wrong !== "") return `Line ${i + 1}: ${wrong}`;
      const [x, y, kind] = numbersIn(line);
      read.push([x, y, kind]);
    }
    return read.length > MOST ? `${read.length} points are too many; at most ${MOST} fit.` : read;
  }

  /** What is wrong with a line, or nothing. */
  #wrong(line: string): string {
    const numbers = numbersIn(line);
    if (numbers.length !== 3 || numbers.some(Number.isNaN))
      return `expected two numbers and a class, such as 0.5, -1, 0; it is “${line.trim()}”.`;
    const [x, y, kind] = numbers;
    if (!(kind in this.#targets))
      return `there are the classes 0 to ${this.#targets.length - 1}, and no ${kind}.`;
    for (const [value, [low, high]] of [
      [x, this.#seen.xlim],
      [y, this.#seen.ylim],
    ] as const)
      // prettier-ignore
      if (value < low || value > high)
        return `${value} is off the map, which goes from ${formatShort(low)} to ${formatShort(high)}; scale your numbers.`;
    return "";
  }

  #hand(): void {
    this.#tell(
      this.#points.length === 0 ? "Without a point there is nothing to learn: press on the map." : "",
    );
    const [points, targets] = [this.#points, this.#targets];
    const lines = linesOf(points);
    // An empty map is nobody's work: the next visit begins with the first points.
    const own = points.length > 0 && lines !== linesOf(this.#start);
    if (this.#stored) keep(this.#id, "points", own ? lines : null);
    const rows = targets[0].map((_, row) => points.map(([, , kind]) => targets[kind][row]));
    this.#change({
      x: Float64Array.from([...points.map(([x]) => x), ...points.map(([, y]) => y)]),
      y: Float64Array.from(rows.flat()),
      count: points.length,
    });
  }

  #tell(text: string): void {
    this.#note.textContent = text;
    this.#note.hidden = text === "";
  }
}

const linesOf = (points: readonly Point[]): string =>
  points.map((point) => point.map((value) => formatPlain(value)).join(", ")).join("\n");
const formatPlain = (value: number): string => String(Math.round(value * 1e4) / 1e4);
const numbersIn = (line: string): number[] =>
  line
    .replaceAll("−", "-")
    .trim()
    .split(/[\s,;]+/)
    .map(Number);

/** The examples of the specification as points, each with its class. */
function pointsOf({ x, y, count }: Examples, targets: readonly (readonly number[])[]): Point[] {
  const kind = (i: number): number =>
    Math.max(
      0,
      targets.findIndex((target) => target.every((value, row) => y[row * count + i] === value)),
    );
  return Array.from({ length: count }, (_, i) => [x[i], x[count + i], kind(i)]);
}
