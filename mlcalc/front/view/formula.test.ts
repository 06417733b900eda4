import assert from "node:assert/strict";
import { test } from "node:test";
import { breakable } from "./formula.ts";

test("brackets round low things need not grow, so that a line can break in them", () => {
  assert.equal(breakable("\\tanh\\left(k \\, \\left(s - 0.5\\right)\\right)"), "\\tanh(k \\, (s - 0.5))");
  assert.equal(breakable("\\left(x + y\\right)^{2}"), "(x + y)^{2}");
});

test("brackets round a fraction are as high as it", () => {
  const high = "\\left(\\frac{1}{2}\\right)";
  assert.equal(breakable(high), high);
  assert.equal(breakable(`${high} \\left(a\\right)`), `${high} (a)`);
});
