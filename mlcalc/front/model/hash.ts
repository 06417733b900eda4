/** A figure's inputs in the address, so that a state can be shared: #curve-C:w=1.2,b=0.3 */

/** More characters than the state of a figure with a thousand inputs has. */
const LONGEST = 50_000;

/** The inputs that the address sets for the figure `id`; null when it speaks of another figure. */
export function readHash(hash: string, id: string): Record<string, number> | null {
  const text = decode(hash.replace(/^#/, ""));
  if (id === "" || !text.startsWith(`${id}:`)) return null;
  if (text.length > LONGEST) throw new Error("The address says more than any figure has; it was not read.");
  const entries = text
    .slice(id.length + 1)
    // A name may have indices of its own: W1[2,3]
    .split(/,(?![^[\]]*\])/)
    .filter((entry) => entry !== "")
    .map((entry): [string, number] => {
      const [name, written] = entry.split("=");
      // As the page prints it: −0.3
      const value = written?.trim().replace(/^[−–]/, "-");
      if (!value || !Number.isFinite(Number(value))) {
        throw new Error(
          `The address says "${entry.slice(0, 60)}" for this figure; write name=number, as in ${id}:w=1.2`,
        );
      }
      return [name.trim(), Number(value)];
    });
  return Object.fromEntries(entries);
}

export function writeHash(id: string, inputs: Readonly<Record<string, number>>): string {
  const entries = Object.entries(inputs).map(([name, value]) => `${encodeURIComponent(name)}=${value}`);
  return `#${id}:${entries.join(",")}`;
}

/** An address can hold a lone %, which is no encoding of anything: then take it as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
