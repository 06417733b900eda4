import assert from "node:assert/strict";
import { test } from "node:test";
import { agrees, MOST_STEPS, Run, stepsOf, type Rules, type TapeEntry } from "./tape.ts";

const from = (...places: number[]): TapeEntry => ({
  arguments: places.map((at) => ({ from: at, moves: true })),
});

/** a = 2, b = 3, c = a + b, d = a b, s = c + d, p = c d, y = s + p */
const tape = [from(), from(), from(0, 1), from(0, 1), from(2, 3), from(2, 3), from(4, 5)];
const local = [[], [], [1, 1], [3, 2], [1, 1], [6, 5], [1, 1]];
const readers = local.map((row) => row.map((value) => () => value));

function run(rules: Rules): Run {
  const made = new Run(stepsOf(tape, rules)!, rules, readers);
  made.update();
  return made;
}
const results = (rules: Rules): number[] => {
  const made = run(rules);
  return [0, 1].map((at) => made.cotangent(at, made.steps.length - 1));
};

test("by the rule the derivatives come out: 25 and 19", () => {
  assert.deepEqual(results({ adds: true, waits: true }), [25, 19]);
});

test("= for += keeps the last share alone: 1 and 1", () => {
  assert.deepEqual(results({ adds: false, waits: true }), [1, 1]);
});

test("passed on at once, without waiting for all shares, some are counted twice: 29 and 22", () => {
  assert.deepEqual(results({ adds: true, waits: false }), [29, 22]);
});

test("both mistakes together make a third pair of numbers", () => {
  assert.deepEqual(results({ adds: false, waits: false }), [15, 10]);
});

test("the tape runs forwards once and back once, every edge a step", () => {
  const { steps } = run({ adds: true, waits: true });
  assert.deepEqual(
    steps.map(({ kind }) => kind),
    [...Array<string>(7).fill("value"), "seed", ...Array<string>(10).fill("share"), "end"],
  );
  assert.deepEqual(steps[8], { kind: "share", from: 6, argument: 0, to: 4 });
});

test("each share is a cotangent times a local partial, added to what came before", () => {
  const made = run({ adds: true, waits: true });
  const intoC = made.numbers.filter((_, i) => {
    const step = made.steps[i];
    return step.kind === "share" && step.to === 2;
  });
  assert.deepEqual(intoC, [
    { cotangent: 1, partial: 6, share: 6, before: 0, after: 6 },
    { cotangent: 1, partial: 1, share: 1, before: 6, after: 7 },
  ]);
});

test("a cotangent is not there before its first share and final with its last", () => {
  const made = run({ adds: true, waits: true });
  assert.ok(Number.isNaN(made.cotangent(2, 8)));
  assert.equal(made.isFinal(2, 10), false);
  assert.deepEqual([made.cotangent(2, 10), made.cotangent(2, 12)], [6, 7]);
  assert.equal(made.isFinal(2, 12), true);
  assert.equal(made.lastShare(5, 0, 9), -1);
  assert.equal(made.lastShare(5, 0, 18), 10);
});

test("what does not move a number gets no share, and neither does what lies behind it", () => {
  const flat: TapeEntry = { arguments: [{ from: 1, moves: false }] };
  const steps = stepsOf([from(), from(0), flat], { adds: true, waits: true })!;
  assert.equal(steps.filter(({ kind }) => kind === "share").length, 0);
});

test("a graph with too many paths is not walked path by path", () => {
  const ladder = [from(), ...Array.from({ length: 12 }, (_, i) => from(i, i))];
  assert.equal(stepsOf(ladder, { adds: true, waits: false }), null);
  assert.ok(stepsOf(ladder, { adds: true, waits: true })!.length < MOST_STEPS);
});

test("rounding is no mistake", () => {
  assert.ok(agrees(0.1 + 0.2, 0.3) && agrees(NaN, NaN) && !agrees(29, 25));
});
