/** The notebook's module: the same figure as an anywidget, its inputs and values shared with Python as traits. */

import { bring } from "./live/bring.ts";
import { captionOf } from "./live/caption.ts";
import { explain, type Host } from "./live/host.ts";
import { OwnFigure } from "./live/own/own.ts";
import { ANSWERED, type Answered } from "./view/answered.ts";
import { trained } from "./trained.ts";
import { html } from "./view/dom.ts";
import { NEEDED, SHARED, TOLD, type Needed, type Traits } from "./view/needed.ts";

interface WidgetModel {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  on(event: string, callback: (...given: never[]) => void): void;
  /** Where there is no Python behind the page, these are missing, or they throw, as MyST's do. */
  save_changes?(): void;
  off?(event: string, callback: (...given: never[]) => void): void;
  send?(content: unknown): void;
}

/** Whether a host could do something; what it cannot do is no harm to the figure. */
function could(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
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
  let sending = false;

  const share = (traits: Traits): void => {
    // One after the other, and some hosts tell of each: what has not been set yet is older than the figure.
    sending = true;
    for (const [name, value] of Object.entries(traits)) model.set(name, value);
    sending = false;
    could(() => model.save_changes?.());
  };
  const send = (): void => {
    frame = 0;
    if (host === null) return;
    const own = host instanceof OwnFigure ? host.own() : {};
    share({ ...own, inputs: host.model.inputs(), values: host.model.outputs() });
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
    if (frame !== 0 || sending) return;
    if (host instanceof OwnFigure) {
      const [functions, windows, spec] = ["functions", "windows", "spec"].map((name) =>
        object(model.get(name)),
      );
      host.assignFunctions(functions, windows, spec);
    }
    host?.assign((model.get("inputs") ?? {}) as Inputs);
  };

  root.addEventListener(ANSWERED, (event) => {
    const before = (model.get("answers") ?? []) as Answered[];
    share({ answers: [...before, (event as CustomEvent<Answered>).detail] });
  });
  root.addEventListener(SHARED, (event) => share((event as CustomEvent<Traits>).detail));
  // Python in the page comes from the Python behind it, where a kernel runs that can answer.
  let waiting: Needed | null = null;
  root.addEventListener(NEEDED, (event) => {
    event.preventDefault();
    waiting = (event as CustomEvent<Needed>).detail;
    if (!model.send || !could(() => model.send!({ needs: "python" })))
      waiting.refuse("There is no kernel behind this page; run the notebook.");
  });
  const onMessage = (message: { readonly python?: string }): void => {
    if (typeof message.python === "string") waiting?.give(message.python);
  };
  const onCode = (): void =>
    void root.dispatchEvent(new CustomEvent(TOLD, { detail: { code: model.get("code") } }));

  build();
  const heard: [string, (...given: never[]) => void][] = [
    ["change:spec", build],
    ["change:inputs", follow],
    ["change:functions", follow],
    ["change:windows", follow],
    ["change:code", onCode],
    ["msg:custom", onMessage],
  ];
  for (const [event, act] of heard) model.on(event, act);
  return () => {
    if (frame !== 0) {
      cancelAnimationFrame(frame);
      send();
    }
    for (const [event, act] of heard) could(() => model.off?.(event, act));
    host?.dispose();
    root.remove();
  };
}

export default { render };
