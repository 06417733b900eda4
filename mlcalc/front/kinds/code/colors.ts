/** Python in colours: what each part of a line is. The same rules stand in mlcalc/figures/kinds/code/colors.py. */

const KEYWORDS =
  "and|as|assert|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|" +
  "None|nonlocal|not|or|pass|raise|return|True|False|try|while|with|yield";
const PARTS = new RegExp(
  [
    "(?<comment>#.*)",
    `(?<text>[rbfRBF]{0,2}(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\\\.|[^"\\\\\\n])*"?|'(?:\\\\.|[^'\\\\\\n])*'?))`,
    "(?<number>\\b(?:\\d[\\d_]*\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?\\b)",
    `(?<keyword>\\b(?:${KEYWORDS})\\b)`,
    "(?<name>(?<=\\bdef\\s)\\w+|(?<=\\bclass\\s)\\w+)",
    "[^\\W\\d]\\w*",
  ].join("|"),
  "g",
);

export type Part = readonly [kind: "comment" | "text" | "number" | "keyword" | "name" | "", text: string];

/** A program in parts; all of them joined are the program. */
export function partsOf(code: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const found of code.matchAll(PARTS)) {
    const kind = Object.entries(found.groups!).find(([, text]) => text !== undefined)?.[0] ?? "";
    if (kind === "") continue;
    if (found.index > end) parts.push(["", code.slice(end, found.index)]);
    parts.push([kind as Part[0], found[0]]);
    end = found.index + found[0].length;
  }
  if (end < code.length) parts.push(["", code.slice(end)]);
  return parts;
}
