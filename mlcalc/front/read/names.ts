/** Which names a place knows, and how a run of letters falls into them: xsinx is x · sin x where x is a letter. */

import { CONSTANTS, FUNCTIONS, GREEK, MEANT, SUBSCRIPTS } from "./table.generated.ts";
import { say } from "./words.ts";

/** A name that is known, and what it is called in a tree. */
export interface Found {
  readonly kind: "letter" | "constant" | "function";
  readonly name: string;
}

/** A name within a run of letters, from its first character to the one after its last. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly found: Found;
}

interface Way {
  readonly piece: Piece;
  readonly rest: Way | null;
}

const BY_SPELLING: ReadonlyMap<string, Found> = new Map<string, Found>([
  ...FUNCTIONS.flatMap(({ name, spellings }) =>
    spellings.map((spelling): [string, Found] => [spelling, { kind: "function", name }]),
  ),
  ...[...CONSTANTS.keys()].map((name): [string, Found] => [name, { kind: "constant", name }]),
]);

/** A name without what only sets it: x_{1}, x_1, x₁ and x1 are one name, and so are θ and theta. */
export const plain = (word: string): string =>
  Array.from(word.replace(/[_{}]/g, ""), (c) => GREEK.get(c) ?? SUBSCRIPTS.get(c) ?? c).join("");

/** The names that are known at one place. Without letters (null), every single letter is one. */
export class Names {
  readonly letters: readonly string[] | null;
  readonly exact: ReadonlySet<string>;
  readonly #known: Map<string, Found>;
  readonly #longest: number;

  constructor(letters: readonly string[] | null) {
    this.letters = letters;
    this.exact = new Set(letters);
    this.#known = new Map(BY_SPELLING);
    for (const name of letters ?? []) this.#known.set(plain(name), { kind: "letter", name });
    if (letters === null) {
      for (const name of GREEK.values())
        if (!this.#known.has(name)) this.#known.set(name, { kind: "letter", name });
    }
    this.#longest = Math.max(...Array.from(this.#known.keys(), (name) => name.length));
  }

  find(word: string): Found | null {
    const found = this.#known.get(word) ?? null;
    return found === null && this.letters === null && /^[A-Za-z]$/.test(word)
      ? { kind: "letter", name: word }
      : found;
  }

  /** Where every letter is known, one with a mark: x_1. */
  #marked(base: string, mark: string): Found | null {
    const known = this.letters === null && mark.length <= 12 ? this.find(base) : null;
    return known?.kind === "letter" ? { kind: "letter", name: `${known.name}_${mark}` } : null;
  }

  /** At most two ways to read the run as names, the longest names first. `mark` is the index of the last name. */
  ways(run: string, mark = ""): Piece[][] {
    const word = run + mark;
    // ways[i]: at most two ways to read what begins at i, each a name and one way to read what follows it.
    const ways: Way[][] = Array.from(run, () => []);
    for (let i = run.length - 1; i >= 0; i--) {
      for (let j = Math.min(run.length, i + this.#longest); j > i; j--) {
        const last = j === run.length;
        const found =
          this.find(last ? word.slice(i) : run.slice(i, j)) ??
          (last && mark !== "" ? this.#marked(run.slice(i), mark) : null);
        if (found === null) continue;
        for (const rest of last ? [null] : ways[j]) {
          // sine is a slip, and not the sine of e
          const slip = found.kind === "function" && rest !== null && isE(rest.piece.found);
          const piece = { start: i, end: last ? word.length : j, found };
          if (ways[i].length < 2 && !slip) ways[i].push({ piece, rest });
        }
      }
    }
    return run === "" ? [] : ways[0].map(listed);
  }

  /** How far names reach into a run; 0 where they reach its end, and it is a slip all the same. */
  reach(run: string): number {
    const reached = new Set([0]);
    let furthest = 0;
    for (let i = 0; i < run.length; i++) {
      if (!reached.has(i)) continue;
      furthest = i;
      const most = Math.min(run.length, i + this.#longest);
      for (let j = i + 1; j <= most; j++) if (this.find(run.slice(i, j)) !== null) reached.add(j);
    }
    return reached.has(run.length) ? 0 : furthest;
  }

  /** The name that a word with a slip in it stands for, or null. */
  meant(word: string): string | null {
    const lower = word.toLowerCase();
    const known = MEANT.get(lower);
    if (known !== undefined || word.length < 3 || word.length > 12) return known ?? null;
    const near = FUNCTIONS.flatMap(({ spellings }) => spellings).filter(
      (spelling) => spelling.length > 2 && oneKeyApart(lower, spelling),
    );
    return near.find((spelling) => sorted(spelling) === sorted(lower)) ?? near[0] ?? null;
  }

  /** Which letters there are, in words. */
  told(): string {
    if (this.letters === null) return say("any letter");
    const most = this.letters.slice(0, -1);
    const last = this.letters.at(-1);
    if (last === undefined) return say("no letters");
    return most.length > 0 ? say("letters", most.join(", "), last) : say("one letter", last);
  }
}

const isE = ({ kind, name }: Found): boolean => kind === "constant" && name === "e";

function listed(way: Way): Piece[] {
  const pieces: Piece[] = [];
  for (let next: Way | null = way; next !== null; next = next.rest) pieces.push(next.piece);
  return pieces;
}

const sorted = (word: string): string => Array.from(word).sort().join("");

/** Whether one key too many, too few or wrong, or two keys exchanged, is all that tells the words apart. */
function oneKeyApart(a: string, b: string): boolean {
  let i = 0;
  while (i < Math.min(a.length, b.length) && a[i] === b[i]) i++;
  const [c, d] = [a.slice(i), b.slice(i)];
  const exchanged = c.slice(0, 2) === Array.from(d.slice(0, 2)).reverse().join("");
  return (
    c.slice(1) === d.slice(1) ||
    c.slice(1) === d ||
    c === d.slice(1) ||
    (exchanged && c.slice(2) === d.slice(2))
  );
}
