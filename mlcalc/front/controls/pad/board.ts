/** A square to draw in, beside it what a network makes of the drawing: a bar for each class, the cost, ∂C by each pixel. */

import { formatNumber } from "../../model/format.ts";
import { speakable } from "../../model/speech.ts";
import { html } from "../../view/dom.ts";
import type { View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import { radios } from "../radios.ts";
import { choice } from "../switch.ts";
import { Pad, type Pixels } from "./pad.ts";

/** Its inputs are the pixels, the class `y` and `overlay`; its numbers `p[0]`, …, `reading`, the cost, ∂C by the pixels. */
export interface Board extends Pixels {
  readonly classes: readonly string[];
  /** What the cost of the drawing is called. */
  readonly cost: string;
}

interface Part {
  readonly element: HTMLElement;
  draw(): void;
}

/** A bar for each class; a press on it makes it the class for which the cost is computed. */
function classBars(host: Stage, { classes }: Board): Part {
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

/** The numbers of the pixel where the hand is. */
function pixelReadout(host: Stage, { side, pixels, slopes }: Board): Part & { at: number } {
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

export function board(host: Stage, spec: Board): View {
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
    html("span", {}, "cost for the class ", wanted, ": C = ", host.numbers.output(spec.cost)),
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
    { class: "mlcalc-pair" },
    html("div", { class: "mlcalc-drawing-side" }, pad.element, readout.element, legend),
    html(
      "div",
      { class: "mlcalc-controls" },
      verdict,
      bars.element,
      html("div", { class: "mlcalc-pens" }, pen, overlay.element),
      said,
    ),
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
