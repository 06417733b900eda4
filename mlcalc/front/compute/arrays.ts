/** Arrays as numpy has them: a shape and the numbers in C order. Nothing here knows the DOM or differentiates. */

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export type Params = Readonly<Record<string, unknown>>;

export const sizeOf = (shape: readonly number[]): number => shape.reduce((n, length) => n * length, 1);

export const describe = (shape: readonly number[]): string =>
  shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;

const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((length, axis) => length === b[axis]);

/** How far apart in memory neighbours along each axis lie. */
function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis];
  }
  return strides;
}

/** Strides that read `shape` as if it were `target`: an axis that numpy would repeat gets stride 0. */
function broadcastStrides(shape: readonly number[], target: readonly number[]): number[] {
  const own = stridesOf(shape);
  const missing = target.length - shape.length;
  return target.map((length, axis) => {
    if (axis < missing) return 0;
    const given = shape[axis - missing];
    if (given === length) return own[axis - missing];
    if (given === 1) return 0;
    throw new Error(`An array of shape ${describe(shape)} cannot be broadcast to ${describe(target)}.`);
  });
}

/** The memory offset of every element of a strided view, in C order. All other operations are written with it. */
function offsets(shape: readonly number[], strides: readonly number[]): Int32Array {
  const result = new Int32Array(sizeOf(shape));
  const position = new Array<number>(shape.length).fill(0);
  let offset = 0;
  for (let i = 0; i < result.length; i++) {
    result[i] = offset;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      offset += strides[axis];
      if (++position[axis] < shape[axis]) break;
      offset -= strides[axis] * shape[axis];
      position[axis] = 0;
    }
  }
  return result;
}

export function broadcastShapes(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes) {
    shape.forEach((length, i) => {
      const axis = rank - shape.length + i;
      if (length === 1 || length === result[axis]) return;
      if (result[axis] !== 1) {
        throw new Error(`Shapes ${shapes.map(describe).join(" and ")} do not broadcast together.`);
      }
      result[axis] = length;
    });
  }
  return result;
}

/** A function of numbers, applied to arrays element by element with numpy's broadcasting. */
export function mapElements(fn: (...x: number[]) => number, args: readonly Tensor[]): Tensor {
  const shape = broadcastShapes(args.map((arg) => arg.shape));
  const data = new Float64Array(sizeOf(shape));
  const where = args.map((arg) =>
    sameShape(arg.shape, shape) ? null : offsets(shape, broadcastStrides(arg.shape, shape)),
  );
  const x = new Array<number>(args.length);
  for (let i = 0; i < data.length; i++) {
    for (let k = 0; k < args.length; k++) {
      const at = where[k];
      x[k] = args[k].data[at === null ? i : at[i]];
    }
    data[i] = fn(...x);
  }
  return { shape, data };
}

function view(x: Tensor, shape: readonly number[], strides: readonly number[]): Tensor {
  return { shape, data: Float64Array.from(offsets(shape, strides), (at) => x.data[at]) };
}

export function sum(x: Tensor, axes: readonly number[]): Tensor {
  for (const axis of axes) {
    if (!(axis >= 0 && axis < x.shape.length)) {
      throw new Error(`sum over axis ${axis}: the array has shape ${describe(x.shape)}.`);
    }
  }
  const kept = x.shape.filter((_, axis) => !axes.includes(axis));
  const keptStrides = stridesOf(kept);
  let next = 0;
  const strides = x.shape.map((_, axis) => (axes.includes(axis) ? 0 : keptStrides[next++]));
  const data = new Float64Array(sizeOf(kept));
  offsets(x.shape, strides).forEach((at, i) => (data[at] += x.data[i]));
  return { shape: kept, data };
}

export const broadcastTo = (x: Tensor, shape: readonly number[]): Tensor =>
  view(x, shape, broadcastStrides(x.shape, shape));

export function reshape(x: Tensor, shape: readonly number[]): Tensor {
  if (sizeOf(shape) !== x.data.length) {
    throw new Error(`reshape: ${x.data.length} numbers do not fill the shape ${describe(shape)}.`);
  }
  return { shape, data: x.data };
}

export function transpose(x: Tensor, axes: readonly number[]): Tensor {
  if (axes.length !== x.shape.length || !x.shape.every((_, axis) => axes.includes(axis))) {
    throw new Error(`transpose: axes ${describe(axes)} do not name each axis of ${describe(x.shape)} once.`);
  }
  const strides = stridesOf(x.shape);
  return view(
    x,
    axes.map((axis) => x.shape[axis]),
    axes.map((axis) => strides[axis]),
  );
}

