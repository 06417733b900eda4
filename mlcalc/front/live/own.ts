/** A figure whose functions can be typed: a box for each, and under them a host for the figure that comes of it. */

import type { FormulaBox, Typed } from "../controls/formulabox.ts";
import { writeHash, type AddressState } from "../model/hash.ts";
import { rangeEnds } from "../controls/rangeends.ts";
import type { Model } from "../model/model.ts";
import type { InputSpec } from "../model/spec.ts";
import { remade, type Remake } from "../model/own.ts";
import { inputsOf, readEditable, type Editable, type Windows } from "../model/ranges.ts";
import type { Json } from "../model/readers.ts";
import { FormulaError } from "../read/words.ts";
import { html, putLast } from "../view/dom.ts";
import type { Editing, Stage } from "../view/stage.ts";
import { followAddress, windowsIn } from "./address.ts";
import { functionBox, understood } from "./boxes.ts";
import { announceFunction, followFunction, type Shown } from "./follow.ts";
import { Host, type HostOptions } from "./host.ts";
import { focusIn, inLink, kept, same } from "./keep.ts";
import { readSpec } from "./kinds.ts";
import { More } from "./more.ts";
import "./own.css";

export interface OwnOptions extends HostOptions {
  /** Called after the reader, not the program, changed a function or a range. */
  readonly onFunctions?: () => void;
}

export class OwnFigure implements Editing {
  readonly root: HTMLElement;
  readonly #listeners = new AbortController();
  readonly signal = this.#listeners.signal;
  readonly #editable: Editable;
  readonly #authors: ReadonlyMap<string, string>;
  readonly #fixed: ReadonlySet<string>;
  readonly #remake: Remake;
  readonly #options: OwnOptions;
  readonly #boxes = new Map<string, FormulaBox>();
  readonly #panel = html("div", { class: "mlcalc-own" });
  #functions: ReadonlyMap<string, string>;
  #windows: Windows;
  #host: Host;
  #frame = 0;
  #more: More | null = null;

