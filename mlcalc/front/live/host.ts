/** Brings one figure to life in an element, and takes care that it works only while it is seen. */

import { guardRanges } from "../controls/ranges.ts";
import { Model } from "../model/model.ts";
import { html, putLast } from "../view/dom.ts";
import { setCaption, updateScrollStops } from "../view/formula.ts";
import type { Reading, View } from "../view/kind.ts";
import { Numbers, nameInButtons } from "../view/numbers.ts";
import type { Editing, Setting, Stage } from "../view/stage.ts";
import { followAddress } from "./address.ts";
import { registerFonts, whenStyled } from "./styles.ts";
import { Voice } from "./voice.ts";

export interface HostOptions {
  /** Whether the page's address sets this figure's inputs. */
  readonly address?: boolean;
  /** Called after the reader, not the program, moved an input. */
  readonly onMove?: () => void;
  /** What has the functions of this figure, where they can be typed: it reads the address, too. */
  readonly editing?: Editing;
}

export class Host implements Stage {
  readonly root: HTMLElement;
  readonly model: Model;
  readonly numbers: Numbers;
  readonly sharesAddress: boolean;
  readonly editing: Editing | null;
  readonly settings = new Map<string, Setting>();
  readonly #listeners = new AbortController();
  readonly signal = this.#listeners.signal;
  readonly #view: View;
  readonly #voice: Voice;
  readonly #onMove: () => void;
  readonly #note = html("p", { class: "mlcalc-note", role: "status", hidden: "" });
  readonly #observers: { disconnect(): void }[] = [];
  #alive = false;
  #frame = 0;
  #seen = true;
  #stale = false;
  #resized = false;

  constructor(root: HTMLElement, reading: Reading, options: HostOptions = {}) {
    this.root = root;
    this.model = new Model(reading.spec);
    this.numbers = new Numbers(this.model, reading.roles);
    this.sharesAddress = options.address ?? false;
    this.editing = options.editing ?? null;
    this.#onMove = options.onMove ?? (() => {});
    this.#view = reading.view(this);
    this.#view.element.append(this.#note);
    this.#voice = new Voice(this.#view, this.model, this.numbers, reading);
    nameInButtons(this.#view.element);
    if (this.sharesAddress && this.editing === null) this.#followAddress();
    this.numbers.update();
    this.#view.update();
    this.#voice.describe();

    for (const picture of root.querySelectorAll("img, .mlcalc-still, .mlcalc-error")) picture.remove();
    putLast(root, this.#view.element);
    setCaption(root);
    registerFonts(root);
    this.#view.resize();
    this.#view.draw();
    updateScrollStops(this.#view.element);
    root.dataset["state"] = "live";
    this.#alive = true;
    guardRanges(this);
    this.#watch();
    this.listen(root, "keydown", keepKey);
  }

  listen<K extends keyof HTMLElementEventMap>(
    element: EventTarget,
    type: K,
    act: (event: HTMLElementEventMap[K]) => void,
    options: AddEventListenerOptions = {},
  ): void {
    element.addEventListener(type, act as EventListener, { ...options, signal: this.signal });
  }

  set(values: Readonly<Record<string, number>>): void {
    if (!this.model.set(values)) return;
    this.#follow();
    this.#onMove();
  }

  reset(): void {
    if (this.editing !== null) return this.editing.reset();
    if (!this.model.reset()) return;
    this.#follow();
    this.#onMove();
  }

  state(): Record<string, number | string> {
    const settings = [...this.settings].map(([name, { read }]) => [name, read()]);
    return { ...this.editing?.state(), ...this.model.inputs(), ...Object.fromEntries(settings) };
  }

  /** Moves inputs as the program says: what cannot be is told below the figure, and nobody is called back. */
  assign(values: Readonly<Record<string, number>>): void {
    const told: string[] = [];
    const usable: Record<string, number> = {};
    // In their own order: what changes the number of steps comes before the step.
    for (const [name, { write }] of this.settings) if (Object.hasOwn(values, name)) write(values[name]);
    for (const [name, value] of Object.entries(values)) {
      if (this.settings.has(name)) continue;
      try {
        const { low, high } = this.model.input(name);
        if (value < low || value > high) {
          told.push(
            `${name} = ${value} is outside its range; it stays between ${this.numbers.format(name, low)} and ${this.numbers.format(name, high)}.`,
          );
        }
        usable[name] = value;
      } catch (error) {
        told.push((error as Error).message);
      }
    }
    const more = told.length > 3 ? ` And ${told.length - 3} more could not be set.` : "";
    this.tell(told.slice(0, 3).join(" ") + more);
    if (this.model.set(usable)) this.#follow();
  }

  dispose(): void {
    this.#listeners.abort();
    for (const observer of this.#observers) observer.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#voice.dispose();
    this.#view.dispose?.();
    this.#view.element.remove();
  }

  #followAddress(): void {
    const { linked } = this.#view;
    followAddress(
      this,
      this.model.spec.id,
      ({ inputs, functions }) => {
        this.assign(inputs);
        linked?.write(functions);
      },
      linked?.names,
    );
  }

  /** Numbers follow at once, the drawing with the next frame: several moves within a frame are drawn once, the last one. */
  #follow(): void {
    this.numbers.update();
    this.#view.update();
    this.#requestDraw();
    this.#voice.speakLater();
  }

  announce(text: string): void {
    // What stands there at the start is read by whoever comes to it.
    if (!this.#alive) return;
    this.#voice.speakLater(text);
  }

  redraw(): void {
    this.#requestDraw();
  }

  #requestDraw(): void {
    this.#stale = true;
    if (!this.#seen || document.hidden || this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#stale = false;
      try {
        if (this.#resized) {
          this.#view.resize();
          updateScrollStops(this.#view.element);
        }
        this.#resized = false;
        this.#view.draw();
      } catch (error) {
        this.tell(`The figure could not be drawn: ${(error as Error).message}`);
      }
    });
  }

  /** A sentence below the figure, or none. */
  tell(text: string): void {
    this.#note.textContent = text;
    this.#note.hidden = text === "";
  }

  #watch(): void {
    const sight = new IntersectionObserver(
      (entries) => {
        this.#seen = entries.at(-1)!.isIntersecting;
        if (this.#seen && this.#stale) this.#requestDraw();
      },
      { rootMargin: "120px" },
    );
    sight.observe(this.root);
    let width = this.root.clientWidth;
    // Laying out within this callback would change sizes while the browser is still reporting them.
    const size = new ResizeObserver(() => {
      if (this.root.clientWidth === width) return;
      width = this.root.clientWidth;
      this.#resized = true;
      this.#requestDraw();
    });
    size.observe(this.root);
    const styled = whenStyled(this.root, this.#view.element, () => {
      registerFonts(this.root);
      this.#resized = true;
      this.#requestDraw();
    });
    this.#observers.push(sight, size, styled);
    document.addEventListener("visibilitychange", () => this.#stale && this.#requestDraw(), {
      signal: this.signal,
    });
  }
}

/** A key that is pressed in a figure is no command to the page around it: a notebook or slides would move on. */
function keepKey(event: KeyboardEvent): void {
  if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
}

/** Leaves the static picture where it is and says, below it, why the figure does not move. */
export function explain(root: HTMLElement, error: unknown): void {
  root.dataset["state"] = "failed";
  root.querySelector(".mlcalc-error")?.remove();
  const reason = error instanceof Error ? error.message : String(error);
  root.append(html("p", { role: "status", class: "mlcalc-error" }, `This figure stays a picture. ${reason}`));
}
