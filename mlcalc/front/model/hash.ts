/** A figure's inputs in the address, so that a state can be shared: #curve-C:w=1.2,b=0.3 */

/** More characters than the state of a figure with a thousand inputs has. */
const LONGEST = 50_000;

/** What the address says of one figure. */
export interface AddressState {
  readonly inputs: Readonly<Record<string, number>>;
  /** Functions that somebody typed, by name, each as its text. */
  readonly functions: ReadonlyMap<string, string>;
}

/** Between what two entries say: a name may have indices of its own, W1[2,3], and a formula commas, max(x, 2), but no sign =. */
const BETWEEN = /,(?=[^=,[\]()]*(?:\[[^\]]*\])?=)/;

/** What the address sets in the figure `id`, which has these functions to type; null when it speaks of another figure. */
export function readHash(hash: string, id: string, functions: readonly string[] = []): AddressState | null {
  // Twice: a program that passes a link on may encode what is encoded. No formula has a %.
  const text = decode(decode(hash.replace(/^#/, "")));
  if (id === "" || !text.startsWith(`${id}:`)) return null;
  if (text.length > LONGEST) throw new Error("The address says more than any figure has; it was not read.");
  const inputs: [string, number][] = [];
  const typed = new Map<string, string>();
  for (const entry of text.slice(id.length + 1).split(BETWEEN)) {
    const [name, written] = entry.split("=").map((part) => part.trim());
    if (written !== undefined && functions.includes(name)) typed.set(name, written);
    else if (entry !== "") inputs.push([name, valueIn(entry, written, id)]);
  }
  return { inputs: Object.fromEntries(inputs), functions: typed };
}

function valueIn(entry: string, written: string | undefined, id: string): number {
  // As the page prints it: −0.3
  const value = written?.replace(/^[−–]/, "-");
  if (value && Number.isFinite(Number(value))) return Number(value);
  throw new Error(
    `The address says "${entry.slice(0, 60)}" for this figure; write name=number, as in ${id}:w=1.2`,
  );
}

export function writeHash(id: string, state: Readonly<Record<string, number | string>>): string {
  const written = Object.entries(state).map(([name, value]) => [name, String(value)].map(encoded).join("="));
  return `#${id}:${written.join(",")}`;
}

/** Brackets too, at which programs that find addresses in a text cut them off. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[()'*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** An address can hold a lone %, which is no encoding of anything: then take it as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
