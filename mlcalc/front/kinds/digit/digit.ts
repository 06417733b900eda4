/** The kind "digit": a drawing that a trained network reads while it is drawn, and what each pixel does to the cost. */

import { radios } from "../../controls/radios.ts";
import { buttons } from "../../controls/sliders.ts";
import { choice } from "../../controls/switch.ts";
import { formatNumber } from "../../model/format.ts";
import { speakable } from "../../model/speech.ts";
import { html } from "../../view/dom.ts";
import { formulas } from "../../view/formula.ts";
import { defineKind, type View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import "./digit.css";
import { Pad } from "./pad.ts";
import { readDigit, type DigitSpec } from "./spec.ts";

interface Part {
  readonly element: HTMLElement;
  draw(): void;
}

/** A bar for each class; a press on it makes it the class for which the cost is computed. */
function classBars(host: Stage, { classes }: DigitSpec): Part {
  const [reading, wanted] = ["reading", "y"].map((name) => host.model.reader(name));
  const rows = classes.map((name, k) => {
    const bar = html("span", { class: "mlcalc-class-bar" });
    const row = html(
      "button",
      { type: "button", class: "mlcalc-class-row" },
      html(
        "span",
        { class: "mlcalc-class-name" },
        html("span", { class: "mlcalc-hidden" }, "cost for the class "),
        name,
      ),
      html("span", { class: "mlcalc-class-track" }, bar),
      host.numbers.output(`p[${k}]`),
    );
    host.listen(row, "click", () => host.set({ y: k }));
    return { row, bar, read: host.model.reader(`p[${k}]`) };
  });
  return {
    element: html(
      "div",
      { class: "mlcalc-classes", role: "group", "aria-label": "classes" },
      ...rows.map(({ row }) => row),
    ),
    draw: () => {
      const [best, target] = [Math.round(reading()), Math.round(wanted())];
      rows.forEach(({ row, bar, read }, k) => {
        bar.style.transform = `scaleX(${Math.min(1, Math.max(0, read())).toFixed(4)})`;
        row.classList.toggle("is-read", k === best);
        row.setAttribute("aria-pressed", String(k === target));
      });
    },
  };
}

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

/** The numbers of the pixel where the hand is. */
function pixelReadout(host: Stage, { side, pixels, slopes }: DigitSpec): Part & { at: number } {
  const place = html("span");
  const [ink, slope] = [html("output", { "aria-live": "off" }), html("output", { "aria-live": "off" })];
  const write = (output: HTMLOutputElement, name: string): void => {
    const value = host.model.get(name);
    output.textContent = host.model.isInput(name) ? host.numbers.format(name, value) : formatNumber(value);
    output.dataset["name"] = name;
    output.setAttribute("aria-label", speakable(name));
    output.dataset["value"] = String(value);
  };
  const readout = {
    element: html("p", { class: "mlcalc-pixel-readout" }, place, ": x = ", ink, ", ∂C/∂x = ", slope),
    at: 0,
    draw: () => {
      place.textContent = `row ${Math.floor(readout.at / side) + 1}, column ${(readout.at % side) + 1}`;
      write(ink, pixels[readout.at]);
      write(slope, slopes[readout.at]);
    },
  };
  return readout;
}

function view(host: Stage, spec: DigitSpec): View {
  const readout = pixelReadout(host, spec);
  const pad = new Pad(host, spec, (cell) => {
    if (cell === readout.at) return;
    readout.at = cell;
    readout.draw();
  });
  const bars = classBars(host, spec);
  const pen = radios(
    host,
    "Pen",
    [
      { value: false, content: ["draw"] },
      { value: true, content: ["erase"] },
    ],
    (erases) => (pad.erases = erases),
  );
  const overlay = choice(host, "overlay", "∂C/∂x over the drawing", ["hidden", "shown"]);
  const legend = html(
    "p",
    { class: "mlcalc-pad-legend" },
    html("span", { class: "mlcalc-pixel-mark", "data-sign": "+", "aria-hidden": "true" }, "+"),
    " more ink raises C ",
    html("span", { class: "mlcalc-pixel-mark", "data-sign": "-", "aria-hidden": "true" }, "−"),
    " lowers C",
  );
  const [best, wanted] = [html("strong"), html("strong", { class: "is-wanted" })];
  const verdict = html(
    "p",
    { class: "mlcalc-verdict-line" },
    html("span", {}, "read as ", best),
    html("span", {}, "cost for the class ", wanted, ": C = ", host.numbers.output("C")),
    // The names are for persons; the numbers for programs that read the figure.
    html(
      "span",
      { class: "mlcalc-hidden", "aria-hidden": "true" },
      host.numbers.output("reading"),
      host.numbers.output("y"),
    ),
  );
  const said = html("p", { class: "mlcalc-hidden", role: "status" });
  const element = html(
    "div",
    { class: "mlcalc-body" },
    html(
      "div",
      { class: "mlcalc-pair" },
      html("div", { class: "mlcalc-drawing-side" }, pad.element, readout.element, legend),
      html(
        "div",
        { class: "mlcalc-controls" },
        verdict,
        bars.element,
        html("div", { class: "mlcalc-pens" }, pen, overlay.element),
      ),
    ),
    samples(host, spec),
    formulas(spec, host.numbers),
    buttons(host),
    said,
  );
  const [reading, target] = ["reading", "y"].map((name) => host.model.reader(name));
  const named = (value: number): string => spec.classes[Math.round(value)] ?? "?";
  return {
    element,
    resize: () => {},
    update: () => {
      overlay.update();
      readout.draw();
      legend.hidden = overlay.chosen() === 0;
      best.textContent = named(reading());
      wanted.textContent = named(target());
    },
    draw: () => {
      pad.draw(overlay.chosen() === 1);
      bars.draw();
    },
    describe: () => {
      pad.describe();
      const p = `p[${Math.round(reading())}]`;
      const text = `The network reads it as ${named(reading())}, with ${host.numbers.format(p, host.model.get(p))}`;
      if (said.textContent !== text) said.textContent = text;
    },
  };
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
