import assert from "node:assert/strict";
import { test } from "node:test";
import "../testing/kind.ts";
import { squareSpec } from "../testing/square.ts";

const { kinds, readSpec, TRAINED, TYPED } = await import("./kinds.ts");

test("a specification is read by its kind", () => {
  const { spec, spoken } = readSpec(squareSpec());
  assert.equal(spec.kind, "curve");
  assert.deepEqual(spoken, ["w", "C", "dC/dw"]);
});

test("a kind that this page does not know is named, with those it knows", () => {
  const known = [...Object.keys(kinds), ...TYPED, ...TRAINED].join(", ");
  assert.throws(
    () => readSpec(squareSpec({ kind: "sculpture" })),
    new RegExp(`does not know figures of the kind "sculpture"; it knows ${known}\\.`),
  );
  assert.throws(() => readSpec(squareSpec({ kind: undefined })), /figures of the kind nothing; it knows/);
  assert.throws(() => readSpec(null), /it must be an object, not null/);
});
