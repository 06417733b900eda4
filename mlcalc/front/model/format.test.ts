import assert from "node:assert/strict";
import { test } from "node:test";
import {
  decimalsOf,
  formatCompact,
  formatInput,
  formatLogTick,
  formatNumber,
  formatShort,
  formatScientific,
  formatTick,
} from "./format.ts";

test("a number below 1,000 has six decimals, to keep its width while it moves; what is short is short", () => {
  assert.equal(formatNumber(1.4686939399), "1.468694");
  assert.equal(formatNumber(0), "0");
  assert.equal(formatNumber(-9), "\u22129");
  assert.equal(formatNumber(0.1 + 0.2), "0.3");
  assert.equal(formatNumber(0.125), "0.125");
  assert.equal(formatNumber(5.000000000000001), "5");
  assert.equal(formatNumber(0.99999999), "1.000000");
  assert.equal(formatNumber(999.999999), "999.999999");
});

test("minus is a minus and not a hyphen, and zero has none", () => {
  assert.equal(formatNumber(-0.25), "\u22120.25");
  assert.equal(formatNumber(-0), "0");
  assert.equal(formatNumber(-1e-9), "0.000000");
});

test("a large number has seven digits", () => {
  assert.equal(formatNumber(1234.56789), "1,234.568");
  assert.equal(formatNumber(-98765432), "\u22129.876543 × 10⁷");
  assert.equal(formatNumber(999.99999999), "1,000.000");
  assert.equal(formatNumber(1e300), "1.000000 × 10³⁰⁰");
});

test("what is no number is said in words", () => {
  assert.equal(formatNumber(NaN), "not defined here");
  assert.equal(formatNumber(Infinity), "grows without bound");
  assert.equal(formatNumber(-Infinity), "falls without bound");
});

test("an input has the decimals of its step, and more only where it was set finer", () => {
  assert.equal(formatInput(1.3, 0.01), "1.30");
  assert.equal(formatInput(-2, 1), "\u22122");
  assert.equal(formatInput(0.12345, 0.01), "0.12345");
});

test("decimals of a step are counted in any notation", () => {
  assert.deepEqual([1, 0.5, 0.01, 2.5e-7, 1e21].map(decimalsOf), [0, 1, 2, 8, 0]);
});

test("ticks share their decimals", () => {
  assert.deepEqual(
    [-0.5, 0, 0.5].map((tick) => formatTick(tick, 0.5)),
    ["\u22120.5", "0.0", "0.5"],
  );
});

test("a number of any size keeps three digits where that is asked for", () => {
  assert.deepEqual([2.3456e-12, -0.0012345, 0.012345, 1, 123.4, 1234, 0, 9.999e-5].map(formatScientific), [
    "2.35 × 10⁻¹²",
    "−1.23 × 10⁻³",
    "0.0123",
    "1.00",
    "123",
    "1.23 × 10³",
    "0",
    "1.00 × 10⁻⁴",
  ]);
  assert.equal(formatScientific(NaN), "not defined here");
  assert.equal(formatInput(1e-6, 0.05, "log"), "1.00 × 10⁻⁶");
});

test("a logarithmic tick is a number or a power of ten", () => {
  assert.deepEqual(
    [formatLogTick(0.05, false), formatLogTick(1e-9, true), formatLogTick(2e5, true)],
    ["0.05", "10⁻⁹", "2·10⁵"],
  );
  assert.deepEqual(
    [formatLogTick(5000, false), formatTick(-2000, 500), formatTick(2e7, 1e7)],
    ["5,000", "−2,000", "2 × 10⁷"],
  );
});

test("a number in a text has no more decimals than it needs, as Python writes it", () => {
  const written: [number, string][] = [
    [0, "0"],
    [-0, "0"],
    [12, "12"],
    [100, "100"],
    [-0.5, "−0.5"],
    [1 / 3, "0.333333"],
    [1234.56789, "1,234.568"],
    [-13002, "−13,002"],
    [1e7, "1 × 10⁷"],
    [-3.2e-7, "−3.2 × 10⁻⁷"],
  ];
  for (const [value, text] of written) assert.equal(formatShort(value), text);
});

test("a compact number has no decimals that say nothing", () => {
  assert.deepEqual([54, -6, 0.5, 2.22014, 0].map(formatCompact), ["54", "−6", "0.5", "2.22", "0"]);
  assert.deepEqual([123.456, 1234.56, -0].map(formatCompact), ["123.5", "1,235", "0"]);
});

test("a small number, written compactly, is not zero, and a large one not long", () => {
  assert.deepEqual([1.23e-5, -4e-9, 98765432].map(formatCompact), ["1.2·10⁻⁵", "−4.0·10⁻⁹", "9.9·10⁷"]);
});

test("written compactly, what is no number is a sign", () => {
  assert.deepEqual([NaN, Infinity, -Infinity].map(formatCompact), ["–", "∞", "−∞"]);
});
