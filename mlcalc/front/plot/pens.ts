/** Lines as path strings: through points, straight or in waves, with coordinates of few digits. No DOM. */

type Point = readonly [x: number, y: number];

/** The straight line through these points; `null` lifts the pen. A point alone is drawn as a dot. */
export function straight(points: Iterable<Point | null>, digits: number): string {
  const write = writer(digits);
  let path = "";
  let drawn = 0;
  for (const point of points) {
    if (point !== null) path += `${drawn++ === 0 ? "M" : "L"}${write(point[0])},${write(point[1])}`;
    else {
      if (drawn === 1) path += "Z";
      drawn = 0;
    }
  }
  return drawn === 1 ? `${path}Z` : path;
}

/** A wave through these points: at each of them level, or upright where the line goes down the page. */
export function wave(points: readonly Point[], digits: number, upright = false): string {
  const write = writer(digits);
  const [first, ...others] = points;
  let path = `M${write(first[0])},${write(first[1])}`;
  let [x, y] = first;
  for (const [toX, toY] of others) {
    const [middleX, middleY] = [(x + toX) / 2, (y + toY) / 2];
    const bends = upright ? [x, middleY, toX, middleY] : [middleX, y, middleX, toY];
    path += `C${[...bends, toX, toY].map(write).join(",")}`;
    [x, y] = [toX, toY];
  }
  return path;
}

function writer(digits: number): (value: number) => string {
  const scale = 10 ** digits;
  return (value) => String(Math.round(value * scale) / scale);
}