/** numpy's product: a vector is a row on the left and a column on the right, and leaves no axis of its own. */
export function matmul(a: Tensor, b: Tensor): Tensor {
  if (a.shape.length !== 1 && b.shape.length !== 1) return matrixProduct(a, b);
  const product = matrixProduct(
    a.shape.length === 1 ? reshape(a, [1, ...a.shape]) : a,
    b.shape.length === 1 ? reshape(b, [...b.shape, 1]) : b,
  );
  const shape = product.shape.filter((_, axis, { length }) =>
    axis === length - 2 ? a.shape.length !== 1 : axis !== length - 1 || b.shape.length !== 1,
  );
  return reshape(product, shape);
}

/** Matrix product over the last two axes; the axes before them broadcast. */
function matrixProduct(a: Tensor, b: Tensor): Tensor {
  const [m, inner] = a.shape.slice(-2);
  const [innerB, n] = b.shape.slice(-2);
  if (a.shape.length < 2 || b.shape.length < 2 || inner !== innerB) {
    throw new Error(`matmul: shapes ${describe(a.shape)} and ${describe(b.shape)} do not fit.`);
  }
  const leadA = a.shape.slice(0, -2);
  const leadB = b.shape.slice(0, -2);
  const lead = broadcastShapes([leadA, leadB]);
  const startsA = offsets(lead, broadcastStrides(leadA, lead));
  const startsB = offsets(lead, broadcastStrides(leadB, lead));
  const data = new Float64Array(sizeOf(lead) * m * n);
  for (let batch = 0, out = 0; batch < startsA.length; batch++) {
    const rowStart = startsA[batch] * m * inner;
    const columnStart = startsB[batch] * inner * n;
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++, out++) {
        let total = 0;
        for (let k = 0; k < inner; k++) {
          total += a.data[rowStart + i * inner + k] * b.data[columnStart + k * n + j];
        }
        data[out] = total;
      }
    }
  }
  return { shape: [...lead, m, n], data };
}

export function concatenate(parts: readonly Tensor[], axis: number): Tensor {
  const first = parts[0].shape;
  for (const { shape } of parts) {
    if (shape.length !== first.length || shape.some((n, i) => i !== axis && n !== first[i])) {
      throw new Error(`concatenate along axis ${axis}: ${describe(shape)} does not fit ${describe(first)}.`);
    }
  }
  const shape = first.map((n, i) =>
    i === axis ? parts.reduce((all, part) => all + part.shape[axis], 0) : n,
  );
  const data = new Float64Array(sizeOf(shape));
  const outer = sizeOf(first.slice(0, axis));
  const row = data.length / outer;
  let start = 0;
  for (const part of parts) {
    const length = part.data.length / outer;
    for (let o = 0; o < outer; o++) {
      data.set(part.data.subarray(o * length, (o + 1) * length), o * row + start);
    }
    start += length;
  }
  return { shape, data };
}

/** Picks the elements at flat `positions`; indexing and slicing are this one operation. */
export function gather(x: Tensor, positions: readonly number[], shape: readonly number[]): Tensor {
  return { shape, data: Float64Array.from(positions, (at) => x.data[at]) };
}

/** The transpose of gather: adds each element into zeros of `shape`; a position that was read twice collects twice. */
export function scatter(x: Tensor, positions: readonly number[], shape: readonly number[]): Tensor {
  const data = new Float64Array(sizeOf(shape));
  positions.forEach((at, i) => (data[at] += x.data[i]));
  return { shape, data };
}

const list = (params: Params, key: string): readonly number[] => {
  const value = params[key];
  if (!Array.isArray(value)) throw new Error(`the parameter "${key}" must be a list of integers.`);
  return value as number[];
};

/** The operations that move numbers about; the others work element by element and come from the table of primitives. */
export const structural: Readonly<Record<string, (args: readonly Tensor[], params: Params) => Tensor>> = {
  sum: ([x], p) => sum(x, list(p, "axis")),
  broadcast_to: ([x], p) => broadcastTo(x, list(p, "shape")),
  reshape: ([x], p) => reshape(x, list(p, "shape")),
  transpose: ([x], p) => transpose(x, list(p, "axes")),
  matmul: ([a, b]) => matmul(a, b),
  concatenate: (parts, p) => concatenate(parts, Number(p["axis"])),
  gather: ([x], p) => gather(x, list(p, "positions"), list(p, "shape")),
  scatter: ([x], p) => scatter(x, list(p, "positions"), list(p, "shape")),
};
