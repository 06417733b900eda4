/** Names of numbers as they are said: "dC/dW1[2,3]" is "derivative of C by W superscript 1, row 2, column 3". */

/** A second derivative: by one input twice, or by two. */
const SECOND = /^d²(.+?)\/d(?:(.+)²|(.+?)d(.+))$/;
const FIRST = /^[d∂](.+?)\/[d∂](.+?)(?: via (.+))?$/;
/** The arrays of a network carry their layer, where a formula has it above the letter. */
const LAYERED = /^(W|b|z|a|delta)(\d+)$/;

export function speakable(name: string): string {
  const second = SECOND.exec(name);
  if (second !== null) {
    const [, of, twice, one, other] = second;
    return `second derivative of ${of} by ${twice === undefined ? `${one} and ${other}` : `${twice} twice`}`;
  }
  const first = FIRST.exec(name);
  if (first !== null) {
    const [, of, by, via] = first;
    const way = via === undefined ? "" : ` via ${via}`;
    return `derivative of ${entry(of)} by ${entry(by)}${way}`;
  }
  const quotient = /^Δ(.+)\/Δ(.+)$/.exec(name);
  if (quotient !== null) return `difference quotient of ${quotient[1]} by ${quotient[2]}`;
  if (name.startsWith("|") && name.endsWith("|")) return `length of ${entry(name.slice(1, -1))}`;
  return entry(name);
}

/** A number of an array by its place, and a symbol by its words. */
function entry(name: string): string {
  const [, array, place] = /^(.+)\[([\d,]+)\]$/.exec(name) ?? [];
  if (array === undefined) return symbol(name);
  const [row, column] = place.split(",");
  const layered = LAYERED.exec(array);
  const said = layered === null ? symbol(array) : `${layered[1]} superscript ${layered[2]}`;
  return column === undefined ? `${said}, entry ${row}` : `${said}, row ${row}, column ${column}`;
}

const symbol = (name: string): string =>
  name
    .replace(/^\((J_.+)\)$/, (_, product: string) => product.replaceAll(" ", " times "))
    .replaceAll("J_", "Jacobian of ")
    .replaceAll("∇", "gradient of ")
    .replace(/^dC\/dx$/, "derivative of C by x")
    .replace(/^δ(\d+)$/, "delta superscript $1");
