import assert from "node:assert/strict";
import { test } from "node:test";
import { checkLive, replaceLive } from "./live.ts";

const latex = "C = \\htmlData{out=1}{0} + \\htmlData{out=0}{0}^2";

test("each live number is replaced by what is made of its name", () => {
  assert.equal(
    replaceLive(latex, ["w", "C"], (name) => `<${name}>`),
    "C = <C> + <w>^2",
  );
  assert.equal(
    replaceLive("x^2", [], () => "?"),
    "x^2",
  );
});

test("a live number that points past the names is refused", () => {
  checkLive(latex, ["w", "C"], "the formula");
  const refused = /each out=… in the formula must be an index into "numbers", not "(1|b)"/;
  assert.throws(() => checkLive(latex, ["w"], "the formula"), refused);
  assert.throws(() => checkLive("\\htmlData{out=b}{0}", ["w"], "the formula"), refused);
});
