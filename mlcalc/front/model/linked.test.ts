import assert from "node:assert/strict";
import { test } from "node:test";
import { readHash, writeHash } from "./hash.ts";
import { LINKED, packed, tooLong, unpacked } from "./linked.ts";

const PROGRAM = 'def f(x, n=3):\n    return x % 2 + "%d" % n, {"#": [1, 2]}  # <b>&amp;</b> αβ → 😀\n';

test("a program in the address reads back, however often it was encoded on its way", () => {
  let hash = writeHash("cell", { [LINKED]: packed(PROGRAM), w: 1.5 });
  for (const _ of [1, 2]) {
    const state = readHash(hash, "cell", [LINKED])!;
    assert.equal(unpacked(state.functions.get(LINKED)!), PROGRAM);
    assert.deepEqual(state.inputs, { w: 1.5 });
    hash = `#${encodeURIComponent(hash.slice(1))}`;
  }
});

test("its letters are those that no mark-up and no mail changes", () => {
  assert.match(packed(PROGRAM.repeat(9)), /^[\w-]+$/);
});

test("what is no program is a sentence", () => {
  for (const text of ["%%%", "a", "_____w", "<script>"]) assert.throws(() => unpacked(text), /is damaged/);
});

test("a long program is too long for a link, in words", () => {
  assert.equal(tooLong(writeHash("cell", { [LINKED]: packed(PROGRAM) })), "");
  const long = writeHash("cell", { [LINKED]: packed(PROGRAM.repeat(80)) });
  assert.match(tooLong(long), /^As a link this program has [\d,]+ characters, and above 6,000 /);
});
