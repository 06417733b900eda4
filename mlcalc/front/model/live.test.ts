import assert from "node:assert/strict";
import { test } from "node:test";
import { checkLive, LIVE_MARK, markLive } from "./live.ts";

const latex = "C = \\htmlData{out=1}{0} + \\htmlData{out=0}{0}^2";

test("each live number gets a mark by which MathML, too, tells which one it is", () => {
  assert.equal(markLive(latex), "C = \\htmlData{out=1}{\\text{=1=}} + \\htmlData{out=0}{\\text{=0=}}^2");
  assert.equal(markLive("x^2"), "x^2");
  assert.deepEqual("with =12==0=".split(LIVE_MARK), ["with ", "12", "", "0", ""]);
});

test("a live number that points past the names is refused", () => {
  checkLive(latex, ["w", "C"], "the formula");
  const refused = /each out=… in the formula must be an index into "numbers", not "(1|b)"/;
  assert.throws(() => checkLive(latex, ["w"], "the formula"), refused);
  assert.throws(() => checkLive("\\htmlData{out=b}{0}", ["w"], "the formula"), refused);
});
