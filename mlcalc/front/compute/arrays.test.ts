import assert from "node:assert/strict";
import { test } from "node:test";
import * as arrays from "./arrays.ts";
import type { Tensor } from "./arrays.ts";

const tensor = (shape: number[], ...data: number[]): Tensor => ({ shape, data: Float64Array.from(data) });
const range = (...shape: number[]): Tensor => tensor(shape, ...Array(arrays.sizeOf(shape)).keys());
const plain = ({ shape, data }: Tensor): [number[], number[]] => [[...shape], [...data]];
const add = (a: number, b: number): number => a + b;

const scalar = (value: number): arrays.Tensor => ({ shape: [], data: Float64Array.of(value) });

test("shapes broadcast as in numpy, from the last axis", () => {
  assert.deepEqual(arrays.broadcastShapes([[3, 1], [4]]), [3, 4]);
  assert.deepEqual(arrays.broadcastShapes([[], [2, 0]]), [2, 0]);
  assert.deepEqual(arrays.broadcastShapes([[1, 5], [3, 1, 1], []]), [3, 1, 5]);
});

test("shapes that do not fit are refused by name", () => {
  assert.throws(() => arrays.broadcastShapes([[3], [4]]), /Shapes \(3,\) and \(4,\) do not broadcast/);
});

test("an elementwise function repeats a row along a column", () => {
  const sum = arrays.mapElements(add, [tensor([2, 1], 10, 20), tensor([3], 1, 2, 3)]);
  assert.deepEqual(plain(sum), [
    [2, 3],
    [11, 12, 13, 21, 22, 23],
  ]);
});

test("a scalar meets an array on either side", () => {
  const minus = (a: number, b: number): number => a - b;
  assert.deepEqual(plain(arrays.mapElements(minus, [scalar(1), tensor([2], 3, 5)])), [[2], [-2, -4]]);
  assert.deepEqual(plain(arrays.mapElements(minus, [tensor([2], 3, 5), scalar(1)])), [[2], [2, 4]]);
});

test("sum drops the axes it adds over", () => {
  assert.deepEqual(plain(arrays.sum(range(2, 3), [0])), [[3], [3, 5, 7]]);
  assert.deepEqual(plain(arrays.sum(range(2, 3), [1])), [[2], [3, 12]]);
  assert.deepEqual(plain(arrays.sum(range(2, 3), [0, 1])), [[], [15]]);
  assert.throws(() => arrays.sum(range(2, 3), [2]), /axis 2: the array has shape \(2, 3\)/);
});

test("broadcast_to is undone by sum, up to the number of repetitions", () => {
  assert.deepEqual(plain(arrays.broadcastTo(tensor([2, 1], 5, 7), [2, 2])), [
    [2, 2],
    [5, 5, 7, 7],
  ]);
  assert.throws(() => arrays.broadcastTo(range(2), [3]), /shape \(2,\) cannot be broadcast to \(3,\)/);
});

test("transpose moves the axes it is given", () => {
  assert.deepEqual(plain(arrays.transpose(range(2, 3), [1, 0])), [
    [3, 2],
    [0, 3, 1, 4, 2, 5],
  ]);
  const back = arrays.transpose(arrays.transpose(range(2, 3, 4), [2, 0, 1]), [1, 2, 0]);
  assert.deepEqual(plain(back), plain(range(2, 3, 4)));
  assert.throws(() => arrays.transpose(range(2, 3), [0, 0]), /do not name each axis/);
});

test("matmul multiplies matrices", () => {
  assert.deepEqual(plain(arrays.matmul(range(2, 3), range(3, 2))), [
    [2, 2],
    [10, 13, 28, 40],
  ]);
});

test("matmul broadcasts the axes before the last two", () => {
  const product = arrays.matmul(range(2, 1, 2, 2), range(3, 2, 1));
  assert.deepEqual(product.shape, [2, 3, 2, 1]);
  assert.deepEqual([...product.data], [1, 3, 3, 13, 5, 23, 5, 7, 23, 33, 41, 59]);
});

test("a vector is a row on the left of a product and a column on the right", () => {
  assert.deepEqual(plain(arrays.matmul(range(2), range(2, 3))), [[3], [3, 4, 5]]);
  assert.deepEqual(plain(arrays.matmul(range(2, 3), range(3))), [[2], [5, 14]]);
  assert.deepEqual(plain(arrays.matmul(range(3), range(3))), [[], [5]]);
});

test("matmul refuses shapes that do not fit", () => {
  assert.throws(() => arrays.matmul(range(2, 3), range(2, 3)), /shapes \(2, 3\) and \(2, 3\) do not fit/);
  assert.throws(() => arrays.matmul(range(2), range(3, 1)), /matmul/);
});

test("concatenate joins along any axis", () => {
  assert.deepEqual(plain(arrays.concatenate([range(1, 2), range(2, 2)], 0)), [
    [3, 2],
    [0, 1, 0, 1, 2, 3],
  ]);
  assert.deepEqual(plain(arrays.concatenate([range(2, 1), range(2, 2)], 1)), [
    [2, 3],
    [0, 0, 1, 1, 2, 3],
  ]);
  assert.throws(() => arrays.concatenate([range(2, 1), range(3, 1)], 1), /does not fit/);
});

test("scatter is the transpose of gather: what was read twice collects twice", () => {
  const positions = [2, 0, 2];
  assert.deepEqual(plain(arrays.gather(tensor([3], 5, 6, 7), positions, [3])), [[3], [7, 5, 7]]);
  assert.deepEqual(plain(arrays.scatter(tensor([3], 1, 10, 100), positions, [3])), [[3], [10, 0, 101]]);
});
