/** What every neuron answers over the square of two inputs: a small map each, with the present input as a dot. */

import { formatBrief, formatShort } from "../../model/format.ts";
import { contoursOf, gridOver } from "../../plot/contours.ts";
import { samples, spot } from "../../plot/geometry.ts";
import { html, setAttributes, svg } from "../../view/dom.ts";
import { label } from "../../view/formula.ts";
import type { Stage } from "../../view/stage.ts";
import "./maps.css";
import { activation, neuronName, upTo, type NetworkSpec } from "./spec.ts";

/** The side of a map in its own units, and the squares along it. */
const SIDE = 100;
const CELLS = 48;
/** Shares of the strongest answer from which on a map is a shade darker; Python's picture has the same steps. */
const SHADES = [1, 3, 5, 7, 9].map((n) => n / 11);

interface Sheet {
  readonly spoken: string;
  readonly picture: SVGSVGElement;
  readonly above: readonly SVGPathElement[];
  readonly below: readonly SVGPathElement[];
  readonly border: SVGPathElement;
  readonly dot: SVGCircleElement;
  readonly evaluate: (xs: Float64Array, ys: Float64Array) => Float64Array;
}

export class Maps {
  readonly element: HTMLElement;
  readonly #host: Stage;
  readonly #sheets: readonly Sheet[];
  /** Names of the numbers on which the maps depend: the weights and biases. */
  readonly #parameters: readonly string[];
  readonly #ends: readonly [number, number];
  #drawn = "";

  constructor(host: Stage, spec: NetworkSpec) {
    this.#host = host;
    const { low, high } = host.model.input("x[1]");
    this.#ends = [low, high];
    this.#parameters = spec.inputs.map(({ name }) => name).filter((name) => /^[Wb]/.test(name));
    const row = html("div", { class: "mlcalc-net-map-row" });
    this.#sheets = upTo(spec.sizes.length - 1).flatMap((l) =>
      upTo(spec.sizes[l]).map((j) => {
        const sheet = sheetOf(host, neuronName(l, j, spec), activation(l, j));
        row.append(
          html(
            "div",
            { class: "mlcalc-net-map" },
            sheet.picture,
            label(`a_{${j}}^{(${l})}`),
            ` ${sheet.spoken}`,
          ),
        );
        return sheet;
      }),
    );
    const range = `from ${formatShort(low)} to ${formatShort(high)}`;
    this.element = html(
      "div",
      {
        class: "mlcalc-net-maps",
        role: "group",
        "aria-label": "what each neuron answers over the two inputs",
      },
      row,
      html(
        "p",
        { class: "mlcalc-aside" },
        ...[
          label("x_1"),
          " to the right and ",
          label("x_2"),
          ` upwards, each ${range}; blue is above zero, `,
        ],
        "orange below, and the dot is the input of now.",
      ),
    );
  }

  draw(): void {
    const { model } = this.#host;
    const [low, high] = this.#ends;
    const state = this.#parameters.map((name) => model.get(name)).join();
    if (state !== this.#drawn) this.#sheets.forEach((sheet) => this.#shade(sheet));
    this.#drawn = state;
    const [cx, cy] = ["x[1]", "x[2]"].map((name) => (SIDE * (model.get(name) - low)) / (high - low));
    for (const { dot } of this.#sheets) setAttributes(dot, { cx, cy: SIDE - cy });
  }

  describe(): void {
    const [low, high] = this.#ends;
    const along = samples(low, high, 21);
    const [corners, ends] = [
      ["bottom left", "bottom right", "top left", "top right"],
      Float64Array.of(low, high),
    ];
    for (const { picture, spoken, evaluate } of this.#sheets) {
      const values = evaluate(along, along);
      const share = values.filter((value) => value > 0).length / values.length;
      const at = [...evaluate(ends, ends)].map((value, i) => `${corners[i]} ${formatBrief(value, 2)}`);
      const text = `${spoken}: ${at.join(", ")}; above zero on ${Math.round(100 * share)} per cent of the map`;
      setAttributes(picture, { "aria-label": text });
    }
  }

  #shade({ evaluate, above, below, border }: Sheet): void {
    const grid = gridOver(this.#ends, this.#ends, SIDE, SIDE, CELLS);
    const values = evaluate(grid.xs, grid.ys);
    // A curve without a bound has a scale of its own.
    const strongest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    const levels = SHADES.map((share) => share * strongest);
    contoursOf(grid, values, [0, ...levels]).forEach(({ path }, i) =>
      [border, ...above][i].setAttribute("d", path),
    );
    const turned = values.map((value) => -value);
    contoursOf(grid, turned, levels).forEach(({ path }, i) => below[i].setAttribute("d", path));
  }
}

function sheetOf(host: Stage, spoken: string, name: string): Sheet {
  const shades = (sign: string): SVGPathElement[] =>
    SHADES.map(() => svg("path", { class: `mlcalc-shade is-${sign}` }));
  const [above, below] = [shades("positive"), shades("negative")];
  const border = svg("path", { class: "mlcalc-map-border" });
  const dot = svg("circle", { class: "mlcalc-map-dot", r: 5.5 });
  // The maps reach beyond their frame, so that no border is seen to run along it; the dot may stand on it.
  const inside = svg("svg", { width: SIDE, height: SIDE }, ...above, ...below, border);
  const frame = svg("path", { class: "mlcalc-map-frame", d: `M${spot(0, 0)}H${SIDE}V${SIDE}H0Z` });
  const picture = svg("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img" }, inside, frame, dot);
  const evaluate = host.model.grid("x[1]", "x[2]", name);
  return { spoken, picture, above, below, border, dot, evaluate };
}
