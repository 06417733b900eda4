/** The entries of an answer that is a vector or a matrix: what each is called, and how they are kept. */

export const nameOf = (i: number, shape: readonly number[]): string =>
  shape.length === 0
    ? "Your answer"
    : shape.length === 1
      ? `Entry ${i + 1}`
      : `Row ${Math.floor(i / shape[1]) + 1}, column ${(i % shape[1]) + 1}`;

/** As Python nests them: one, a list, or a list of rows. */
export const nested = <T>(values: readonly T[], [rows, columns]: readonly number[]): unknown =>
  rows === undefined
    ? values[0]
    : columns === undefined
      ? [...values]
      : Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
