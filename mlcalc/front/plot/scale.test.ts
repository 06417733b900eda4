import assert from "node:assert/strict";
import { test } from "node:test";
import { axisScale, logTicks } from "./scale.ts";

const texts = (low: number, high: number, count: number): string[] =>
  logTicks(low, high, count).map(({ text }) => text);

test("a linear axis has round ticks, and reads back what was placed on it", () => {
  const scale = axisScale([-1, 1], [0, 200]);
  assert.deepEqual(
    scale.ticks(4).map(({ value, text }) => [value, text]),
    [
      [-1, "−1.0"],
      [-0.5, "−0.5"],
      [0, "0.0"],
      [0.5, "0.5"],
      [1, "1.0"],
    ],
  );
  assert.equal(scale.invert(scale.pixel(0.5)), 0.5);
});

test("a logarithmic axis gives each power of ten the same room", () => {
  const scale = axisScale([1e-4, 1e4], [0, 80], true);
  assert.deepEqual(
    [1e-4, 1, 10].map((value) => Math.round(scale.pixel(value))),
    [0, 40, 50],
  );
});

test("powers of ten are written as powers as soon as one of them is far from 1", () => {
  assert.deepEqual(texts(0.01, 100, 9), ["0.01", "0.1", "1", "10", "100"]);
  assert.deepEqual(texts(1e-12, 1e-1, 4), ["10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³"]);
});

test("a logarithmic axis of few powers shows 2 and 5 of each", () => {
  assert.deepEqual(texts(0.5, 20, 6), ["0.5", "1", "2", "5", "10", "20"]);
});

test("linear ticks are multiples of 1, 2 or 5, inside the axis, about as many as asked for", () => {
  const ticks = (low: number, high: number, count: number): string[] =>
    axisScale([low, high], [0, 1])
      .ticks(count)
      .map(({ text }) => text);
  assert.deepEqual(ticks(0, 1, 5), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
  assert.deepEqual(ticks(-0.7, 0.31, 4), ["−0.6", "−0.4", "−0.2", "0.0", "0.2"]);
  assert.deepEqual(ticks(0, 1500, 3), ["0", "500", "1,000", "1,500"]);
  assert.deepEqual(ticks(0.1, 0.3, 2), ["0.1", "0.2", "0.3"]);
});
