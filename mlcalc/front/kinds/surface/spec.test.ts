import assert from "node:assert/strict";
import { test } from "node:test";
import { readAs } from "../../testing/kind.ts";
import type { SurfaceSpec } from "./spec.ts";

const { surface } = await import("./surface.ts");

/** x·y, as Python would write it; `changes` make it wrong. */
const product = (changes: object = {}): object => ({
  kind: "surface",
  id: "product",
  inputs: ["x", "y", "rate", "steps", "layout"].map((name) => ({ name, low: 0, high: 1, start: 1, step: 1 })),
  graph: {
    inputs: ["x", "y"].map((name) => ({ name, shape: [] })),
    nodes: [
      { op: "input", name: "x" },
      { op: "input", name: "y" },
      { op: "multiply", args: [0, 1] },
    ],
    outputs: { f: 2, "df/dx": 1, "df/dy": 0 },
  },
  numbers: ["f"],
  across: "x",
  up: "y",
  value: "f",
  slopes: ["df/dx", "df/dy"],
  levels: [1, 2],
  arrow: 0.5,
  ...changes,
});

const refuses = (changes: object, message: RegExp): void =>
  assert.throws(() => readAs(surface, product(changes)), message);

test("a surface that is right is read, with what it does not say left out", () => {
  const { spec, roles } = readAs(surface, product());
  const { descent, newton, velocity, nudge, quadratic, layouts, labels } = spec as SurfaceSpec;
  assert.deepEqual(
    [descent, newton, velocity, nudge, quadratic, layouts],
    [null, null, null, null, false, []],
  );
  assert.deepEqual(labels, { x: "x", y: "y", z: "f" });
  assert.deepEqual(roles, { "df/dx": "slope", "df/dy": "slope", f: "value" });
  const full = readAs(
    surface,
    product({
      descent: { steps: true, starts: [[1, 0]] },
      hessian: ["f", "f", "f"],
      quadratic: true,
      newton: ["x", "y", "f"],
      layouts: [{ name: "numerator", formula: ["\\htmlData{out=0}{0}"] }],
    }),
  ).spec as SurfaceSpec;
  assert.deepEqual(full.descent, { steps: true, starts: [[1, 0]], momentum: false });
  assert.equal(full.layouts[0].name, "numerator");
});

test("a surface that cannot be drawn is refused by name", () => {
  refuses({ across: "z" }, /across must be one of x, y, rate, steps, layout, not "z"/);
  refuses({ up: "x" }, /up must be another input than across/);
  refuses({ slopes: ["df/dx"] }, /slopes must be 2 entries/);
  refuses({ slopes: ["df/dx", "df/dz"] }, /slopes\[1\] must be one of/);
  refuses({ levels: new Array(41).fill(1) }, /levels must be at most 40 numbers, not 41/);
  const many = ["x", "y", "rate", "steps"].map((name) => ({ name, low: 0, high: 1e9, start: 1, step: 1 }));
  refuses(
    { inputs: many, descent: { steps: true } },
    /"high" of the input steps must be at most 500, not 1000000000/,
  );
  refuses({ levels: [1, "2"] }, /levels\[1\] must be a finite number/);
  refuses({ arrow: 0 }, /arrow must be above 0/);
  refuses({ quadratic: true }, /hessian must be three names where quadratic is true/);
  refuses({ quadratic: 1 }, /quadratic must be true or false/);
  refuses({ newton: ["x", "y"] }, /newton must be 3 entries/);
  refuses({ descent: { starts: [[1]] } }, /descent\.starts\[0\] must be 2 entries/);
  refuses({ velocity: { inputs: ["x", "f"] } }, /velocity\.inputs\[1\] must be one of x, y/);
  refuses({ nudge: { inputs: ["x", "f"] } }, /nudge\.inputs\[1\] must be one of x, y/);
  refuses({ velocity: { inputs: ["x", "y"], rate: "f", angle: "q" } }, /velocity\.angle must be one of/);
  refuses(
    { layouts: [{ name: "n", formula: ["\\htmlData{out=7}{0}"] }] },
    /each out=… in layouts\[0\] must be an index/,
  );
});

test("the path is a list of places, and not too long a one", () => {
  const { spec } = readAs(surface, product({ path: [[0, 1], [1, 0]] })); // prettier-ignore
  assert.deepEqual((spec as SurfaceSpec).path, [[0, 1], [1, 0]]); // prettier-ignore
  assert.deepEqual((readAs(surface, product()).spec as SurfaceSpec).path, []);
  refuses({ path: [[0, 1, 2]] }, /path/);
  refuses({ path: Array.from({ length: 401 }, () => [0, 1]) }, /path.*at most 400 places/);
});
