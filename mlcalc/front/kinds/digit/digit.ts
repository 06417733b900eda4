/** The kind "digit": a drawing that a trained network reads while it is drawn, and what each pixel does to the cost. */

import { board } from "../../controls/pad/board.ts";
import { buttons } from "../../controls/sliders.ts";
import { html } from "../../view/dom.ts";
import { formulas } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import "./digit.css";
import { readDigit, type DigitSpec } from "./spec.ts";

/** Drawings to start from, and an empty one. */
function samples(host: Stage, { side, samples, labels, classes, pixels }: DigitSpec): HTMLElement {
  const start = (drawing: readonly number[], label: number | undefined): void =>
    host.set({
      ...Object.fromEntries(pixels.map((name, i) => [name, drawing[i]])),
      ...(label === undefined ? {} : { y: label }),
    });
  const full = host.model.input(pixels[0]).high;
  const thumbs = samples.map((drawing, i) => {
    const label = labels.at(i);
    const picture = html("span", { class: "mlcalc-thumb" });
    // As a mask, so that its ink has the colour of the page.
    picture.style.setProperty("--mlcalc-picture", `url(${pictureOf(side, drawing, full)})`);
    const name = `start from sample ${i + 1}${label === undefined ? "" : `, class ${classes[label]}`}`;
    const button = html(
      "button",
      { type: "button", class: "mlcalc-sample", "aria-label": name, title: name },
      picture,
    );
    host.listen(button, "click", () => start(drawing, label));
    return button;
  });
  const clear = html("button", { type: "button", class: "mlcalc-sample is-clear" }, "Clear");
  host.listen(clear, "click", () => start(new Array<number>(pixels.length).fill(0), undefined));
  return html(
    "div",
    { class: "mlcalc-samples", role: "group", "aria-label": "drawings to start from" },
    ...thumbs,
    clear,
  );
}

function pictureOf(side: number, drawing: readonly number[], full: number): string {
  const canvas = html("canvas", { width: side, height: side });
  const context = canvas.getContext("2d");
  const image = new ImageData(side, side);
  drawing.forEach((value, i) => (image.data[4 * i + 3] = (255 * value) / full));
  context?.putImageData(image, 0, 0);
  return canvas.toDataURL();
}

function view(host: Stage, spec: DigitSpec): View {
  const drawing = board(host, { ...spec, cost: "C" });
  const element = html(
    "div",
    { class: "mlcalc-body" },
    drawing.element,
    samples(host, spec),
    formulas(spec, host.numbers),
    buttons(host),
  );
  return { ...drawing, element };
}

export const digit = defineKind<DigitSpec>({
  read: readDigit,
  view,
  roles: ({ classes }) => ({
    C: "value",
    "|dC/dx|": "slope",
    reading: "part",
    ...Object.fromEntries(classes.map((_, k) => [`p[${k}]`, "part" as const])),
  }),
  title: () => "drawing of a digit",
  spoken: () => ["C"],
});
