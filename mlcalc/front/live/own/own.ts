/** A figure whose functions can be typed: boxes for them, and under these a host for the figure that comes of it. */

import type { Typed } from "../../controls/formulabox.ts";
import { writeHash, type AddressState } from "../../model/hash.ts";
import { rangeEnds } from "../../controls/rangeends.ts";
import { LINKED } from "../../model/linked.ts";
import type { Model } from "../../model/model.ts";
import type { InputSpec } from "../../model/spec.ts";
import { remade, type Remake } from "../../model/own.ts";
import { inputsOf, readEditable, type Editable, type Windows } from "../../model/ranges.ts";
import type { Json } from "../../model/readers.ts";
import { FormulaError } from "../../read/words.ts";
import { putLast } from "../../view/dom.ts";
import type { Editing, Stage } from "../../view/stage.ts";
import { followAddress, windowsIn } from "../address.ts";
import { Boxes, understood } from "./boxes.ts";
import { announceFunction, followFunction, shownBy, type Shown } from "./follow.ts";
import { Host, type HostOptions } from "../host.ts";
import { focusIn, inLink, kept, same, toPython, type Functions } from "./keep.ts";
import { readSpec } from "../kinds.ts";
import { More } from "./more.ts";
import { ProgramBox } from "./program.ts";
import "./own.css";

export interface OwnOptions extends HostOptions {
  /** Called after the reader, not the program, changed a function or a range. */
  readonly onFunctions?: () => void;
  /** Whether the page has Python to give, for programs in place of formulas. */
  readonly python?: boolean;
}

export class OwnFigure implements Editing {
  readonly root: HTMLElement;
  readonly #listeners = new AbortController();
  readonly signal = this.#listeners.signal;
  readonly #editable: Editable;
  readonly #authors: Functions;
  readonly #remake: Remake;
  readonly #options: OwnOptions;
  readonly #boxes: Boxes;
  #functions: Functions;
  #windows: Windows;
  #host: Host;
  #more: More | null = null;
  #program: ProgramBox | null = null;

