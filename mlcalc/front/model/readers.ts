/** Readers of what Python says: each checks a value, and says what is wrong with it and where it stands. */

/** A specification that this page cannot read; the message is a sentence for the reader of the page. */
export class SpecError extends Error {}

export type Json = Readonly<Record<string, unknown>>;

/** Takes a value as the type that it has to be of; `where` it stands is for the sentence that refuses it. */
export type Read<T> = (value: unknown, where: string) => T;

/** What the whole specification is called. */
export const WHOLE = "it";

const show = (value: unknown): string =>
  value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60);

export function fail(where: string, expected: string, given: unknown): never {
  throw new SpecError(
    `The figure's specification is not readable: ${where} must be ${expected}, not ${show(given)}.`,
  );
}

export function object(value: unknown, where: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) fail(where, "an object", value);
  return value as Json;
}

export function array(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(where, "a list", value);
  return value;
}

export function text(value: unknown, where: string): string {
  if (typeof value !== "string") fail(where, "a text", value);
  return value;
}

export function number(value: unknown, where: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) fail(where, "a finite number", value);
  return value;
}

export function boolean(value: unknown, where: string): boolean {
  if (typeof value !== "boolean") fail(where, "true or false", value);
  return value;
}

/** Reads one of these texts; of names, every mistake would otherwise be a number that never moves. */
export const choice =
  <T extends string>(...allowed: readonly T[]): Read<T> =>
  (value, where) =>
    allowed.find((entry) => entry === value) ?? fail(where, `one of ${allowed.join(", ")}`, value);

/** Reads a list with this reader, an entry after the other; `length`, where it is given, is how many there must be. */
export const listOf =
  <T>(read: Read<T>, length?: number): Read<readonly T[]> =>
  (value, where) => {
    const entries = array(value, where);
    if (length !== undefined && entries.length !== length) fail(where, `${length} entries`, value);
    return entries.map((entry, i) => read(entry, `${where}[${i}]`));
  };

/** Reads an object that has these fields, each with its own reader. */
export const record =
  <T extends object>(fields: { readonly [K in keyof T]-?: Read<T[K]> }): Read<T> =>
  (value, where) => {
    const given = object(value, where);
    const read = ([key, field]: [string, Read<unknown>]): [string, unknown] => [
      key,
      field(given[key], where === WHOLE ? key : `${where}.${key}`),
    ];
    return Object.fromEntries(Object.entries<Read<unknown>>(fields).map(read)) as T;
  };

/** Reads what may be left out: then it is null. */
export const optional =
  <T>(read: Read<T>): Read<T | null> =>
  (value, where) =>
    (value ?? null) === null ? null : read(value, where);

/** Reads what may be left out: then it is read as if `json` stood there. */
export const preset =
  <T>(read: Read<T>, json: unknown): Read<T> =>
  (value, where) =>
    read(value ?? json, where);

/** Reads two entries with this reader. */
export const pair =
  <T>(read: Read<T>): Read<readonly [T, T]> =>
  (value, where) => {
    const [a, b] = listOf(read, 2)(value, where);
    return [a, b];
  };

/** Two numbers, the lower first. */
export function interval(value: unknown, where: string): readonly [number, number] {
  const [low, high] = pair(number)(value, where);
  if (!(low < high)) fail(where, "two numbers, the lower first", value);
  return [low, high];
}

/** Texts by their names. */
export const texts: Read<Readonly<Record<string, string>>> = (value, where) =>
  Object.fromEntries(
    Object.entries(object(value, where)).map(([key, given]) => [key, text(given, `${where}.${key}`)]),
  );
