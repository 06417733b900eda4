import assert from "node:assert/strict";
import { test } from "node:test";
import { inWords, judgeOf, readTolerance, type Tolerance, type Verdict } from "./verdict.ts";

const near = { relative: 1e-3 };
const judge = (given: number[], right: number[], mistakes: number[][], tolerance: Tolerance): Verdict =>
  judgeOf(right, mistakes, tolerance).verdict(given);
const tells = (...about: Parameters<typeof judgeOf>): boolean => judgeOf(...about).tells();
const say = (given: number, right: number): string => judge([given], [right], [], near).said;

test("an answer within the tolerance is right", () => {
  assert.deepEqual(judge([10.37], [10.3672557], [[18.85]], near), {
    right: true,
    mistake: -1,
    said: "Right.",
  });
  assert.ok(judge([2.01], [2], [], { decimals: 1 }).right);
  assert.ok(judge([2.05], [2], [], { decimals: 1 }).right);
  assert.ok(!judge([2.06], [2], [], { decimals: 1 }).right);
  assert.ok(judge([0.0005], [0], [], near).right);
});

test("a tolerance outside sense is refused", () => {
  for (const relative of [0, -1, 1, 5])
    assert.throws(() => readTolerance({ relative }, "tolerance"), /relative must be above 0 and below 1/);
  for (const decimals of [-1, 2.5, 13, 1e9])
    assert.throws(
      () => readTolerance({ decimals }, "tolerance"),
      /decimals must be a whole number from 0 to 12/,
    );
  assert.deepEqual(readTolerance({ decimals: 2 }, "tolerance"), { decimals: 2 });
});

test("of the typical mistakes that fit, the first is told", () => {
  const mistakes = [[NaN], [Infinity], [18.85], [18.851]];
  assert.equal(judge([18.85], [10.37], mistakes, near).mistake, 2);
  assert.equal(judge([10.37], [10.37], [[10.37]], near).mistake, -1);
});

test("a mistake is known by its own size, however small the right answer", () => {
  assert.equal(judge([100.53], [0.01], [[100.531]], near).mistake, 0);
  assert.equal(judge([100.53], [4e-16], [[100.531]], near).mistake, 0);
});

test("of another answer no more is said than is true", () => {
  assert.equal(say(12, 10), "Not yet: too large.");
  assert.equal(say(8, 10), "Not yet: too small.");
  assert.equal(say(-10, 10), "Not yet: the size is right, the sign is not.");
  assert.equal(say(-8, 10), "Not yet: the sign is wrong.");
  assert.equal(say(-12, -10), "Not yet: too far below zero.");
  assert.equal(say(-8, -10), "Not yet: not far enough below zero.");
  assert.equal(say(0, -10), "Not yet: not far enough below zero.");
  assert.equal(say(3, 0), "Not yet.");
  assert.equal(say(3, 4e-16), "Not yet.");
});

test("of a vector, the entries that are right are told", () => {
  const of = (...given: number[]): string => judge(given, [1, 2, 30], [], near).said;
  assert.equal(of(4, 4, 4), "Not yet: no entry is right.");
  assert.equal(of(4, 2, 4), "Not yet: right so far is entry 2.");
  assert.equal(of(1, 4, 30), "Not yet: right so far are entries 1 and 3.");
  assert.ok(judge([1.02, 2, 30], [1, 2, 30], [], near).right, "the scale is that of the largest entry");
});

test("numbers do not do if a mistake would pass for the truth", () => {
  assert.ok(tells([10], [[12]], near));
  assert.ok(!tells([10], [[12], [10.015]], near));
  assert.ok(!tells([Infinity], [], near));
});

test("the tolerance is told in words", () => {
  assert.equal(inWords(near), "Counts as right within 0.1 %.");
  assert.equal(inWords({ decimals: 1 }), "Round to 1 decimal.");
  assert.equal(inWords({ decimals: 0 }), "Round to a whole number.");
});
