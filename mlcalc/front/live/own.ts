/** A figure whose functions can be typed: a box for each, and under them a host for the figure that comes of it. */

import { formulaBox, type FormulaBox, type Typed } from "../controls/formulabox.ts";
import { Builder, type Node } from "../calculus/builder.ts";
import { symbol } from "../calculus/symbols.ts";
import type { AddressState } from "../model/hash.ts";
import type { Model } from "../model/model.ts";
import { readFunction, remade, type Remake } from "../model/own.ts";
import { inputsOf, readEditable, type Editable, type Windows } from "../model/ranges.ts";
import type { Json } from "../model/readers.ts";
import { build } from "../read/build.ts";
import { FormulaError } from "../read/words.ts";
import { html } from "../view/dom.ts";
import { label } from "../view/formula.ts";
import type { Editing } from "../view/stage.ts";
import { followAddress } from "./address.ts";
import { Host, type HostOptions } from "./host.ts";
import { focusIn, kept } from "./keep.ts";
import { readSpec } from "./kinds.ts";
import "./own.css";

export interface OwnOptions extends HostOptions {
  /** Called after the reader, not the program, changed a function or a range. */
  readonly onFunctions?: () => void;
}

const same = <T>(one: ReadonlyMap<string, T>, other: ReadonlyMap<string, T>): boolean =>
  JSON.stringify([...one]) === JSON.stringify([...other]);

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

  constructor(root: HTMLElement, json: Json, editable: Editable, remake: Remake, options: OwnOptions) {
    this.root = root;
    this.#editable = editable;
    this.#remake = remake;
    this.#options = options;
    const { author, functions, windows, letters } = editable;
    this.#authors = (readEditable(author) ?? editable).functions;
    this.#fixed = new Set(inputsOf(author).flatMap(({ name }) => (letters.includes(name) ? [] : [name])));
    [this.#functions, this.#windows] = [functions, windows];
    for (const name of functions.keys()) this.#boxes.set(name, this.#box(name));
    this.#host = this.#hostOf(json);
    root.insertBefore(this.#panel, root.querySelector(".mlcalc-body"));
    this.#write();
    if (options.address) {
      const apply = (state: AddressState): void => this.#follow(state);
      followAddress(this, String(json["id"] ?? ""), apply, [...functions.keys()]);
    }
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
  }

  /** Functions and ranges as a program says. */
  assignFunctions(functions: Json, windows: Json): void {
    const texts = new Map([...this.#functions, ...(Object.entries(functions) as [string, string][])]);
    const ranges = new Map(Object.entries(windows)) as Windows;
    if (same(texts, this.#functions) && same(ranges, this.#windows)) return;
    this.#try(texts, ranges);
    this.#write();
  }

  functions(): Record<string, string> {
    return Object.fromEntries(this.#functions);
  }

  windows(): Record<string, readonly [number, number]> {
    return Object.fromEntries(this.#windows);
  }

  isLetter(name: string): boolean {
    return !this.#fixed.has(name);
  }

  setWindow(name: string, low: number, high: number): void {
    this.#show(this.#functions, new Map([...this.#windows, [name, [low, high] as const]]));
    this.#options.onFunctions?.();
  }

  reset(): void {
    this.#show(this.#authors, new Map(), false);
    this.#write();
    this.#options.onFunctions?.();
  }

  state(): Record<string, number | string> {
    const typed = [...this.#functions].filter(([name, text]) => text !== this.#authors.get(name));
    const ends = [...this.#windows].flatMap(([name, [low, high]]) => [
      [`${name}.from`, low] as const,
      [`${name}.to`, high] as const,
    ]);
    return Object.fromEntries([...typed, ...ends]);
  }

  dispose(): void {
    this.#listeners.abort();
    cancelAnimationFrame(this.#frame);
    this.#host.dispose();
    this.#panel.remove();
  }

  /** A box for one of the functions, applied while one types, once a frame, and at once by Enter. */
  #box(name: string): FormulaBox {
    const box = formulaBox({
      name: `function ${name}`,
      letters: null,
      attributes: { "data-formula": name },
      understand: (text) => this.#understood(name, text),
      announce: (text) => this.#host.announce(text),
      changed: (read) => {
        if (read === null || read instanceof FormulaError || this.#frame !== 0) return;
        if (document.hidden) this.#apply();
        else this.#frame = requestAnimationFrame(() => this.#apply());
      },
    });
    box.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.#apply();
    });
    const { value, labels } = this.#editable.author;
    const given = name === value ? (labels as { z?: string } | undefined)?.z : undefined;
    const latex = given ?? symbol(name.replace(/\[(\d+)\]$/, "_$1"));
    const row = html("div", { class: "mlcalc-own-row" }, label(`${latex} =`), box.element);
    this.#panel.append(row);
    return box;
  }

  #understood(name: string, text: string): Typed {
    const { tree, letters, notes } = readFunction(this.#editable, name, text, true);
    const builder = new Builder();
    return { text, letters, builder, node: build<Node>(tree, builder), notes };
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
        return; // the box says why
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
      if (box === undefined) this.tell(told.message);
      else box.refuse(told);
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
    if (keep) this.#host.assign(kept(this.#host.model, state));
    if (focus !== null) this.root.querySelector<HTMLElement>(focus)?.focus();
  }

  #hostOf(json: Json): Host {
    const { address, onMove } = this.#options;
    const options = { ...(onMove && { onMove }), ...(address && { address }), editing: this };
    return new Host(this.root, readSpec(json), options);
  }

  #write(): void {
    for (const [name, box] of this.#boxes) {
      const text = this.#functions.get(name)!;
      if (box.input.value !== text) box.write(text);
    }
  }

  /** Functions and ranges first, for they say which inputs there are. */
  #follow({ inputs, functions }: AddressState): void {
    const windows = new Map<string, readonly [number, number]>();
    const values = new Map(Object.entries(inputs));
    for (const [entry, low] of values) {
      const name = entry.endsWith(".from") ? entry.slice(0, -5) : null;
      const high = values.get(`${name}.to`);
      if (name !== null && high !== undefined) windows.set(name, [low, high]);
    }
    for (const name of windows.keys()) for (const end of ["from", "to"]) values.delete(`${name}.${end}`);
    const texts = new Map([...this.#authors, ...functions]);
    for (const [name, text] of texts) this.#boxes.get(name)!.write(text);
    if (!same(texts, this.#functions) || !same(windows, this.#windows)) {
      if (!this.#try(texts, windows)) return;
      this.#options.onFunctions?.();
    }
    this.#host.assign(Object.fromEntries(values));
  }
}
