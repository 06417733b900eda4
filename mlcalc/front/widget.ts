/** The notebook's module: the same figure as an anywidget, its inputs and values shared with Python as traits. */

import { explain, Host } from "./live/host.ts";
import { readSpec } from "./live/kinds.ts";
import { ANSWERED, type Answered } from "./view/answered.ts";
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

function render({ model, el }: { model: WidgetModel; el: HTMLElement }): () => void {
  const root = html("div", { class: "mlcalc-figure" });
  el.append(root);
  let host: Host | null = null;
  let frame = 0;

  const send = (): void => {
    frame = 0;
    if (host === null) return;
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
    host?.dispose();
    host = null;
    root.replaceChildren();
    delete root.dataset["state"];
    const spec = model.get("spec") as { kind?: string; id?: string; alt?: string };
    root.dataset["kind"] = String(spec?.kind ?? "");
    if (spec?.id) root.id = spec.id;
    try {
      host = new Host(root, readSpec(spec), { onMove });
      follow();
    } catch (error) {
      if (spec?.alt) root.append(html("p", {}, spec.alt));
      explain(root, error);
    }
  };
  const follow = (): void => {
    // What is about to be sent is newer than what Python still holds.
    if (frame === 0) host?.assign((model.get("inputs") ?? {}) as Inputs);
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
  model.on("change:code", onCode);
  model.on("msg:custom", onMessage);
  model.on("change:inputs", follow);
  return () => {
    if (frame !== 0) {
      cancelAnimationFrame(frame);
      send();
    }
    model.off?.("change:spec", build);
    model.off?.("change:inputs", follow);
    model.off?.("change:code", onCode);
    model.off?.("msg:custom", onMessage);
    host?.dispose();
    root.remove();
  };
}

export default { render };