  constructor(root: HTMLElement, json: Json, editable: Editable, remake: Remake, options: OwnOptions) {
    [this.root, this.#editable, this.#remake, this.#options] = [root, editable, remake, options];
    const { author, functions, windows, letters } = editable;
    this.#authors = (readEditable(author) ?? editable).functions;
    this.#fixed = new Set(inputsOf(author).flatMap(({ name }) => (letters.includes(name) ? [] : [name])));
    [this.#functions, this.#windows] = [functions, windows];
    const own = editable.follows === "" ? [...functions.keys()] : [];
    for (const name of own) this.#boxes.set(name, this.#box(name));
    this.#host = this.#hostOf(json);
    if (editable.follows === "") {
      root.querySelector(".mlcalc-body")!.before(this.#panel);
      if (functions.size === 1 && editable.spellings === null) {
        this.#more = new More(this, editable.opened);
        putLast(root, this.#more.element);
      }
    }
    this.#write();
    this.#join();
    if (options.address) followAddress(this, this.model.spec.id, (state) => this.#follow(state), own);
  }

  get model(): Model {
    return this.#host.model;
  }

  tell(text: string): void {
    this.#host.tell(text);
  }

  /** Moves inputs as the program says; what this function has no letter for belongs to the next one, or to the last. */
  assign(values: Readonly<Record<string, number>>): void {
    const known = Object.entries(values).filter(([name]) => this.model.isInput(name));
    this.#host.assign(Object.fromEntries(known));
    this.#changed();
  }

  /** Functions and ranges as a program says. */
  assignFunctions(functions: Json, windows: Json): void {
    const texts = new Map([...this.#functions, ...(Object.entries(functions) as [string, string][])]);
    const ranges = new Map(Object.entries(windows)) as Windows;
    if (same(texts, this.#functions) && same(ranges, this.#windows)) return;
    this.#try(texts, ranges);
    this.#write();
  }

  /** What a program hears of the functions and ranges. */
  own(): { readonly functions: unknown; readonly windows: unknown } {
    return { functions: Object.fromEntries(this.#functions), windows: Object.fromEntries(this.#windows) };
  }

  rangeEnds(stage: Stage, input: InputSpec): HTMLElement | null {
    const set = (low: number, high: number): void => {
      this.#show(this.#functions, new Map([...this.#windows, [input.name, [low, high] as const]]));
      this.#options.onFunctions?.();
    };
    return this.#fixed.has(input.name) ? null : rangeEnds(stage, input, set);
  }

  reset(): void {
    const { inputs } = this.model.spec;
    if (this.#editable.follows !== "")
      return this.assign(Object.fromEntries(inputs.map(({ name, start }) => [name, start])));
    this.#show(this.#authors, new Map(), false);
    this.#write();
    this.#options.onFunctions?.();
  }

  state(): Record<string, number | string> {
    if (this.#editable.follows !== "") return {}; // the function is that of the other figure's link
    return inLink(this.#functions, this.#authors, this.#windows);
  }

  dispose(): void {
    this.#listeners.abort();
    cancelAnimationFrame(this.#frame);
    this.#host.dispose();
    this.#panel.remove();
    this.#more?.element.remove();
  }

  /** A box for one of the functions, applied while one types, once a frame, and at once by Enter. */
  #box(name: string): FormulaBox {
    const box = functionBox(this.#editable, name, {
      announce: (text) => this.#host.announce(text),
      changed: (read) => {
        if (read === null || read instanceof FormulaError || this.#frame !== 0) return;
        if (document.hidden) this.#apply();
        else this.#frame = requestAnimationFrame(() => this.#apply());
      },
      enter: () => this.#apply(),
    });
    this.#panel.append(box.row);
    return box;
  }

  /** What stands in the boxes, where all of it can be read. */
  #apply(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const texts = new Map(this.#functions);
    for (const [name, box] of this.#boxes) {
      try {
        texts.set(name, box.read().text);
      } catch {
        // The box says why, and its last function stays.
      }
    }
    if (!same(texts, this.#functions) && this.#try(texts, this.#windows)) this.#options.onFunctions?.();
  }

  /** Shows these functions; where there is nothing to be seen the last figure stays, and the boxes say why. */
  #try(functions: ReadonlyMap<string, string>, windows: Windows): boolean {
    try {
      this.#show(functions, windows);
      return true;
    } catch (error) {
      const changed = [...functions].find(([name, text]) => text !== this.#functions.get(name));
      const box = changed && this.#boxes.get(changed[0]);
      const told = error instanceof FormulaError ? error : new FormulaError((error as Error).message, 0);
      void (box === undefined ? this.tell(told.message) : box.refuse(told));
      this.#host.announce(told.message);
      return false;
    }
  }

  #show(functions: ReadonlyMap<string, string>, windows: Windows, keep = true): void {
    const { author } = this.#editable;
    const isAuthors = same(functions, this.#authors) && windows.size === 0;
    const json = isAuthors ? author : remade(this.#remake, this.#editable, functions, windows);
    const [last, state, focus] = [this.#host, this.#host.state(), focusIn(this.root)];
    this.#host = this.#hostOf(json);
    [this.#functions, this.#windows] = [functions, windows];
    last.dispose();
    if (this.#more !== null) putLast(this.root, this.#more.element); // below the figure, which is new
    if (keep) this.#host.assign(kept(this.#host.model, state));
    if (focus !== null) this.root.querySelector<HTMLElement>(focus)?.focus();
    this.#changed();
  }

  #hostOf(json: Json): Host {
    const { address, onMove } = this.#options;
    const moved = (): void => {
      this.#changed();
      onMove?.();
    };
    const options = { onMove: moved, ...(address && { address }), editing: this };
    return new Host(this.root, readSpec(json), options);
  }

  #changed(): void {
    this.#more?.requestUpdate();
    announceFunction(this.root, this.#editable.follows, this.shown());
  }

  /** Figures that show one function, wherever they are in the page: one has the box, the others follow it. */
  #join(): void {
    const { follows } = this.#editable;
    followFunction(this, follows, () => this.shown(), ({ text, windows, inputs }) => {
      const [name] = this.#functions.keys();
      const [texts, ranges] = [new Map([[name, text]]), new Map(windows)];
      if (!same(texts, this.#functions) || !same(ranges, this.#windows)) {
        this.tell("");
        if (!this.#try(texts, ranges)) return;
      }
      this.#host.assign(kept(this.model, inputs));
    }); // prettier-ignore
  }

  /** What figures that follow this one, and its own code and links, have to know. */
  shown(): Shown {
    const [[name, text]] = this.#functions;
    return { spec: this.model.spec, name, text, windows: [...this.#windows], inputs: this.model.inputs() };
  }

  /** The one function as a graph. */
  read(): Typed {
    const [[name, text]] = this.#functions;
    return understood(this.#editable, name, text);
  }

  /** A link to what is shown now. */
  link(): string {
    return writeHash(this.model.spec.id, this.#host.state());
  }

  #write(): void {
    for (const [name, box] of this.#boxes) {
      const text = this.#functions.get(name)!;
      if (box.input.value !== text) box.write(text);
    }
  }

  /** Functions and ranges first, for they say which inputs there are. */
  #follow({ inputs, functions }: AddressState): void {
    const { windows, values } = windowsIn(inputs);
    if (this.#editable.follows !== "") return this.assign(values);
    const texts = new Map([...this.#authors, ...functions]);
    for (const [name, text] of texts) this.#boxes.get(name)?.write(text);
    if (!same(texts, this.#functions) || !same(windows, this.#windows)) {
      if (!this.#try(texts, windows)) return;
      this.#options.onFunctions?.();
    }
    this.#host.assign(values);
    this.#changed();
  }
}
