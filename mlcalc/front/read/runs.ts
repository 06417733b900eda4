/** Names in a formula's text: a run of letters, perhaps with an index, falls into the names that are known. */

import type { Names, Piece } from "./names.ts";
import { GREEK, GREEK_COMMANDS, MODULES, SUBSCRIPTS } from "./table.generated.ts";
import { refusal, say } from "./words.ts";

const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/y;
const RUN = /[A-Za-z]+/y;
const MARK = /_\{([A-Za-z0-9]+)\}|_([0-9]+|[A-Za-z]+)|([₀-₉]+)|([0-9]+)/y;

/** A piece of the text: what kind it is, what it stands for, and from where to where it was typed. */
export interface Token {
  readonly kind:
    "number" | "letter" | "constant" | "function" | "sign" | "open" | "close" | "bar" | "frac" | "end";
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

export function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Goes through one text; `found` are its tokens so far, and `notes` what was read in one of several ways. */
export class Runs {
  readonly text: string;
  readonly names: Names;
  readonly found: Token[] = [];
  readonly notes: string[] = [];
  at = 0;
  #module = false; // whether np. stands before the name to come

  constructor(text: string, names: Names) {
    this.text = text;
    this.names = names;
  }

  /** A token from here to `end`, which is then behind. */
  add(kind: Token["kind"], text: string, end: number): void {
    this.found.push({ kind, text, at: this.at, end });
    this.at = end;
  }

  note(sentence: string): void {
    if (!this.notes.includes(sentence)) this.notes.push(sentence);
  }

  /** The name or the names that begin here. */
  name(): void {
    const { text, at } = this;
    const word = match(IDENTIFIER, text, at);
    const after = at + (word?.[0].length ?? 0);
    if (word !== null && this.names.exact.has(word[0]) && !SUBSCRIPTS.has(text[after])) {
      this.add("letter", word[0], after);
      return;
    }
    if (word !== null && text[after] === "(" && /[0-9]/.test(word[0])) {
      const found = this.names.find(word[0]); // log1p(x), whose letters and digits would be taken apart
      if (found !== null) {
        this.add(found.kind, found.name, after);
        return;
      }
    }
    if (word !== null && MODULES.has(word[0]) && text[after] === "." && after + 1 < text.length) {
      this.at = after + 1;
      this.#module = true;
      return;
    }
    const run = match(RUN, text, at);
    const greek = GREEK.get(text[at]);
    if (greek !== undefined) this.named(greek, at + 1, text[at]);
    else if (run !== null) this.#run(run[0], at + run[0].length);
    else if (word !== null) throw refusal(at, "unknown", word[0], this.names.told());
    else throw refusal(at, "strange", String.fromCodePoint(text.codePointAt(at) ?? 0));
    this.#module = false;
  }

  /** A run of letters, with an index behind it or without, as the names that it is made of. */
  #run(run: string, end: number): void {
    for (const [mark, after] of this.#marks(end)) {
      const ways = this.names.ways(run, mark);
      if (ways.length > 0 && this.#taken(run, end, ways, after)) return;
    }
    const lower = run.toLowerCase();
    const [way] = run === lower ? [] : this.names.ways(lower);
    if (way !== undefined) {
      if (way.some(({ found }) => found.kind === "letter")) this.note(say("read as", run, lower));
      this.#pieces(lower, way, end);
      return;
    }
    const meant = this.names.meant(run);
    if (meant !== null) throw refusal(this.at, "meant", run, meant);
    const reach = this.names.reach(run);
    let first = run.length - reach <= 2 ? reach : 0; // the letter that is wrong, or a whole word of another kind
    const index = match(MARK, this.text, end);
    const marked = index !== null && index[4] === undefined ? index[0] : "";
    if (marked !== "" && this.names.ways(run).length > 0) first = run.length - 1; // only the index is wrong
    throw refusal(this.at + first, "unknown", run.slice(first) + marked, this.names.told());
  }

  /** A name that stands for itself: \sin, \theta_1, \operatorname{tanh}, θ. */
  named(name: string, end: number, typed: string): void {
    const word = GREEK_COMMANDS.get(name) ?? name;
    const index = match(MARK, this.text, end);
    let found = null;
    if (index !== null && index[4] === undefined) {
      const [way] = this.names.ways(word, digits(index));
      if (way?.length === 1) ({ found } = way[0]);
      end += index[0].length;
      typed += index[0];
    } else {
      found = this.names.find(word);
      if (word === "Pi" || word === "Sigma") found ??= this.names.find(word.toLowerCase());
      if (word === "log") this.note(say("log"));
    }
    if (found !== null) {
      this.add(found.kind, found.name, end);
      return;
    }
    const meant = this.names.meant(word);
    if (meant !== null) throw refusal(this.at, "meant", typed, meant);
    const greek = [...GREEK.values()].includes(word);
    throw refusal(this.at, greek ? "unknown" : "command", typed, this.names.told());
  }

  /** What may belong to a name that ends here, the longest first, and where each ends. */
  #marks(end: number): [string, number][] {
    const mark = match(MARK, this.text, end);
    if (mark === null) return [["", end]];
    const after = end + mark[0].length;
    const [, , bare = "", , number] = mark;
    if (number !== undefined) return [[number, after], ["", end]]; // prettier-ignore
    const first: [string, number][] = /^[A-Za-z]./.test(bare) ? [[bare[0], end + 2]] : [];
    return [[digits(mark), after], ...first];
  }

  /** Whether the run is read in the first of these ways; throws where another is as good. */
  #taken(run: string, end: number, ways: readonly Piece[][], after: number): boolean {
    const [first, second] = ways;
    const plainNumber = after > end && /[0-9]/.test(this.text[end]);
    const isFunction = first[first.length - 1].found.kind === "function";
    // log10(x), but log10x; and x1 is a letter only where one of that name is
    if (plainNumber && isFunction !== (this.text[after] === "(")) return false;
    if (this.names.letters === null) {
      const letters = first.every(({ found }) => found.kind !== "function");
      if (letters && run.length > 3 && first.length > 3) return false;
      const called = this.text[after] === "(" && first.length > 1;
      if (letters && called && this.names.meant(run) !== null) return false;
    } else if (second !== undefined) {
      if (first.length > 1)
        throw refusal(this.at, "two ways", run, product(run, first), product(run, second));
      const { kind, name } = first[0].found;
      const other = kind !== "function" || second.some(({ found }) => found.kind === "function");
      if (other && !this.#module) this.note(say("name", run, name, product(run, second)));
    }
    this.#pieces(run, first, after);
    return true;
  }

  #pieces(run: string, pieces: readonly Piece[], after: number): void {
    const start = this.at;
    pieces.forEach((piece, i) => {
      const { kind, name } = piece.found;
      if (name === "log" && run.startsWith("lo", piece.start) && !this.#module) this.note(say("log"));
      this.at = start + piece.start;
      this.add(kind, name, i === pieces.length - 1 ? after : start + piece.end);
    });
  }
}

/** A way to read a run, as it could be typed: a · sin x. */
const product = (run: string, way: readonly Piece[]): string =>
  way
    .map(({ start, end, found }, i) => {
      const link = i === way.length - 1 ? "" : found.kind === "function" ? " " : " · ";
      return run.slice(start, end) + link;
    })
    .join("");

/** The index itself: 12 of _{12} and of ₁₂. */
const digits = (mark: RegExpExecArray): string =>
  Array.from(mark[1] ?? mark[2] ?? mark[3] ?? mark[4], (c) => SUBSCRIPTS.get(c) ?? c).join("");
