import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../../model/readers.ts";
import type { Names } from "../../model/spec.ts";
import { networkSpec } from "./network.fixture.ts";
import { ownerOf, partsOf, readNetwork, related, spokenName, stepOf, stepsOf, type Part } from "./spec.ts";

const R = networkSpec([4, 3, 2]);
const parts = partsOf(R);
const part = (name: string): Part => parts.find((one) => one.input.name === name)!;

test("every input is a part with its place", () => {
  assert.equal(parts.length, 18 + 5 + 4 + 2);
  const { role, layer, to, from } = part("W1[2,3]");
  assert.deepEqual([role, layer, to, from], ["weight", 1, 2, 3]);
  assert.deepEqual([part("y[2]").role, part("y[2]").layer], ["target", 2]);
});

test("a part is called what it connects", () => {
  const names = ["W1[1,2]", "W2[2,3]", "b1[3]", "b2[1]", "x[4]", "y[1]"];
  assert.deepEqual(
    names.map((name) => spokenName(part(name), R)),
    [
      "weight from input 2 to hidden 1",
      "weight from hidden 3 to output 2",
      "bias of hidden 3",
      "bias of output 1",
      "input 4",
      "target 1",
    ],
  );
});

test("with several hidden layers a neuron is called by its layer too", () => {
  const deep = networkSpec([2, 3, 3, 1]);
  const weight = partsOf(deep).find((one) => one.input.name === "W2[1,3]")!;
  assert.equal(spokenName(weight, deep), "weight from layer 1 neuron 3 to layer 2 neuron 1");
});

test("the forward pass goes up the layers, the backward pass down", () => {
  const ids = stepsOf(R).map((step) => step.id);
  assert.deepEqual(ids, ["x", "z1", "a1", "z2", "a2", "C", "delta2", "delta1", "gradient"]);
  assert.deepEqual(
    stepsOf(networkSpec([1, 1], "none")).map((step) => step.id),
    ["x", "z1", "a1"],
  );
});

test("a number is known from the step that computes it", () => {
  const steps = stepsOf(R);
  const at = (name: string): string => steps[stepOf(name, steps)].id;
  assert.deepEqual(["x[1]", "W1[1,1]", "z1[2]", "a2[1]", "C"].map(at), ["x", "x", "z1", "a2", "C"]);
  assert.deepEqual(["delta1[3]", "da2[1]/dz2[1]", "dC/da1[2]"].map(at), ["delta1", "delta2", "delta1"]);
  assert.deepEqual(["dC/dW1[1,1]", "dC/db2[1]", "dC/dx[1]"].map(at), ["gradient", "gradient", "gradient"]);
});

test("a weight lights its derivative and the two factors of it", () => {
  assert.deepEqual(related(part("W2[2,3]"), R), ["W2[2,3]", "dC/dW2[2,3]", "a1[3]", "delta2[2]"]);
  assert.deepEqual(related(part("W1[2,3]"), R).slice(2), ["x[3]", "delta1[2]"]);
});

test("a number belongs to the part whose it is", () => {
  const names = ["dC/dW1[2,3]", "z1[2]", "delta2[1]", "da1[2]/dz1[2]", "dC/dx[1]", "dC/da1[3]", "W1[1,1]"];
  const owners = ["W1[2,3]", "b1[2]", "b2[1]", "b1[2]", "x[1]", "b1[3]", "W1[1,1]"];
  assert.deepEqual(names.map(ownerOf), owners);
});

test("maps are drawn over two inputs, and over no other number of them", () => {
  const known = (name: unknown): string => String(name);
  const read = (sizes: readonly number[]): boolean => {
    const common = networkSpec(sizes);
    const names = { name: known, input: known } as unknown as Names;
    return readNetwork({ ...common, maps: true } as unknown as Json, common, names).maps;
  };
  assert.equal(read([2, 2, 1]), true);
  assert.throws(() => read([4, 3, 2]), /maps.*two inputs/);
});
