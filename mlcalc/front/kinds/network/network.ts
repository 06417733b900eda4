/** The kind "network": a whole network in the reader's hands, every number of its two passes, and each derivative taken apart. */

import { buttons } from "../../controls/sliders.ts";
import { html } from "../../view/dom.ts";
import { defineKind, type View } from "../../view/kind.ts";
import type { Stage } from "../../view/stage.ts";
import { Choice } from "./choice.ts";
import { Drawing } from "./drawing/drawing.ts";
import { Maps } from "./maps.ts";
import { Matrices } from "./matrices.ts";
import { Opened } from "./opened.ts";
import { Scrubber } from "./scrubber.ts";
import { activation, entry, readNetwork, stepsOf, upTo, type NetworkSpec } from "./spec.ts";

function view(host: Stage, spec: NetworkSpec): View {
  const steps = stepsOf(spec);
  const choice = new Choice(entry("W1", 1, 1));
  const drawing = new Drawing(host, spec, steps, choice);
  const matrices = new Matrices(host, spec, steps, choice);
  const opened = new Opened(host, spec, choice);
  const maps = spec.maps ? new Maps(host, spec) : null;
  const draw = (): void => {
    drawing.draw(scrubber.at);
    maps?.draw();
    if (scrubber.step.phase === "backward") matrices.drawBars(drawing.scale);
  };
  const show = (): void => {
    matrices.show(scrubber.at);
    opened.show(scrubber.step.phase);
    element.dataset["phase"] = scrubber.step.phase;
    draw();
  };
  const scrubber = new Scrubber(host, spec, steps, (at, onwards) => {
    const { id, phase, layer } = steps[at];
    if (onwards && id === `z${layer}`) drawing.pulse(layer, phase);
    if (onwards && id.startsWith("delta") && layer < spec.sizes.length - 1) drawing.pulse(layer + 1, phase);
    show();
  });
  // Dozens of parts can have the focus: whoever only passes by gets past them with one key.
  const skip = html("button", { type: "button", class: "mlcalc-skip" }, "Skip the parts of the network");
  host.listen(skip, "click", () => scrubber.focus());
  const element = html(
    "div",
    { class: "mlcalc-body" },
    ...[
      skip,
      drawing.element,
      drawing.legend,
      ...(maps === null ? [] : [maps.element]),
      scrubber.element,
      matrices.equation,
      matrices.arrays,
      opened.element,
    ],
    buttons(host),
  );
  element.style.setProperty("--mlcalc-rows", String(Math.min(5, Math.max(...spec.sizes))));
  matrices.show(scrubber.at);
  opened.show(scrubber.step.phase);
  element.dataset["phase"] = scrubber.step.phase;
  return {
    element,
    resize: () => drawing.resize(),
    update: () => {
      drawing.update();
      matrices.update();
      opened.update();
    },
    draw,
    describe: () => {
      drawing.describe();
      maps?.describe();
    },
    dispose: () => scrubber.stop(),
  };
}

export const network = defineKind<NetworkSpec>({
  read: readNetwork,
  view,
  roles: () => ({ C: "value" }),
  title: ({ sizes }) => `network with layers of ${sizes.join(", ")}`,
  spoken: ({ sizes, cost }) => {
    const L = sizes.length - 1;
    const outputs = upTo(sizes[L]).map((j) => activation(L, j));
    return cost === "none" ? outputs : [...outputs, "C"];
  },
});
