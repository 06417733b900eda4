/** The weights of every hidden neuron as a picture, a pixel for each input, while they form. */

import { html } from "../../view/dom.ts";

type Color = readonly [number, number, number];

export class HiddenWeights {
  readonly element: HTMLElement;
  readonly #side: number;
  readonly #pictures: readonly CanvasRenderingContext2D[];
  readonly #image: ImageData;
  readonly #ends: readonly HTMLElement[];
  /** The colours of the last drawing. */
  #painted = "";

  constructor(side: number, count: number) {
    this.#side = side;
    this.#image = new ImageData(side, side);
    const canvases = Array.from({ length: count }, (_, i) =>
      html("canvas", {
        ...{ class: "mlcalc-weights", width: side, height: side, role: "img" },
        "aria-label": `the weights of hidden neuron ${i + 1}, one for each pixel`,
      }),
    );
    this.#pictures = canvases.map((canvas) => canvas.getContext("2d")!);
    const sign = (name: string): HTMLElement =>
      html("span", { class: "mlcalc-weight-sign", "data-sign": name, "aria-hidden": "true" });
    this.#ends = [html("span"), html("span")];
    this.element = html(
      "div",
      { class: "mlcalc-hidden-weights", role: "group", "aria-label": "weights of the hidden neurons" },
      html("div", { class: "mlcalc-weight-row" }, ...canvases),
      html(
        "p",
        { class: "mlcalc-aside" },
        "The weights of the hidden neurons, a square for each: ",
        ...[sign("-"), " negative, to ", this.#ends[0], "; ", sign("+"), " positive, to ", this.#ends[1]],
      ),
    );
  }

  /** `weights` begin with the first row of W⁽¹⁾. One scale for all of them: strong and faint can be compared. */
  draw(weights: Float64Array): void {
    const size = this.#side * this.#side;
    const used = weights.subarray(0, size * this.#pictures.length);
    let largest = 0;
    for (const w of used) largest = Math.max(largest, Math.abs(w));
    const colors = this.#colors();
    const [minus, plus, paper] = colors;
    this.#painted = String(colors);
    const { data } = this.#image;
    this.#pictures.forEach((picture, j) => {
      for (let i = 0; i < size; i++) {
        const w = used[j * size + i] / (largest || 1);
        const [strong, share] = [w < 0 ? minus : plus, Math.abs(w)];
        for (let c = 0; c < 3; c++) data[4 * i + c] = paper[c] + share * (strong[c] - paper[c]);
        data[4 * i + 3] = 255;
      }
      picture.putImageData(this.#image, 0, 0);
    });
    const text = largest.toFixed(2);
    this.#ends[0].textContent = `−${text}`;
    this.#ends[1].textContent = text;
  }

  /** Whether the page has other colours now than those of the last drawing. */
  get isStale(): boolean {
    return this.#painted !== String(this.#colors());
  }

  #colors(): Color[] {
    return ["--mlcalc-negative", "--mlcalc-positive", "--mlcalc-surface"].map((name) => this.#color(name));
  }

  /** A colour of the theme, as the page has it now: an element that has it is asked. */
  #color(name: string): Color {
    const sign = this.element.querySelector<HTMLElement>(
      `[data-sign="${name.endsWith("negative") ? "-" : "+"}"]`,
    )!;
    const style = getComputedStyle(name.endsWith("surface") ? this.element : sign);
    const [r, g, b] = (style.backgroundColor.match(/[\d.]+/g) ?? ["255", "255", "255"]).map(Number);
    return [r, g, b];
  }
}
