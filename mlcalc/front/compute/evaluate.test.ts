import assert from "node:assert/strict";
import { test } from "node:test";
import { named } from "./evaluate-named.ts";
import { compile } from "./evaluate.ts";
import type { Graph } from "./graph.ts";

const input = { name: "w", shape: [] };

/** w·w + 2b, with a node that nothing needs. */
const scalars: Graph = {
  inputs: [input, { name: "b", shape: [] }],
  nodes: [
    { op: "input", name: "w" },
    { op: "input", name: "b" },
    { op: "constant", value: 2 },
    { op: "multiply", args: [0, 0] },
    { op: "multiply", args: [1, 2] },
    { op: "add", args: [3, 4] },
    { op: "log", args: [1] },
  ],
  outputs: { C: 5, "dC/db": 2 },
};

/** sum(w·(1, 2, 3)), which needs arrays on the way. */
const arrays: Graph = {
  inputs: [input],
  nodes: [
    { op: "input", name: "w" },
    { op: "constant", shape: [3], value: [1, 2, 3] },
    { op: "multiply", args: [0, 1] },
    { op: "sum", args: [2], params: { axis: [0] } },
  ],
  outputs: { f: 3, v: 2 },
};

test("a graph of numbers gives numbers", () => {
  assert.deepEqual(named(scalars)({ w: 3, b: -1 }), { C: 7, "dC/db": 2 });
});

test("evaluating again forgets the inputs before", () => {
  const evaluator = compile(scalars);
  const results = new Float64Array(2);
  evaluator.run([3, -1], results);
  evaluator.run([0, 0.5], results);
  assert.deepEqual([...results], [1, 2]);
});

test("a sweep agrees with evaluating at each place, and follows the other inputs", () => {
  const evaluator = compile(scalars);
  const sweep = evaluator.sweep(0, "C");
  const ys = new Float64Array(3);
  sweep([0, 1], [-1, 0, 2], ys);
  assert.deepEqual([...ys], [3, 2, 6]);
  sweep([0, 0], [-1, 0, 2], ys);
  assert.deepEqual([...ys], [1, 0, 4]);
});

test("arrays on the way to a number change nothing for the one who asks", () => {
  const evaluator = compile(arrays);
  const ys = new Float64Array(2);
  evaluator.sweep(0, "f")([0], [1, -2], ys);
  assert.deepEqual([...ys], [6, -12]);
  const { f, v } = named(arrays)({ w: 2 });
  assert.equal(f, 12);
  assert.deepEqual(v, { shape: [3], data: Float64Array.of(2, 4, 6) });
});

test("only the nodes that an output needs are computed", () => {
  const unknown: Graph = { ...scalars, nodes: [...scalars.nodes.slice(0, 6), { op: "zeta", args: [1] }] };
  assert.equal(named(unknown, ["C"])({ w: 1, b: 1 })["C"], 3);
});

test("an operation that is not known is named", () => {
  const graph: Graph = { ...scalars, nodes: [...scalars.nodes.slice(0, 5), { op: "zeta", args: [3] }] };
  assert.throws(
    () => compile(graph),
    /Node 5 uses the operation "zeta", which this page does not know\. It knows abs, add/,
  );
  const inherited: Graph = {
    ...scalars,
    nodes: [...scalars.nodes.slice(0, 5), { op: "toString", args: [3] }],
  };
  assert.throws(() => compile(inherited), /"toString"/);
});

test("an input that is missing or of another shape is named", () => {
  assert.throws(() => named(scalars)({ w: 1 }), /input "b" has no value/);
  const pair = { shape: [2], data: Float64Array.of(1, 2) };
  assert.throws(() => named(arrays)({ w: pair }), /"w" has shape \(2,\); the graph expects \(\)/);
});

test("an order that is not topological is refused", () => {
  const graph: Graph = {
    inputs: [],
    nodes: [
      { op: "exp", args: [1] },
      { op: "constant", value: 1 },
    ],
    outputs: { f: 0 },
  };
  assert.throws(() => compile(graph), /Node 0 \(exp\) takes node 1, which does not come before it/);
});

test("an output that is not there is named", () => {
  assert.throws(() => compile(scalars, ["D"]), /no output "D"; its outputs are C, dC\/db/);
});
