/** The sentences about a formula; they are written in mlcalc/read/words.py, for Python too. */

import { WORDS } from "./table.generated.ts";

export type Sentence = keyof typeof WORDS;

/** A formula that cannot be read; `at` is the number of code points before the place where it went wrong. */
export class FormulaError extends Error {
  readonly at: number;

  constructor(sentence: string, at: number) {
    super(sentence);
    this.at = at;
  }
}

/** The sentence by this key, filled in. */
export const say = (key: Sentence, ...given: readonly string[]): string =>
  WORDS[key].replace(/\{(\d)\}/g, (_, i: string) => given[Number(i)]);

export const refusal = (at: number, key: Sentence, ...given: readonly string[]): FormulaError =>
  new FormulaError(say(key, ...given), at);
