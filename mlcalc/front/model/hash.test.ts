import assert from "node:assert/strict";
import { test } from "node:test";
import { readHash, writeHash } from "./hash.ts";

test("the address sets the inputs of the figure it names", () => {
  assert.deepEqual(readHash("#curve-C:w=1.2,b=-0.3", "curve-C"), { w: 1.2, b: -0.3 });
  assert.deepEqual(readHash("#net:W1[2,3]=0.4,b1[2]=-1", "net"), { "W1[2,3]": 0.4, "b1[2]": -1 });
  assert.equal(readHash("#curve-C:w=1.2", "curve"), null);
  assert.equal(readHash("#section", "curve-C"), null);
  assert.throws(() => readHash("#curve-C:w=much", "curve-C"), /"w=much".*write name=number/);
});

test("an address may hold a number as the page prints it", () => {
  assert.deepEqual(readHash("#curve-C:w=\u22120.3,b=\u20132", "curve-C"), { w: -0.3, b: -2 });
  assert.deepEqual(readHash(`#curve-C:${encodeURIComponent("w=\u22120.3")}`, "curve-C"), { w: -0.3 });
  assert.throws(() => readHash("#curve-C:w=\u2212", "curve-C"), /write name=number/);
});

test("an address that says more than a figure has is not read", () => {
  const long = Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(",");
  assert.throws(() => readHash(`#curve-C:${long}`, "curve-C"), /more than any figure has/);
  assert.equal(readHash(`#curve-C:${long}`, "another"), null);
});

test("an address that was written reads back", () => {
  const inputs = { α: 0.1, w: -1e-7 };
  assert.deepEqual(readHash(writeHash("f", inputs), "f"), inputs);
});
