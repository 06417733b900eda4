/** The square to draw in: a pixel is a cell that pointer, finger and keys fill; over it the sign of what more ink would do. */

import { hold } from "../hands.ts";
import { formatBrief } from "../../model/format.ts";
import { snap } from "../../model/input.ts";
import { html } from "../../view/dom.ts";
import type { Stage } from "../../view/stage.ts";
import "./pad.css";

type Point = readonly [number, number];

/** The pixels of a square, row by row: their names, and those of ∂C by them. */
export interface Pixels {
  readonly side: number;
  readonly pixels: readonly string[];
  readonly slopes: readonly string[];
}

interface Cell {
  readonly element: HTMLElement;
  readonly mark: HTMLElement;
  readonly ink: () => number;
  readonly slope: () => number;
  /** The share of ink that is drawn. */
  drawn: string;
}

/** A mark smaller than this share of the largest could not be read. */
const SMALLEST = 0.06;

export class Pad {
  readonly element: HTMLElement;
  /** Whether a stroke takes ink away. */
  erases = false;
  readonly #host: Stage;
  readonly #spec: Pixels;
  readonly #cells: readonly Cell[];
  readonly #full: number;
  readonly #onCell: (cell: number) => void;
  #last: Point = [0, 0];

  /** `onCell` hears which cell the hand or the keys are at. */
  constructor(host: Stage, spec: Pixels, onCell: (cell: number) => void) {
    this.#host = host;
    this.#spec = spec;
    this.#onCell = onCell;
    this.#full = host.model.input(spec.pixels[0]).high;
    this.#cells = spec.pixels.map((name, i) => {
      const mark = html("span", { class: "mlcalc-pixel-mark", "aria-hidden": "true" });
      const ink = html("span", { class: "mlcalc-hidden" }, host.numbers.output(name));
      const element = html(
        "div",
        { class: "mlcalc-pixel", role: "gridcell", tabindex: i === 0 ? 0 : -1 },
        mark,
        ink,
      );
      return {
        element,
        mark,
        ink: host.model.reader(name),
        slope: host.model.reader(spec.slopes[i]),
        drawn: "",
      };
    });
    const { side } = spec;
    const rows = Array.from({ length: side }, (_, row) =>
      html(
        "div",
        { role: "row" },
        ...this.#cells.slice(row * side, (row + 1) * side).map(({ element }) => element),
      ),
    );
    this.element = html(
      "div",
      {
        class: "mlcalc-pad",
        role: "grid",
        "aria-label": "Drawing: arrow keys move, space or enter fills or empties a pixel",
      },
      ...rows,
    );
    this.element.style.setProperty("--mlcalc-side", String(side));
    this.#listen();
  }

  draw(overlay: boolean): void {
    this.element.classList.toggle("has-overlay", overlay);
    let largest = 0;
    if (overlay) for (const { slope } of this.#cells) largest = Math.max(largest, Math.abs(slope()));
    for (const cell of this.#cells) {
      const { element, mark, ink, slope } = cell;
      const full = `${((100 * ink()) / this.#full).toFixed(1)}%`;
      if (full !== cell.drawn) element.style.setProperty("--mlcalc-ink-share", full);
      cell.drawn = full;
      if (!overlay) continue;
      const share = Math.abs(slope()) / (largest || 1);
      const sign = share < SMALLEST ? "" : slope() > 0 ? "+" : "−";
      if (mark.textContent !== sign) {
        mark.textContent = sign;
        mark.dataset["sign"] = sign === "−" ? "-" : sign;
      }
      mark.style.transform = `scale(${(0.3 + 0.7 * share).toFixed(3)})`;
    }
  }

  /** For assistive technology, when the hand rests. */
  describe(): void {
    this.#cells.forEach(({ element, ink, slope }, i) => {
      const [row, column] = [Math.floor(i / this.#spec.side) + 1, (i % this.#spec.side) + 1];
      const percent = Math.round((100 * ink()) / this.#full);
      const text = `row ${row}, column ${column}: ink ${percent} %, more ink changes C by ${formatBrief(slope(), 4)}`;
      if (element.getAttribute("aria-label") !== text) element.setAttribute("aria-label", text);
    });
  }

  #listen(): void {
    const [element, host] = [this.element, this.#host];
    hold(host, element, {
      atOnce: () => element.matches(":focus-within"),
      take: (event) => {
        this.#last = this.#place(event);
        this.#enter(this.#cellAt(this.#last));
        this.#stroke(this.#last);
      },
      move: (event) => {
        const place = this.#place(event);
        this.#stroke(place);
        this.#onCell(this.#cellAt(place));
      },
    });
    const over = (event: PointerEvent): void => {
      if (event.pointerType === "mouse" && !element.hasPointerCapture(event.pointerId))
        this.#onCell(this.#cellAt(this.#place(event)));
    };
    host.listen(element, "pointermove", over);
    host.listen(element, "keydown", (event) => this.#key(event));
    host.listen(element, "focusin", (event) => this.#onCell(this.#indexOf(event.target)));
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { side } = this.#spec;
    const at = this.#indexOf(event.target);
    const [row, column] = [Math.floor(at / side), at % side];
    const to: Record<string, number> = {
      ArrowRight: column < side - 1 ? at + 1 : at,
      ArrowLeft: column > 0 ? at - 1 : at,
      ArrowDown: row < side - 1 ? at + side : at,
      ArrowUp: row > 0 ? at - side : at,
      Home: row * side,
      End: row * side + side - 1,
    };
    if (at < 0 || !(event.key in to || [" ", "Enter", "Delete", "Backspace"].includes(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key in to) return this.#enter(to[event.key]);
    const fill = [" ", "Enter"].includes(event.key) && !this.erases && this.#cells[at].ink() < this.#full / 2;
    this.#host.set({ [this.#spec.pixels[at]]: fill ? this.#full : 0 });
  }

  /** One cell alone is a stop on the way of the tabulator: the one where the keys are. */
  #enter(to: number): void {
    this.#cells.forEach(({ element }, i) => (element.tabIndex = i === to ? 0 : -1));
    this.#cells[to].element.focus({ preventScroll: true });
  }

  #stroke(to: Point): void {
    const { model } = this.#host;
    const covered = coverage(this.#spec.side, this.#last, to);
    this.#last = to;
    const changed: Record<string, number> = {};
    covered.forEach((share, i) => {
      const [name, ink] = [this.#spec.pixels[i], this.#cells[i].ink()];
      const left = this.#full * (this.erases ? 1 - share : share);
      const wanted = snap(model.input(name), left);
      if (this.erases ? wanted < ink : wanted > ink) changed[name] = wanted;
    });
    if (Object.keys(changed).length > 0) this.#host.set(changed);
  }

  #place({ clientX, clientY }: PointerEvent): Point {
    const { left, top, width, height } = this.element.getBoundingClientRect();
    const { side } = this.#spec;
    return [((clientX - left) * side) / width, ((clientY - top) * side) / height];
  }

  #cellAt([x, y]: Point): number {
    const { side } = this.#spec;
    const on = (at: number): number => Math.min(side - 1, Math.max(0, Math.floor(at)));
    return on(y) * side + on(x);
  }

  #indexOf(target: EventTarget | null): number {
    return this.#cells.findIndex(({ element }) => element === target);
  }
}

/** A stroke is nearly two pixels wide, as the digits are that the network knows: full in its middle, grey at its sides. */
const FULL = 0.4;
const NONE = 1.25;

/** How much of each pixel a straight stroke covers, from 0 to 1, row by row; places are counted in pixels. */
export function coverage(side: number, from: Point, to: Point): Float64Array {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy;
  return Float64Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [(i % side) + 0.5 - from[0], Math.floor(i / side) + 0.5 - from[1]];
    const along = square === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / square));
    const distance = Math.hypot(x - along * dx, y - along * dy);
    return Math.min(1, Math.max(0, (NONE - distance) / (NONE - FULL)));
  });
}
