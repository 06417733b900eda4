import assert from "node:assert/strict";
import { test } from "node:test";
import { readHash, writeHash } from "./hash.ts";

const inputsIn = (hash: string, id: string): unknown => readHash(hash, id)?.inputs;

test("the address sets the inputs of the figure it names", () => {
  assert.deepEqual(inputsIn("#curve-C:w=1.2,b=-0.3", "curve-C"), { w: 1.2, b: -0.3 });
  assert.deepEqual(inputsIn("#net:W1[2,3]=0.4,b1[2]=-1", "net"), { "W1[2,3]": 0.4, "b1[2]": -1 });
  assert.equal(readHash("#curve-C:w=1.2", "curve"), null);
  assert.equal(readHash("#section", "curve-C"), null);
  assert.throws(() => readHash("#curve-C:w=much", "curve-C"), /"w=much".*write name=number/);
});

test("an address may hold a number as the page prints it", () => {
  assert.deepEqual(inputsIn("#curve-C:w=\u22120.3,b=\u20132", "curve-C"), { w: -0.3, b: -2 });
  assert.deepEqual(inputsIn(`#curve-C:${encodeURIComponent("w=\u22120.3")}`, "curve-C"), { w: -0.3 });
  assert.throws(() => readHash("#curve-C:w=\u2212", "curve-C"), /write name=number/);
});

test("an address that says more than a figure has is not read", () => {
  const long = Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(",");
  assert.throws(() => readHash(`#curve-C:${long}`, "curve-C"), /more than any figure has/);
  assert.equal(readHash(`#curve-C:${long}`, "another"), null);
});

test("an address that was written reads back", () => {
  const inputs = { α: 0.1, w: -1e-7 };
  assert.deepEqual(inputsIn(writeHash("f", inputs), "f"), inputs);
});

test("a function in the address is a text with commas and brackets of its own, whoever has written it", () => {
  const texts = [
    "max(x, 2)",
    "a sin(x)^2/x",
    "x_1 + x,",
    "\\frac{x}{1+x^2}",
    "|x|, w",
    "2·π√x",
    "[x, 1]",
    "+ %",
  ];
  for (const text of texts) {
    const written = writeHash("f", { C: text, w: 1.5, "W1[2,3]": 2 });
    for (const hash of [written, `#f:C=${text},w=1.5,W1[2,3]=2`]) {
      const state = readHash(hash, "f", ["C"]);
      if (hash !== written && /[,%]$/.test(text)) continue; // what nobody has encoded
      assert.deepEqual([...state!.functions], [["C", text]], hash);
      assert.deepEqual(state!.inputs, { w: 1.5, "W1[2,3]": 2 }, hash);
    }
  }
});

test("a function is one where the figure has it, and a name may be that of a property", () => {
  assert.throws(() => readHash("#f:C=x", "f", ["g"]), /write name=number/);
  const state = readHash("#f:__proto__=1,constructor=x", "f", ["constructor"])!;
  assert.deepEqual(Object.entries(state.inputs), [["__proto__", 1]]);
  assert.deepEqual([...state.functions], [["constructor", "x"]]);
});
