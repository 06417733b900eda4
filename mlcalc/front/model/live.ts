/** Live numbers in a formula. Python marks each, \htmlData{out=3}{0}, by the place of its name in a list. */

import { fail } from "./readers.ts";

const MARK = /\\htmlData\{out=([^}]*)\}(?:\{0\})?/g;

/** A live number in a formula points into the list of numbers. */
export function checkLive(latex: string, numbers: readonly string[], where: string): void {
  for (const [, out] of latex.matchAll(MARK)) {
    if (!(Number(out) in numbers)) fail(`each out=… in ${where}`, 'an index into "numbers"', out);
  }
}

/** What stands in a formula's MathML where a live number belongs, which cannot have attributes: =3=. */
export const LIVE_MARK = /=(\d+)=/;

/** The formula with such a mark in every live number. */
export const markLive = (latex: string): string =>
  latex.replace(MARK, (_, out: string) => `\\htmlData{out=${out}}{\\text{=${out}=}}`);

/** Places for numbers in a formula that the page writes itself, and the names of those numbers: Python's Live. */
export class Places {
  readonly numbers: string[] = [];

  at(name: string): string {
    if (!this.numbers.includes(name)) this.numbers.push(name);
    return `\\htmlData{out=${this.numbers.indexOf(name)}}{0}`;
  }
}
