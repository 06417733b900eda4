/** What runs in the worker: MicroPython with the modules of mlcalc/inpage. A worker runs one program, and is ended. */

import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";
import packed from "@micropython/micropython-webassembly-pyscript/micropython.wasm";
import sources from "mlcalc:inpage";
import type { Program, Result, Start, Told } from "./messages.ts";

/** Characters: what is longer, nobody reads. */
const MOST_PRINTED = 20_000;
/** Milliseconds between two messages while a program prints. */
const PAUSE = 60;
/** Bytes that a program may use, all in all; a machine with little memory has to hold them too. */
const MOST_MEMORY = 128 * 2 ** 20;
const HEAP = 16 * 2 ** 20;
/** Room for about a thousand calls within each other, as in CPython. */
const CALLS = 48 * 1024;

const tell = (told: Told): void => postMessage(told);

const decoder = new TextDecoder();
let bytes: number[] = [];
let printed = 0;
let last = 0;

function flush(): void {
  if (bytes.length > 0)
    tell({ kind: "printed", text: decoder.decode(new Uint8Array(bytes), { stream: true }) });
  bytes = [];
  last = Date.now();
}

/** Takes a byte at a time, as MicroPython gives them. While a program runs no timer does, so the clock is asked. */
function print([byte]: Uint8Array): void {
  printed += 1;
  if (printed > MOST_PRINTED) {
    if (printed === MOST_PRINTED + 1) {
      flush();
      tell({ kind: "flooded" });
    }
    return;
  }
  bytes.push(byte);
  if (byte === 10 && Date.now() - last > PAUSE) flush();
}

/** The interpreter asks for its wasm by address; here is none, and WebKit's worker may not even fetch a blob. */
async function answerWithBytes(): Promise<Response> {
  // Nor may it read one: the stream is that of an answer.
  const unpacked = new Response(packed).body!.pipeThrough(new DecompressionStream("gzip"));
  return new Response(await new Response(unpacked).arrayBuffer(), {
    headers: { "Content-Type": "application/wasm" },
  });
}

function boundMemory(): void {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65_536 > MOST_MEMORY) throw new RangeError("no more memory");
    return grow.call(this, pages);
  };
}

/**
 * What Python reaches into JavaScript by: attributes of an object, its items, and calls. Nothing here needs them, and a
 * program that came by a link could do by them whatever a script of the page can, and send away what it finds.
 */
const REACHING = [
  ...[
    "lookup_attr",
    "has_attr",
    "store_attr",
    "js_subscr_load",
    "js_subscr_store",
    "js_get_iter",
    "js_iter_next",
  ],
  ...["call0", "call0_kwarg", "call1", "call2", "calln", "calln_kwarg", "js_reflect_construct"],
  ...["js_then_continue", "js_then_resolve", "js_then_reject"],
];
const SHUT = "Python in a page reaches nothing around it.";

function shut(imports: WebAssembly.Imports = {}): WebAssembly.Imports {
  const { env } = imports;
  for (const name of REACHING) {
    if (!env || !(name in env))
      throw new Error(`The interpreter has no ${name}; look anew for what reaches out of it.`);
    env[name] = name === "lookup_attr" || name === "has_attr" ? () => 0 : () => { throw new Error(SHUT); }; // prettier-ignore
  }
  return imports;
}

/** The next worker is spared the work of compiling; where a browser does not hand it on, that one compiles anew. */
function handOn(compiled: WebAssembly.Module): void {
  try {
    tell({ kind: "compiled", compiled });
  } catch {
    // It is quicker, no more.
  }
}

/** The interpreter is made with the doors shut, in whichever of the two ways it asks for it. */
function shutDoors(known: WebAssembly.Module | null): void {
  const { compileStreaming, instantiate } = WebAssembly;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const module = known ?? (await compileStreaming(source));
    if (known === null) handOn(module);
    return { module, instance: await instantiate(module, shut(imports)) };
  };
  WebAssembly.instantiate = ((source: BufferSource, imports?: WebAssembly.Imports) =>
    instantiate(source, shut(imports))) as typeof WebAssembly.instantiate;
}

async function start({ compiled }: Start) {
  globalThis.fetch = compiled === null ? answerWithBytes : async () => new Response();
  shutDoors(compiled);
  // The interpreter tells programmers of its memory; readers are told in the result.
  console.error = () => {};
  boundMemory();
  const python = await loadMicroPython({
    url: "micropython.wasm",
    heapsize: HEAP,
    pystack: CALLS,
    linebuffer: false,
    stdout: print,
    stderr: () => {},
  });
  for (const folder of ["/lib", "/lib/inpage"]) python.FS.mkdir(folder);
  for (const [path, text] of Object.entries(sources)) python.FS.writeFile(`/lib/${path}`, text);
  // Before anyone asks, so that the first program is as quick as the others.
  python.runPython("from inpage import runner\nrunner.keep_inside()");
  return python;
}

/** The first message starts the interpreter, and the second is the program. */
let starting: ReturnType<typeof start> | null = null;

addEventListener("message", async ({ data }: MessageEvent<Start | Program>) => {
  if (starting === null) {
    starting = start(data as Start);
    return starting.then(
      () => tell({ kind: "ready" }),
      (error: unknown) => tell({ kind: "failed", reason: String((error as Error)?.message ?? error) }),
    );
  }
  try {
    const python = await starting;
    printed = 0;
    python.globals.set("program", JSON.stringify(data));
    python.runPython("answer = runner.run(program)");
    flush();
    tell({ kind: "done", result: JSON.parse(String(python.globals.get("answer"))) as Result });
  } catch (error) {
    flush();
    const said = `The program ended Python itself: ${String((error as Error)?.message ?? error)}`;
    tell({ kind: "done", result: { checked: "error", said, line: 0 } });
  }
});
