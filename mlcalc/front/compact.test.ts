import assert from "node:assert/strict";
import { test } from "node:test";
import { formatCompact } from "./compact.ts";

test("a number has no decimals that say nothing", () => {
  assert.deepEqual([54, -6, 0.5, 2.22014, 0].map(formatCompact), ["54", "−6", "0.5", "2.22", "0"]);
  assert.deepEqual([123.456, 1234.56, -0].map(formatCompact), ["123.5", "1235", "0"]);
});

test("a small number is not zero, and a large one not long", () => {
  assert.deepEqual([1.23e-5, -4e-9, 98765432].map(formatCompact), ["1.2·10⁻⁵", "−4.0·10⁻⁹", "9.9·10⁷"]);
});

test("what is no number is a sign", () => {
  assert.deepEqual([NaN, Infinity, -Infinity].map(formatCompact), ["–", "∞", "−∞"]);
});
