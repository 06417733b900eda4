import assert from "node:assert/strict";
import { test } from "node:test";
import { readSpec } from "./kinds.ts";
import type { PathsSpec } from "./paths-spec.ts";
import { squareSpec } from "./square.fixture.ts";

const pathsSpec = (changes: object = {}): object =>
  squareSpec({
    kind: "paths",
    variables: [
      { name: "w", latex: "w", depth: 0 },
      { name: "C", latex: "C", depth: 1 },
    ],
    edges: [{ from: "w", to: "C", output: "dC/dw", latex: "C'" }],
    paths: [{ edges: [0], output: "dC/dw", latex: "C'", label: "w → C" }],
    total: "dC/dw",
    ...changes,
  });

const refuses = (json: unknown, message: RegExp): void => assert.throws(() => readSpec(json), message);

test("a specification that is right is read", () => {
  const { spec, roles, spoken } = readSpec(squareSpec());
  assert.equal(spec.kind, "curve");
  assert.deepEqual((spec as unknown as PathsSpec).ylim, [0, 9]);
  assert.deepEqual(roles, { C: "value", "dC/dw": "slope" });
  assert.deepEqual(spoken, ["w", "C", "dC/dw"]);
  const paths = readSpec(pathsSpec()).spec as PathsSpec;
  assert.ok(paths.kind === "paths" && paths.variables[0].row === 0 && paths.edges[0].via.length === 0);
});

test("a kind that this page does not know is named, with those it knows", () => {
  refuses(
    squareSpec({ kind: "sculpture" }),
    /does not know figures of the kind "sculpture"; it knows .*curve, .*paths/,
  );
  refuses(null, /it must be an object, not null/);
});

test("an input whose range is no range is named", () => {
  const input = { name: "w", low: 1, high: 1, start: 1, step: 0.1, latex: "w" };
  refuses(squareSpec({ inputs: [input] }), /"high" of the input w must be above its low, 1, not 1/);
  refuses(
    squareSpec({ inputs: [{ ...input, high: 2, start: 7 }] }),
    /"start" of the input w must be between 1 and 2/,
  );
  refuses(squareSpec({ inputs: [{ ...input, high: 2, step: 0 }] }), /"step" of the input w must be above 0/);
  refuses(
    squareSpec({ inputs: [{ ...input, low: "1" }] }),
    /"low" of the input w must be a finite number, not "1"/,
  );
});

test("a name that is no input and no output is named, with those there are", () => {
  refuses(squareSpec({ slope: "dC/db" }), /slope must be one of w, C, dC\/dw, not "dC\/db"/);
  refuses(squareSpec({ along: "C" }), /along must be one of w, not "C"/);
  refuses(squareSpec({ numbers: ["w", "D"] }), /numbers\[1\] must be one of/);
  refuses(pathsSpec({ total: "all" }), /total must be one of/);
});

test("a formula that points past the numbers is refused", () => {
  refuses(
    squareSpec({ numbers: ["w"] }),
    /each out=… in the formula must be an index into "numbers", not "1"/,
  );
});

test("what is missing is said to be missing", () => {
  refuses(squareSpec({ graph: undefined }), /graph must be an object, not nothing/);
  refuses(squareSpec({ ylim: [2, 1] }), /ylim must be two numbers, the lower first, not \[2,1\]/);
});

test("paths through edges or variables that are not there are refused", () => {
  const path = { edges: [3], output: "dC/dw", latex: "", label: "w → C" };
  refuses(pathsSpec({ paths: [path] }), /paths\[0\]\.edges must be indices of the 1 edges, not 3/);
  const edge = { from: "v", to: "C", output: "dC/dw", latex: "C'" };
  refuses(pathsSpec({ edges: [edge] }), /edges\[0\]\.from must be one of w, C, not "v"/);
});

test("an array is read with names for its entries, as many as it has", () => {
  const input = (name: string): object => ({ name, low: 0, high: 1, start: 0.5, step: 0.1, control: "none" });
  const graph = {
    inputs: [{ name: "x", shape: [2] }],
    nodes: [{ op: "input", name: "x" }],
    outputs: { y: 0, C: 0 },
  };
  const arrays = (parts: object): object =>
    squareSpec({
      inputs: [input("x1"), input("w")],
      graph,
      parts,
      computed: ["step"],
      numbers: ["y1", "step"],
      value: "x1",
      slope: "y1",
    });
  const { spec } = readSpec(arrays({ x: ["x1", "w"], y: ["y1", "y2"] }));
  assert.deepEqual([spec.parts["y"], spec.inputs[0].control], [["y1", "y2"], "none"]);
  refuses(arrays({ x: ["x1"] }), /parts\.x must be 2 names, not \["x1"\]/);
  refuses(arrays({ q: [] }), /each name in parts must be one of x, y, C, not "q"/);
  refuses(squareSpec({ computed: [1] }), /computed\[0\] must be a text, not 1/);
});

test("curves, axes and secants that cannot be drawn are named", () => {
  const curves = (n: number): object[] => new Array(n).fill({ output: "C" });
  refuses(squareSpec({ curves: curves(5) }), /curves must be 1 to 4 curves, not 5/);
  refuses(squareSpec({ curves: [{ output: "D" }] }), /curves\[0\]\.output must be one of w, C, dC\/dw/);
  refuses(
    squareSpec({ curves: [{ output: "C", style: "bold" }] }),
    /curves\[0\]\.style must be one of curve, guide/,
  );
  refuses(squareSpec({ log: "z" }), /log must be one of , x, y, xy, not "z"/);
  refuses(squareSpec({ log: "y" }), /ylim must be above 0 on a logarithmic axis, not \[0,9\]/);
  refuses(
    squareSpec({ secant: { step: "h", value: "C", slope: "C" } }),
    /secant\.step must be one of w, not "h"/,
  );
  const h = { name: "h", low: 0, high: 1, start: 1, step: 0.1, scale: "log" };
  refuses(squareSpec({ inputs: [h] }), /"low" of the input h must be above 0 on a logarithmic scale/);
  const { spec, roles } = readSpec(
    squareSpec({ curves: [{ output: "C" }, { output: "dC/dw" }], slope: undefined }),
  );
  assert.equal((spec as unknown as PathsSpec).slope, null);
  assert.deepEqual(roles, { C: "value", "dC/dw": "second" });
});
