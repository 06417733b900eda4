/** The program of one stage carried on into the next: the reader's own parts, and what the next stage adds to them. */

/** A piece at the margin: a function or a class by its name, or lines that are neither. */
interface Block {
  readonly name: string;
  readonly text: string;
}

const NAMED = /^(?:def|class)\s+(\w+)/m;

/** Pieces that begin at this depth, with the comments and decorators before them; empty lines come between. */
function blocksOf(lines: readonly string[], depth: number): Block[] {
  const starts = new RegExp(`^ {${depth}}[^\\s)\\]}]`);
  const blocks: string[][] = [];
  let open = false;
  let blank = true;
  for (const line of lines) {
    const begins = starts.test(line) && !open && (blank || /^ *(def|class|@)/.test(line));
    if (begins || blocks.length === 0) blocks.push([]);
    blocks[blocks.length - 1].push(line);
    if (line.trim() !== "") {
      blank = false;
      // a comment, or what decorates, belongs to what follows it at once
      open = starts.test(line) && /^ *[#@]/.test(line);
    } else [blank, open] = [true, false];
  }
  return blocks.map((block) => {
    const text = block.join("\n").trimEnd();
    return { name: NAMED.exec(text.replace(/^ +(?=def)/gm, ""))?.[1] ?? "", text };
  });
}

const piecesOf = (program: string): Block[] =>
  blocksOf(program.split("\n"), 0).filter(({ text }) => text !== "");

/** What one class has and the other lacks, at the end of that. */
function extended(own: string, before: string, after: string): string {
  const inside = (text: string): Block[] => blocksOf(text.split("\n").slice(1), 4);
  const known = new Set([...inside(before), ...inside(own)].map(({ text }) => text));
  const names = new Set(inside(own).map(({ name }) => name));
  const added = inside(after).filter(
    ({ name, text }) => !known.has(text) && (name === "" || !names.has(name)),
  );
  return [own, ...added.map(({ text }) => text)].join("\n\n");
}

/** `own` is a reader's program of the stage that `before` solves; `starter` is the author's beginning of the next. */
export function carried(own: string, before: string, starter: string): string {
  const [mine, solved, next] = [own, before, starter].map(piecesOf);
  const last = mine.map(({ name }) => name !== "").lastIndexOf(true);
  const first = next.findIndex(({ name }) => name !== "");
  const known = new Set(solved.map(({ text }) => text));
  const named = (blocks: readonly Block[], name: string): Block | undefined =>
    blocks.find((block) => block.name === name);
  const kept = mine.slice(0, last + 1).map((block) => {
    const [old, changed] = [named(solved, block.name), named(next, block.name)];
    const grows =
      block.name !== "" && old && changed && block.text.startsWith("class") && old.text !== changed.text;
    return grows ? { ...block, text: extended(block.text, old.text, changed.text) } : block;
  });
  const head = next.slice(0, Math.max(0, first)).filter(({ text }) => !known.has(text));
  const tail = next.slice(Math.max(0, first)).filter(({ name }) => name === "" || !named(mine, name));
  return joined([...head, ...kept, ...tail]);
}

/** Two empty lines around what has a name, one elsewhere. */
const joined = (blocks: readonly Block[]): string =>
  blocks.reduce((text, { name, text: more }, i) => {
    if (i === 0) return more;
    return `${text}${name !== "" || blocks[i - 1].name !== "" ? "\n\n\n" : "\n\n"}${more}`;
  }, "");
