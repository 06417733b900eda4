import assert from "node:assert/strict";
import { test } from "node:test";
import { drawNumbers, mulberry32, TRIES, type Drawn } from "./draws.ts";

const r: Drawn = { name: "r", low: 2, high: 4, start: 3, listed: [3, 2, 2.5, 4] };
const k: Drawn = { name: "k", low: -5, high: 12, start: 10, listed: [] };

test("the generator is the one that Python states", () => {
  const draw = mulberry32(1);
  assert.deepEqual([draw(), draw(), draw()], [2693262067, 11749833, 2265367787]);
});

test("the first draw is the one that is printed", () => {
  assert.deepEqual(drawNumbers([r, k], 7, 0), { r: 3, k: 10 });
});

test("a draw is the same for everybody who has the seed, and another one with another seed", () => {
  const draws = (seed: number): object[] =>
    Array.from({ length: 20 }, (_, i) => drawNumbers([r, k], seed, i + 1));
  assert.deepEqual(draws(7), draws(7));
  assert.notDeepEqual(draws(7), draws(8));
});

test("every number that may come does come, and no other", () => {
  const draws = Array.from({ length: 500 }, (_, i) => drawNumbers([r, k], 1, i + 1));
  assert.deepEqual(new Set(draws.map((draw) => draw["r"])), new Set(r.listed));
  assert.deepEqual(new Set(draws.map((draw) => draw["k"])).size, 18);
  assert.deepEqual(Math.min(...draws.map((draw) => draw["k"])), -5);
  assert.deepEqual(Math.max(...draws.map((draw) => draw["k"])), 12);
});

test("what is not accepted is drawn again, but not for ever", () => {
  assert.equal(drawNumbers([r, k], 1, 5, ({ k }) => k === 12)["k"], 12);
  let tries = 0;
  drawNumbers([r, k], 1, 5, () => ++tries < 0);
  assert.ok(tries < TRIES);
});
