/** A place among the tokens of a formula, and the sentences about what stands there. */

import type { Token } from "./runs.ts";
import { PAIRS } from "./table.generated.ts";
import { refusal, say, type FormulaError, type Sentence } from "./words.ts";

const DEPTH = 50;

/** Moves over tokens; knows how deep it is, and what was noted. */
export class Cursor {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly notes: string[];
  index = 0;
  depth = 0;
  bars = 0; // how many |…| are open here

  constructor(text: string, tokens: readonly Token[], notes: string[]) {
    this.text = text;
    this.tokens = tokens;
    this.notes = notes;
  }

  get next(): Token {
    return this.tokens[this.index];
  }

  /** The next token if it is one of these signs, which is then behind; else null. */
  take(...wanted: readonly string[]): Token | null {
    return this.next.kind === "sign" && wanted.includes(this.next.text) ? this.tokens[this.index++] : null;
  }

  /** Whether there is a space before the token (the next, if none is named). */
  gap(index = this.index): boolean {
    return index > 0 && this.tokens[index - 1].end < this.tokens[index].at;
  }

  /** What was typed from token `first` to before token `last` (the next, if none is named). */
  cut(first: number, last = this.index): string {
    return this.text.slice(this.tokens[first].at, this.tokens[last - 1].end);
  }

  note(key: Sentence, ...given: readonly string[]): void {
    const sentence = say(key, ...given);
    if (!this.notes.includes(sentence)) this.notes.push(sentence);
  }

  /** One level deeper, or a refusal where that is too deep. (Whoever enters also leaves.) */
  enter(): void {
    if (++this.depth > DEPTH) throw refusal(this.next.at, "deep");
  }

  leave(): void {
    this.depth--;
  }

  /** The refusal of what was typed since token `first`, with both ways to read it. */
  twoWays(first: number, one: string, other: string): FormulaError {
    return refusal(this.tokens[first].at, "two ways", this.cut(first), one, other);
  }

  /** What to say where a number, a letter or a bracket had to follow. */
  missing(): FormulaError {
    const token = this.next;
    const before = this.index > 0 ? this.tokens[this.index - 1] : null;
    if (token.kind === "close" && before?.kind === "open") {
      return refusal(token.at, "nothing", this.typed(before), this.typed(token));
    }
    if (token.kind === "end" || token.text === "²") {
      return before === null ? refusal(0, "empty") : refusal(token.at, "end", this.typed(before));
    }
    if (token.kind === "sign" && token.text === ",") return refusal(token.at, "comma");
    return refusal(token.at, "start", this.typed(token));
  }

  /** The token as it was typed; a raised one has no brackets of its own. */
  typed({ at, end }: Token): string {
    return this.text.slice(at, end) || this.text.slice(at, at + 1) || this.text.slice(-1);
  }

  /** Take the bracket that closes this one. */
  close(opened: Token): void {
    const token = this.next;
    if (token.kind === "sign" && token.text === ",") throw this.comma(this.index);
    if (token.kind === "end" || token.kind === "bar") {
      throw refusal(opened.at, "open", this.typed(opened), PAIRS.get(opened.text) ?? ")");
    }
    if (token.kind !== "close") throw this.unexpected();
    const wanted = PAIRS.get(opened.text) ?? opened.text;
    if (token.text !== wanted) {
      throw refusal(token.at, "mismatch", this.typed(opened), this.typed(token), wanted);
    }
    this.index++;
  }

  /** A comma where none may stand: before thousands, instead of a decimal point, or it cannot be told which. */
  comma(index: number): FormulaError {
    const [at, numbers] = [this.tokens[index].at, this.numbers(index)];
    if (numbers.length < 2) return refusal(at, "comma");
    const [whole, ...rest] = numbers;
    const groups = rest.map((group, i) => (i < rest.length - 1 ? group : group.split(".")[0]));
    const [point, joined] = [`${whole}.${rest[0]}`, numbers.join("")];
    const more = rest.length > 1 || rest[0].includes(".");
    if (/^\d{1,3}$/.test(whole) && groups.every((group) => /^\d{3}$/.test(group))) {
      if (more) return refusal(at, "thousands", joined);
      if (!whole.startsWith("0")) return refusal(at, "thousands or decimal", point, joined);
    }
    return more ? refusal(at, "commas") : refusal(at, "decimal", point);
  }

  /** The numbers from the one before the comma at this token, with commas and nothing else between them. */
  numbers(index: number): string[] {
    const before = this.tokens[index - 1];
    const found = before?.kind === "number" ? [before.text] : [];
    while (found.length > 0 && this.tokens[index].text === "," && this.tokens[index + 1].kind === "number") {
      if (this.gap(index) || this.gap(index + 1)) break;
      found.push(this.tokens[index + 1].text);
      index += 2;
    }
    return found;
  }

  /** What to say of a token after a whole formula. */
  unexpected(): FormulaError {
    const token = this.next;
    if (token.kind === "close") {
      const [begins] = [...PAIRS].find(([, closing]) => closing === token.text) ?? ["("];
      return refusal(token.at, "close", this.typed(token), begins);
    }
    if (token.kind === "sign" && token.text === ",") return this.comma(this.index);
    if (token.kind !== "number") return refusal(token.at, "start", this.typed(token));
    const before = this.tokens[this.index - 1];
    if (before.kind !== "letter" || this.gap()) return refusal(token.at, "between", this.typed(token));
    const [letter, number] = [this.typed(before), token.text]; // x2: a product or a power
    return refusal(before.at, "two ways", letter + number, `${number}${letter}`, `${letter}^${number}`);
  }
}
