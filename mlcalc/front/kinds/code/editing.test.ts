import assert from "node:assert/strict";
import { test } from "node:test";
import { partsOf } from "./colors.ts";
import { comment, erase, indent, newLine, outdent, type Edit, type Text } from "./editing.ts";

/** A text in which | is the caret, or two of them the ends of a selection. */
function read(marked: string): Text {
  const from = marked.indexOf("|");
  const rest = marked.slice(0, from) + marked.slice(from + 1);
  const to = rest.indexOf("|");
  return to < 0
    ? { value: rest, from, to: from }
    : { value: rest.slice(0, to) + rest.slice(to + 1), from, to };
}

function apply(marked: string, act: (text: Text) => Edit | null): string {
  const text = read(marked);
  const edit = act(text)!;
  const value = text.value.slice(0, edit.start) + edit.text + text.value.slice(edit.end);
  const ends = edit.from === edit.to ? [edit.from] : [edit.to, edit.from];
  return ends.reduce((whole, at) => `${whole.slice(0, at)}|${whole.slice(at)}`, value);
}

test("a new line keeps its indent, goes in after a colon and comes out after a return", () => {
  assert.equal(apply("    x = 1|", newLine), "    x = 1\n    |");
  assert.equal(apply("def f(x):  # a function|", newLine), "def f(x):  # a function\n    |");
  assert.equal(apply("    return x|", newLine), "    return x\n|");
  assert.equal(apply("returned = 1|", newLine), "returned = 1\n|");
  assert.equal(apply("a|b", newLine), "a\n|b");
});

test("Tab goes to the next stop, or moves every selected line", () => {
  assert.equal(apply("ab|c", indent), "ab  |c");
  assert.equal(apply("|a\n\nb|", indent), "    |a\n\n    b|");
  assert.equal(apply("|a\n|b", indent), "    |a\n|b");
  assert.equal(apply("    |a\n  b|", outdent), "|a\nb|");
});

test("Backspace behind spaces goes back to the last stop, and elsewhere does what it always does", () => {
  assert.equal(apply("      |x", erase), "    |x");
  assert.equal(apply("    |x", erase), "|x");
  assert.equal(erase(read("  a |")), null);
  assert.equal(erase(read("|a")), null);
  assert.equal(erase(read("|  |a")), null);
});

test("lines become comments and code again", () => {
  assert.equal(apply("|a\n    b|", comment), "# |a\n    # b|");
  assert.equal(apply("# |a\n    # b|", comment), "|a\n    b|");
});

test("a program is in parts that are the program", () => {
  const code = 'def f(x):  # "half"\n    return 0.5e-3 * x if "a # b" else None\nformat = returns(1)';
  const parts = partsOf(code);
  assert.equal(parts.map(([, text]) => text).join(""), code);
  const named = parts.filter(([kind]) => kind !== "").map(([kind, text]) => `${kind} ${text}`);
  assert.deepEqual(named, [
    ...["keyword def", "name f", 'comment # "half"', "keyword return", "number 0.5e-3", "keyword if"],
    ...['text "a # b"', "keyword else", "keyword None", "number 1"],
  ]);
});

test("a text that is not closed ends with its line, and one over several lines where it ends", () => {
  assert.deepEqual(partsOf("'abc\nx"), [
    ["text", "'abc"],
    ["", "\nx"],
  ]);
  assert.deepEqual(partsOf('"""a\nb"""'), [["text", '"""a\nb"""']]);
});
