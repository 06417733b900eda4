import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { carried } from "./carry.ts";

const cells = new URL("../../../../chapters/assets/cells/", import.meta.url);
const text = (name: string): string => readFileSync(new URL(`${name}.txt`, cells), "utf8").trimEnd();

const STAGES = [
  ["record", "walk"],
  ["walk", "accumulate"],
  ["accumulate", "operations"],
  ["operations", "network"],
] as const;

for (const [before, after] of STAGES)
  test(`the author's own ${before} carried on is the author's ${after}`, () => {
    const solved = text(`${before}-solution`);
    // Functions that are new come last, wherever the author has put them.
    const parts = (program: string): string[] => program.split("\n\n\n").sort();
    assert.deepEqual(
      parts(carried(solved, solved, text(`${after}-starter`))),
      parts(text(`${after}-starter`)),
    );
  });

test("one's own helpers, names and ways stay, and what the next stage adds comes to them", () => {
  const solved = text("accumulate-solution");
  const own = solved
    .replaceAll("TAPE", "LIST")
    .replace(
      "def backward",
      "def cleared():\n    for number in LIST:\n        number.slope = 0.0\n\n\ndef backward",
    )
    .replace("class Number:\n", "class Number:\n    count = 0\n\n");
  const made = carried(own, solved, text("operations-starter"));
  assert.match(made, /^import math\n\nLIST = \[\]/);
  assert.ok(!made.includes("TAPE"));
  assert.match(made, /class Number:\n    count = 0\n/);
  assert.match(made, /def cleared\(\):/);
  const inside = made.slice(made.indexOf("class Number"), made.indexOf("def cleared"));
  for (const added of ["__sub__", "__truediv__", "__radd__ = __add__"])
    assert.ok(inside.includes(added), added);
  assert.equal(made.split("def backward").length, 2);
  assert.ok(made.indexOf("def as_number") > made.indexOf("def backward"));
  assert.ok(made.endsWith('print("wanted: -0.165140 0.243182 -0.108081")'));
});

test("what one has added already is not added again", () => {
  const solved = text("accumulate-solution");
  const subtract =
    "    def __sub__(self, other):\n        return self + other * Number(-1.0)\n\n    def __mul__";
  const made = carried(solved.replace("    def __mul__", subtract), solved, text("operations-starter"));
  assert.equal(made.split("def __sub__").length, 2);
  assert.match(made, /def __truediv__/);
});
