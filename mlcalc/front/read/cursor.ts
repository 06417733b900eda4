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
    if (token.kind === "sign" && token.text === ",") throw this.comma();
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

  /** A comma where none may stand. */
  comma(): FormulaError {
    const number = this.decimal(this.index);
    return number === "" ? refusal(this.next.at, "comma") : refusal(this.next.at, "decimal", number);
  }

  /** What was meant by the comma at this token, if it stands between digits: 0.5; else nothing. */
  decimal(index: number): string {
    const [before, after] = [this.tokens[index - 1], this.tokens[index + 1]];
    const close = before?.kind === "number" && after?.kind === "number" && !this.gap(index + 1);
    return close ? `${before.text}.${after.text}` : "";
  }

  /** What to say of a token after a whole formula. */
  unexpected(): FormulaError {
    const token = this.next;
    if (token.kind === "close") {
      const [begins] = [...PAIRS].find(([, closing]) => closing === token.text) ?? ["("];
      return refusal(token.at, "close", this.typed(token), begins);
    }
    if (token.kind === "sign" && token.text === ",") return this.comma();
    if (token.kind !== "number") return refusal(token.at, "start", this.typed(token));
    const before = this.tokens[this.index - 1];
    if (before.kind !== "letter" || this.gap()) return refusal(token.at, "between", this.typed(token));
    const [letter, number] = [this.typed(before), token.text]; // x2: a product or a power
    return refusal(before.at, "two ways", letter + number, `${number}${letter}`, `${letter}^${number}`);
  }
}
