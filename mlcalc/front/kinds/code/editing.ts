/** What a key does to a program: text and selection in, text and selection out. */

export interface Text {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/** Replace what stands from `start` to `end` by `text`, and select from `from` to `to`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const INDENT = "    ";

const lineStart = (value: string, at: number): number => value.lastIndexOf("\n", at - 1) + 1;

/** A line that begins a block ends with a colon; what leaves a function ends its block. */
export function newLine({ value, from, to }: Text): Edit {
  const before = value.slice(lineStart(value, from), from);
  const indent = /^ */.exec(before)![0];
  const code = before.replace(/#.*/, "").trim();
  let next = indent;
  if (code.endsWith(":")) next += INDENT;
  else if (/^(return|break|continue|pass|raise)\b/.test(code)) next = indent.slice(INDENT.length);
  const at = from + 1 + next.length;
  return { start: from, end: to, text: `\n${next}`, from: at, to: at };
}

/** Four spaces to the next stop; with several lines selected, each of them. */
export function indent({ value, from, to }: Text): Edit {
  if (!value.slice(from, to).includes("\n")) {
    const column = from - lineStart(value, from);
    const text = " ".repeat(INDENT.length - (column % INDENT.length));
    return { start: from, end: to, text, from: from + text.length, to: from + text.length };
  }
  return eachLine({ value, from, to }, (line) => (line === "" ? line : INDENT + line));
}

export const outdent = (text: Text): Edit => eachLine(text, (line) => line.replace(/^ {1,4}/, ""));

/** Puts a # before the selected lines, or takes it away where all have one. */
export function comment(text: Text): Edit {
  const lines = selectedLines(text).lines.filter((line) => line.trim() !== "");
  const all = lines.length > 0 && lines.every((line) => /^ *#/.test(line));
  return eachLine(text, (line) =>
    all ? line.replace(/^( *)# ?/, "$1") : line.trim() === "" ? line : line.replace(/^( *)/, "$1# "),
  );
}

/** Behind nothing but spaces, back to the last stop; null where the key does what it always does. */
export function erase({ value, from, to }: Text): Edit | null {
  const before = value.slice(lineStart(value, from), from);
  if (from !== to || before === "" || before.trim() !== "") return null;
  const start = from - (before.length % INDENT.length || INDENT.length);
  return { start, end: from, text: "", from: start, to: start };
}

function selectedLines({ value, from, to }: Text) {
  const start = lineStart(value, from);
  // A selection that ends before the first letter of a line leaves that line alone.
  const last = to > from && value[to - 1] === "\n" ? to - 1 : to;
  const stop = value.indexOf("\n", last);
  const end = stop < 0 ? value.length : stop;
  return { start, end, lines: value.slice(start, end).split("\n") };
}

function eachLine(text: Text, change: (line: string) => string): Edit {
  const { start, end, lines } = selectedLines(text);
  const changed = lines.map(change);
  const whole = changed.join("\n");
  const first = changed[0].length - lines[0].length;
  const from = Math.max(start, text.from + first);
  const to = Math.max(from, text.to + whole.length - (end - start));
  return { start, end, text: whole, from, to };
}
