/** A program in the address: as letters and digits that no program which passes a link on reads as anything else. */

/** Its name there: no input of a figure can have it, for in Python it is no name. */
export const LINKED = "def";

/** Characters of an address that chats, mail and course systems leave as they are. */
const LONGEST = 6000;

export function packed(program: string): string {
  const bytes = new TextEncoder().encode(program);
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Throws an error for what is no program. */
export function unpacked(text: string): string {
  try {
    const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error("The program in the address is damaged; ask for the link again.");
  }
}

/** Why an address with this after its # is too long to be passed on; "" where it is not. */
export function tooLong(hash: string): string {
  if (hash.length <= LONGEST) return "";
  const [long, most] = [hash.length, LONGEST].map((count) => count.toLocaleString("en-US"));
  return `As a link this program has ${long} characters, and above ${most} a link may be cut off on its way: send the program itself.`;
}
