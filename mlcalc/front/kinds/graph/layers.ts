/** Which column and row each number of a tape stands in: layers of mlcalc/figures/kinds/graph/tape.py. */

interface Step {
  readonly arguments: readonly number[];
}

/** A place on the tape, or an edge from one to another that only passes the column. */
interface Place {
  readonly first: number;
  readonly last: number;
}

const key = ({ first, last }: Place): string => `${first},${last}`;

/** The depths, and the row of a place on the tape or of an edge, counted from the middle of its column, downwards. */
export function layers(tape: readonly Step[]): {
  readonly depths: readonly number[];
  readonly row: (first: number, last?: number) => number;
} {
  const depths: number[] = [];
  for (const step of tape) depths.push(1 + Math.max(-1, ...step.arguments.map((i) => depths[i])));
  const columns = Array.from({ length: Math.max(...depths) + 1 }, (): Place[] => []);
  depths.forEach((depth, i) => columns[depth].push({ first: i, last: i }));
  tape.forEach((step, last) => {
    for (const first of new Set(step.arguments))
      for (let depth = depths[first] + 1; depth < depths[last]; depth++) columns[depth].push({ first, last });
  });
  untangle(columns, tape);
  const rows = new Map(columns.flatMap((column) => [...rowsOf(column)]));
  return { depths, row: (first, last = first) => rows.get(key({ first, last }))! };
}

/** Each column in the order of the mean row of its neighbours, forwards and back, so that few edges cross. */
function untangle(columns: Place[][], tape: readonly Step[]): void {
  for (let sweep = 0; sweep < 8; sweep++) {
    const forwards = sweep % 2 === 0;
    const inner = [...columns.keys()];
    for (const depth of forwards ? inner.slice(1) : inner.slice(0, -1).reverse()) {
      const beside = rowsOf(columns[depth + (forwards ? -1 : 1)]);
      const own = rowsOf(columns[depth]);
      const ranked = columns[depth].map((place) => {
        const row = own.get(key(place))!;
        return { place, row, mean: meanRow(place, beside, tape, forwards) ?? row };
      });
      ranked.sort((a, b) => a.mean - b.mean || a.row - b.row);
      columns[depth] = ranked.map(({ place }) => place);
    }
  }
}

const rowsOf = (column: readonly Place[]): Map<string, number> =>
  new Map(column.map((place, i) => [key(place), i - (column.length - 1) / 2]));

/** The mean row of what this place is joined to in the column beside it. */
function meanRow(
  { first, last }: Place,
  row: ReadonlyMap<string, number>,
  tape: readonly Step[],
  forwards: boolean,
): number | null {
  const passes = first !== last;
  const joined = forwards
    ? (passes ? [first] : tape[last].arguments).map((s) => [s, last])
    : (passes ? [last] : [...tape.keys()].filter((i) => tape[i].arguments.includes(first))).map((t) => [
        t,
        first,
      ]);
  const found = joined.flatMap(([end, other]) => {
    const edge = forwards ? { first: end, last: other } : { first: other, last: end };
    return [{ first: end, last: end }, edge].flatMap((place) => row.get(key(place)) ?? []);
  });
  return found.length > 0 ? found.reduce((sum, at) => sum + at, 0) / found.length : null;
}