  constructor(root: HTMLElement, json: Json, editable: Editable, remake: Remake, options: OwnOptions) {
    [this.root, this.#editable, this.#remake, this.#options] = [root, editable, remake, options];
    const { author, functions, windows, follows } = editable;
    this.#authors = (readEditable(author) ?? editable).functions;
    [this.#functions, this.#windows] = [functions, windows];
    const own = follows === "" ? [...functions.keys()] : [];
    this.#boxes = new Boxes(editable, own, this, () => this.#apply());
    this.#host = this.#hostOf(json);
    if (follows === "") this.#addBoxes();
    this.#write();
    followFunction(this, follows);
    if (options.address)
      followAddress(this, this.model.spec.id, (state) => this.#follow(state), [...own, LINKED]);
  }

  get model(): Model {
    return this.#host.model;
  }

  get functions(): Functions {
    return this.#functions;
  }

  tell(text: string): void {
    this.#host.tell(text);
  }

  announce(text: string): void {
    this.#host.announce(text);
  }

  /** Moves inputs as the program says; what this function has no letter for belongs to the next one, or to the last. */
  assign(values: Readonly<Record<string, number>>): void {
    const known = Object.entries(values).filter(([name]) => this.model.isInput(name));
    this.#host.assign(Object.fromEntries(known));
    this.#changed();
  }

  /** Functions and ranges as Python says, whose specification knows what programs among them come to. */
  assignFunctions(functions: Json, windows: Json, spec: Json): void {
    for (const [text, drawn] of readEditable(spec)?.programs ?? []) this.#editable.programs.set(text, drawn);
    const texts = new Map([...this.#functions, ...(Object.entries(functions) as [string, string][])]);
    const ranges = new Map(Object.entries(windows)) as Windows;
    this.#shows(texts, ranges);
    this.#write();
  }

  /** What Python hears of the functions, of programs among them, and of the ranges. */
  own(): Readonly<Record<"functions" | "windows" | "programs", unknown>> {
    return toPython(this.#functions, this.#windows, this.#editable.programs);
  }

  rangeEnds(stage: Stage, input: InputSpec): HTMLElement | null {
    const set = (low: number, high: number): void => {
      this.#show(this.#functions, new Map([...this.#windows, [input.name, [low, high] as const]]));
      this.#options.onFunctions?.();
    };
    const { author, letters } = this.#editable;
    const fixed = !letters.includes(input.name) && inputsOf(author).some(({ name }) => name === input.name);
    return fixed ? null : rangeEnds(stage, input, set);
  }

  reset(): void {
    const { inputs } = this.model.spec;
    if (this.#editable.follows !== "")
      return this.assign(Object.fromEntries(inputs.map(({ name, start }) => [name, start])));
    this.#show(this.#authors, new Map(), false);
    this.#program?.clear();
    this.#write();
    this.#options.onFunctions?.();
  }

  state(): Record<string, number | string> {
    if (this.#editable.follows !== "") return {}; // the function is that of the other figure's link
    return { ...this.#program?.state(), ...inLink(this.#functions, this.#authors, this.#windows) };
  }

  dispose(): void {
    this.#listeners.abort();
    this.#host.dispose();
    this.#boxes.dispose();
    this.#program?.dispose();
    this.#more?.element.remove();
  }

  /** The boxes on the figure's card, for formulas and for a program, and below the figure what else is known. */
  #addBoxes(): void {
    const { python, address = false } = this.#options;
    if (python) this.#program = new ProgramBox(this, this.#editable, this.#boxes.element, address);
    this.root.querySelector(".mlcalc-body")!.before(this.#boxes.element);
    if (this.#functions.size !== 1 || this.#editable.spellings !== null) return;
    this.#more = new More(this, this.#editable.opened);
    putLast(this.root, this.#more.element);
  }

  /** What stands in the boxes, where all of it can be read. */
  #apply(): void {
    const texts = this.#boxes.read(this.#functions);
    if (!same(texts, this.#functions) && this.#shows(texts, this.#windows)) this.#options.onFunctions?.();
  }

  /** Draws these of the functions over these ranges too, at these inputs; returns why it cannot, or "". */
  draw(texts: Functions, windows: Windows, inputs: Readonly<Record<string, number>>): string {
    const refused = this.#attempt(new Map([...this.#functions, ...texts]), new Map([...this.#windows, ...windows])); // prettier-ignore
    if (refused !== null) return refused.message;
    this.#host.assign(kept(this.model, inputs));
    this.#write();
    this.#options.onFunctions?.();
    return "";
  }

  /** Shows these functions; where there is nothing to be seen the last figure stays, and the boxes say why. */
  #shows(functions: Functions, windows: Windows): boolean {
    if (same(functions, this.#functions) && same(windows, this.#windows)) return true;
    const told = this.#attempt(functions, windows);
    if (told === null) return true;
    if (!this.#boxes.refuse(this.#functions, functions, told)) this.tell(told.message);
    this.announce(told.message);
    return false;
  }

  #attempt(functions: Functions, windows: Windows): FormulaError | null {
    try {
      this.#show(functions, windows);
      return null;
    } catch (error) {
      return error instanceof FormulaError ? error : new FormulaError((error as Error).message, 0);
    }
  }

  #show(functions: Functions, windows: Windows, keep = true): void {
    const { author } = this.#editable;
    const authors = same(functions, this.#authors) && windows.size === 0;
    const json = authors ? author : remade(this.#remake, this.#editable, functions, windows);
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

  /** Shows what the figure shows that this one follows. */
  followShown({ text, windows, inputs, drawn }: Shown): void {
    const [name] = this.#functions.keys();
    if (drawn.length > 0) this.#editable.programs.set(text, [[name, drawn[0][1], drawn[0][2]]]);
    this.tell("");
    if (this.#shows(new Map([[name, text]]), new Map(windows))) this.#host.assign(kept(this.model, inputs));
  }

  /** What figures that follow this one, and its own code and links, have to know. */
  shown(): Shown {
    return shownBy(this.model, this.#functions, this.#windows, this.#editable.programs);
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
    this.#boxes.write(this.#functions);
    this.#program?.show();
  }

  /** Functions and ranges first, for they say which inputs there are. */
  #follow({ inputs, functions }: AddressState): void {
    const { windows, values } = windowsIn(inputs);
    if (this.#editable.follows !== "") return this.assign(values);
    const linked = functions.get(LINKED);
    if (linked !== undefined) return this.#program?.restore(linked, windows, values);
    const texts = new Map([...this.#authors, ...functions]);
    this.#boxes.write(texts);
    const last = this.#host;
    if (!this.#shows(texts, windows)) return;
    if (this.#host !== last) this.#options.onFunctions?.();
    this.#host.assign(values);
    this.#changed();
  }
}
