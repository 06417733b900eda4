/**
 * Reads a number as a person types it: 0.5, .5, 1/3, 2e-3, −3, sqrt(2), 2pi, 4 + 4 ln(2).
 *
 *     sum     = product { (+ | −) product }
 *     product = factor { (· | /) factor | factor }      a factor that follows without a sign is multiplied
 *     factor  = { + | − } power
 *     power   = atom [ ^ factor ]                        so −2^2 is −4 and 2^−3 is 1/8
 *     atom    = number | name | function ( sum ) | ( sum ) | √ atom
 *
 * Nothing is ever handed to the language's own eval.
 */

import { ReadError } from "./answers/answer.ts";

const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ["pi", Math.PI],
  ["e", Math.E],
]);

const FUNCTIONS: ReadonlyMap<string, (x: number) => number> = new Map([
  ["sqrt", Math.sqrt],
  ["exp", Math.exp],
  ["ln", Math.log],
  ["log", Math.log],
  ["sin", Math.sin],
  ["cos", Math.cos],
  ["tan", Math.tan],
  ["arctan", Math.atan],
  ["tanh", Math.tanh],
  ["abs", Math.abs],
]);

const SAME: readonly (readonly [RegExp, string])[] = [
  [/[−–—]/g, "-"],
  [/\*\*/g, "^"],
  [/[×·⋅∙]/g, "*"],
  [/[÷∶]/g, "/"],
  [/[πΠ]/g, " pi "],
  [/√/g, " √ "],
];

const TOKEN = /\s*(?:((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|([a-z]+)|([-+*/^()√]))/iy;

export function readNumber(text: string): number {
  if (text.trim() === "") throw new ReadError("Type a number first.");
  const value = new Reader(tokens(text)).read();
  if (Number.isFinite(value)) return value;
  throw new ReadError(
    Number.isNaN(value)
      ? "That has no value among the real numbers."
      : "That is infinite; type a finite number.",
  );
}

/** Whether the text is a number already, and no calculation. */
export const isPlain = (text: string): boolean => /^\s*[-−+]?(\d+\.?\d*|\.\d+)\s*$/.test(text);

function tokens(text: string): string[] {
  const typed = SAME.reduce((all, [from, to]) => all.replace(from, to), text).trimEnd();
  const comma = /(\d+)((?:,\d+)+)(\.\d+)?/.exec(typed);
  if (comma !== null) throw new ReadError(aboutComma(comma[1], comma[2], comma[3] ?? ""));
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < typed.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(typed);
    if (match === null) {
      const [strange] = typed.slice(at).trimStart();
      throw new ReadError(
        `“${strange}” cannot be read here; numbers, + − · / ^, brackets, π, e and sqrt( ) can.`,
      );
    }
    found.push(match[1] ?? match[2]?.toLowerCase() ?? match[3]);
  }
  return found;
}

/** A comma between digits: before thousands, instead of a decimal point, or it cannot be told which. */
function aboutComma(whole: string, more: string, decimals: string): string {
  const grouped = `${whole}${more.replaceAll(",", "")}${decimals}`;
  const thousands = whole.length <= 3 && /^(,\d{3})+$/.test(more);
  const point = `${whole}${more.replace(",", ".")}`;
  if (thousands && (decimals !== "" || more.length > 4))
    return `Leave out the comma between thousands: ${grouped}.`;
  if (thousands && !/^0/.test(whole)) return `That can be read in two ways; write ${point} or ${grouped}.`;
  return decimals === "" && /^,\d+$/.test(more)
    ? `Write a decimal point, not a comma: ${point}.`
    : "Write numbers without commas, with a decimal point: 1234.5.";
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  read(): number {
    const value = this.#sum();
    if (this.#next === ")") throw new ReadError("One bracket too many is closed.");
    return value;
  }

  get #next(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(...wanted: string[]): string | null {
    return this.#next !== undefined && wanted.includes(this.#next) ? this.#tokens[this.#at++] : null;
  }

  #sum(): number {
    let value = this.#product();
    for (let sign = this.#take("+", "-"); sign !== null; sign = this.#take("+", "-")) {
      value += sign === "+" ? this.#product() : -this.#product();
    }
    return value;
  }

  #product(): number {
    let value = this.#factor();
    let divided = false;
    for (;;) {
      if (this.#take("*") !== null) value *= this.#factor();
      else if (this.#take("/") !== null) {
        value /= this.#factor();
        divided = true;
      } else if (this.#next !== undefined && /^[a-z√(]/.test(this.#next)) {
        if (divided)
          throw new ReadError("Like 1/2π, that can be read in two ways; write 1/(2π), or 1/2 · π.");
        value *= this.#power();
      } else if (this.#next !== undefined && /^[\d.]/.test(this.#next)) {
        throw new ReadError(
          `Something is missing before ${this.#next}: write a sign such as + or · between numbers.`,
        );
      } else return value;
    }
  }

  #factor(): number {
    const sign = this.#take("+", "-");
    if (sign === null) return this.#power();
    return this.#nested(() => (sign === "-" ? -this.#factor() : this.#factor()));
  }

  #power(): number {
    const base = this.#atom();
    return this.#take("^") === null ? base : this.#nested(() => base ** this.#factor());
  }

  #atom(): number {
    const token = this.#next;
    if (token === undefined) throw new ReadError("Something is missing at the end.");
    this.#at++;
    if (/^[\d.]/.test(token)) return Number(token);
    if (token === "(") return this.#bracket();
    if (token === "√") return Math.sqrt(this.#nested(() => this.#atom()));
    if (!/^[a-z]/.test(token)) throw new ReadError(`Something is missing before “${token}”.`);
    const constant = CONSTANTS.get(token);
    if (constant !== undefined) return constant;
    const fn = FUNCTIONS.get(token);
    if (fn === undefined) {
      const known = [...CONSTANTS.keys(), ...FUNCTIONS.keys()].join(", ");
      throw new ReadError(`“${token}” is no number that can be read here; these names can: ${known}.`);
    }
    if (this.#take("(") === null) throw new ReadError(`Write brackets after ${token}: ${token}(2).`);
    return fn(this.#bracket());
  }

  #bracket(): number {
    const value = this.#nested(() => this.#sum());
    if (this.#take(")") === null) throw new ReadError("A bracket is not closed.");
    return value;
  }

  /** A page must not break on a thousand brackets. */
  #nested(read: () => number): number {
    if (++this.#depth > 100) throw new ReadError("That is nested too deeply; type its value.");
    const value = read();
    this.#depth--;
    return value;
  }
}
