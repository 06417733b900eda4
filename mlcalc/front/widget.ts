/** The notebook's module: the same figure as an anywidget, its inputs and values shared with Python as traits. */

import { bring } from "./live/bring.ts";
import { captionOf } from "./live/caption.ts";
import { explain, type Host } from "./live/host.ts";
import { OwnFigure } from "./live/own.ts";
import { ANSWERED, type Answered } from "./view/answered.ts";
import { trained } from "./trained.ts";
import { html } from "./view/dom.ts";
import { NEEDED, SHARED, TOLD, type Needed, type Traits } from "./view/needed.ts";

interface WidgetModel {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  /** These two are missing where there is no Python behind the page, as in MyST. */
  save_changes?(): void;
  on(event: string, callback: (...given: never[]) => void): void;
  off?(event: string, callback: (...given: never[]) => void): void;
  send?(content: unknown): void;
}

type Inputs = Record<string, number>;
const object = (value: unknown): Record<string, unknown> => (value ?? {}) as Record<string, unknown>;

function render({ model, el }: { model: WidgetModel; el: HTMLElement }): () => void {
  const root = html("div", { class: "mlcalc-figure" });
  el.append(root);
  let host: Host | OwnFigure | null = null;
  /** The author's part of the specification that is shown: what a reader types comes by traits of its own. */
  let shown = "";
  let frame = 0;

  const send = (): void => {
    frame = 0;
    if (host === null) return;
    if (host instanceof OwnFigure) {
      for (const [name, value] of Object.entries(host.own())) model.set(name, value);
    }
    model.set("inputs", host.model.inputs());
    model.set("values", host.model.outputs());
    model.save_changes?.();
  };
  // One message a frame; it carries the state at the time of sending, so that the last move is always in it.
  // A tab in the background has no frames.
  const onMove = (): void => {
    if (document.hidden) send();
    else if (frame === 0) frame = requestAnimationFrame(send);
  };
  const build = (): void => {
    const given = model.get("spec") as { editable?: { author?: unknown } } | undefined;
    const author = JSON.stringify(given?.editable?.author ?? given);
    if (host instanceof OwnFigure && author === shown) return;
    shown = author;
    host?.dispose();
    host = null;
    root.replaceChildren();
    delete root.dataset["state"];
    const spec = model.get("spec") as { kind?: string; id?: string; alt?: string };
    root.dataset["kind"] = String(spec?.kind ?? "");
    if (spec?.id) root.id = spec.id;
    const caption = model.get("caption");
    if (typeof caption === "string" && caption !== "") root.append(captionOf(caption));
    try {
      host = bring(root, spec, { onMove, onFunctions: onMove, python: true }, trained);
      follow();
    } catch (error) {
      if (spec?.alt) root.append(html("p", {}, spec.alt));
      explain(root, error);
    }
  };
  const follow = (): void => {
    // What is about to be sent is newer than what Python still holds.
    if (frame !== 0) return;
    if (host instanceof OwnFigure) {
      const [functions, windows, spec] = ["functions", "windows", "spec"].map((name) =>
        object(model.get(name)),
      );
      host.assignFunctions(functions, windows, spec);
    }
    host?.assign((model.get("inputs") ?? {}) as Inputs);
  };

  root.addEventListener(ANSWERED, (event) => {
    model.set("answers", [...((model.get("answers") ?? []) as Answered[]), (event as CustomEvent).detail]);
    model.save_changes?.();
  });

  root.addEventListener(SHARED, (event) => {
    for (const [name, value] of Object.entries((event as CustomEvent<Traits>).detail)) model.set(name, value);
    model.save_changes?.();
  });
  // Python in the page comes from the Python behind it, where a kernel runs that can answer.
  let waiting: Needed | null = null;
  root.addEventListener(NEEDED, (event) => {
    event.preventDefault();
    waiting = (event as CustomEvent<Needed>).detail;
    if (model.send) model.send({ needs: "python" });
    else waiting.refuse("There is no kernel behind this page; run the notebook.");
  });
  const onMessage = (message: { readonly python?: string }): void => {
    if (typeof message.python === "string") waiting?.give(message.python);
  };
  const onCode = (): void =>
    void root.dispatchEvent(new CustomEvent(TOLD, { detail: { code: model.get("code") } }));

  build();
  model.on("change:spec", build);
  const followed = ["change:inputs", "change:functions", "change:windows"];
  for (const event of followed) model.on(event, follow);
  model.on("change:code", onCode);
  model.on("msg:custom", onMessage);
  return () => {
    if (frame !== 0) {
      cancelAnimationFrame(frame);
      send();
    }
    model.off?.("change:spec", build);
    for (const event of followed) model.off?.(event, follow);
    model.off?.("change:code", onCode);
    model.off?.("msg:custom", onMessage);
    host?.dispose();
    root.remove();
  };
}

export default { render };
