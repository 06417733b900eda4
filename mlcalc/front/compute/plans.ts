/** An operation prepared for shapes that are known: where each number is read and written is found once, not at each run. */

import { broadcastTo, reshape, sizeOf, structural, type Params, type Tensor } from "./arrays.ts";
import { elementwise } from "./primitives.generated.ts";

type Shape = readonly number[];
type Data = Float64Array;

/** Computes the result into `out` from the data of the arguments. */
export type Plan = (x: readonly Data[], out: Data) => void;

export function plan(op: string, shapes: readonly Shape[], shape: Shape, params: Params): Plan {
  if (Object.hasOwn(ARITHMETIC, op)) {
    const [p, q] = shapes.map((of) => reads(of, shape));
    return ([x, y], out) => ARITHMETIC[op](x, p, y, q, out);
  }
  if (Object.hasOwn(elementwise, op)) return elements(elementwise[op], shapes, shape);
  switch (op) {
    case "matmul":
      if (shapes.every((of) => of.length === 2)) return product(shapes[0], shapes[1]);
      break;
    case "sum": {
      const kept = shapes[0].map((n, axis) => ((params["axis"] as number[]).includes(axis) ? 1 : n));
      const to = places(broadcastTo(reshape(numbered(shape), kept), shapes[0]));
      return ([x], out) => {
        out.fill(0);
        for (let i = 0; i < to.length; i++) out[to[i]] += x[i];
      };
    }
    case "square":
      return ([x], out) => {
        for (let i = 0; i < out.length; i++) out[i] = x[i] * x[i];
      };
    case "reshape":
      return ([x], out) => out.set(x);
    case "broadcast_to":
    case "transpose":
    case "gather": {
      const from = places(structural[op]([numbered(shapes[0])], params));
      return ([x], out) => {
        for (let i = 0; i < from.length; i++) out[i] = x[from[i]];
      };
    }
  }
  return (x, out) =>
    out.set(
      structural[op](
        x.map((data, i) => ({ shape: shapes[i], data })),
        params,
      ).data,
    );
}

/** An array whose numbers say where they stand: what an operation makes of it says where its numbers come from. */
const numbered = (shape: Shape): Tensor => ({
  shape,
  data: Float64Array.from({ length: sizeOf(shape) }, (_, i) => i),
});
const places = ({ data }: Tensor): Int32Array => Int32Array.from(data);

/** Where the numbers of a broadcast argument stand; null where they stand as they are. */
function reads(from: Shape, to: Shape): Int32Array | null {
  return from.length === to.length && from.every((n, axis) => n === to[axis])
    ? null
    : places(broadcastTo(numbered(from), to));
}

type Loop = (x: Data, p: Int32Array | null, y: Data, q: Int32Array | null, out: Data) => void;

/**
 * Training is made of these. A loop that calls whatever function it is given puts each of its numbers into an object of
 * its own, which takes longer than the arithmetic.
 */
const ARITHMETIC: Readonly<Record<string, Loop>> = {
  add: (x, p, y, q, out) => {
    for (let i = 0; i < out.length; i++) out[i] = x[p === null ? i : p[i]] + y[q === null ? i : q[i]];
  },
  subtract: (x, p, y, q, out) => {
    for (let i = 0; i < out.length; i++) out[i] = x[p === null ? i : p[i]] - y[q === null ? i : q[i]];
  },
  multiply: (x, p, y, q, out) => {
    for (let i = 0; i < out.length; i++) out[i] = x[p === null ? i : p[i]] * y[q === null ? i : q[i]];
  },
};

function elements(fn: (...x: number[]) => number, shapes: readonly Shape[], shape: Shape): Plan {
  const at = shapes.map((of) => reads(of, shape));
  if (shapes.length === 1) {
    return ([x], out) => {
      for (let i = 0; i < out.length; i++) out[i] = fn(x[i]);
    };
  }
  if (shapes.length === 2) {
    const [p, q] = at;
    return ([x, y], out) => {
      for (let i = 0; i < out.length; i++) out[i] = fn(x[p === null ? i : p[i]], y[q === null ? i : q[i]]);
    };
  }
  const [p, q, r] = at;
  return ([x, y, z], out) => {
    for (let i = 0; i < out.length; i++) out[i] = fn(x[p?.[i] ?? i], y[q?.[i] ?? i], z[r?.[i] ?? i]);
  };
}

/** Row by row of the result, so that memory is read in the order in which it lies; four products at a time. */
function product([m, inner]: Shape, [, n]: Shape): Plan {
  return ([a, b], out) => {
    out.fill(0);
    const fours = inner - (inner % 4);
    for (let i = 0; i < m; i++) {
      const [row, to] = [i * inner, i * n];
      for (let k = 0; k < fours; k += 4) {
        const [f0, f1, f2, f3] = [a[row + k], a[row + k + 1], a[row + k + 2], a[row + k + 3]];
        for (let j = 0, from = k * n; j < n; j++, from++)
          out[to + j] += f0 * b[from] + f1 * b[from + n] + f2 * b[from + 2 * n] + f3 * b[from + 3 * n];
      }
      for (let k = fours; k < inner; k++) {
        const factor = a[row + k];
        for (let j = 0, from = k * n; j < n; j++) out[to + j] += factor * b[from + j];
      }
    }
  };
}
