/** What becomes of a small square as it passes from plane to plane: by the functions, and by their Jacobians alone. No DOM. */

import { compile } from "../../compute/evaluate.ts";
import type { Evaluator } from "../../compute/evaluator.ts";
import type { Graph } from "../../compute/graph.ts";

/** Points on each side of the square: enough for its image to look bent and not broken. */
const ON_SIDE = 12;

/** x and y of the outline of the square with side 1 about 0, from corner to corner. */
export function outline(onSide: number): Float64Array {
  const corners = [-1, -1, 1, -1, 1, 1, -1, 1].map((sign) => sign / 2);
  const points = new Float64Array(8 * onSide);
  for (let side = 0; side < 4; side++) {
    for (let i = 0; i < onSide; i++) {
      for (let axis = 0; axis < 2; axis++) {
        const [from, to] = [corners[2 * side + axis], corners[(2 * side + 2 + axis) % 8]];
        points[2 * (side * onSide + i) + axis] = from + ((to - from) * i) / onSide;
      }
    }
  }
  return points;
}

/** One plane that the square reaches: `linear` are four corners, `exact` many points of its outline; x and y in turn. */
export interface Image {
  readonly linear: Float64Array;
  readonly exact: Float64Array;
}

interface Plane {
  readonly centre: readonly (() => number)[];
  /** None on the plane where the square is a square. */
  readonly jacobian: readonly (readonly (() => number)[])[] | null;
  readonly map: Evaluator | null;
}

export interface PlaneOptions {
  readonly centre: readonly (() => number)[];
  readonly jacobian: Plane["jacobian"];
  readonly graph: Graph | null;
  readonly entries: readonly string[];
}

export class Squares {
  readonly images: readonly Image[];
  readonly #planes: readonly Plane[];
  readonly #corners = outline(1);
  readonly #loop = outline(ON_SIDE);
  readonly #argument = new Float64Array(2);
  readonly #result = new Float64Array(2);

  /** The first plane is where the square stands; each of the others is a function of the one before. */
  constructor(planes: readonly PlaneOptions[]) {
    this.#planes = planes.map(({ centre, jacobian, graph, entries }) => ({
      centre,
      jacobian,
      map: graph && compile(graph, entries),
    }));
    this.images = planes.map(() => ({
      linear: new Float64Array(this.#corners.length),
      exact: new Float64Array(this.#loop.length),
    }));
  }

  update(side: number): void {
    const offsets = this.#corners.map((x) => side * x);
    this.#planes.forEach(({ centre, jacobian, map }, at) => {
      const { linear, exact } = this.images[at];
      const [cx, cy] = [centre[0](), centre[1]()];
      if (jacobian !== null) transform(jacobian, offsets);
      for (let i = 0; i < offsets.length; i += 2) {
        linear[i] = cx + offsets[i];
        linear[i + 1] = cy + offsets[i + 1];
      }
      const before = map === null ? this.#loop : this.images[at - 1].exact;
      for (let i = 0; i < exact.length; i += 2) {
        if (map === null) {
          exact[i] = cx + side * before[i];
          exact[i + 1] = cy + side * before[i + 1];
        } else {
          this.#argument[0] = before[i];
          this.#argument[1] = before[i + 1];
          map.run(this.#argument, this.#result);
          exact[i] = this.#result[0];
          exact[i + 1] = this.#result[1];
        }
      }
    });
  }
}

/** Multiplies each pair of numbers by the matrix, in place. */
function transform(matrix: readonly (readonly (() => number)[])[], pairs: Float64Array): void {
  const [[a, b], [c, d]] = matrix.map((row) => row.map((read) => read()));
  for (let i = 0; i < pairs.length; i += 2) {
    const [x, y] = [pairs[i], pairs[i + 1]];
    pairs[i] = a * x + b * y;
    pairs[i + 1] = c * x + d * y;
  }
}
