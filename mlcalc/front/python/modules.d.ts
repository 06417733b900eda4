/** What the build of the worker brings along: see python.mjs. */
declare module "*/micropython.mjs" {
  interface MicroPython {
    readonly globals: { get(name: string): unknown; set(name: string, value: unknown): void };
    readonly FS: { mkdir(path: string): void; writeFile(path: string, text: string): void };
    runPython(code: string): unknown;
  }
  interface Options {
    readonly url: string;
    readonly heapsize: number;
    readonly pystack: number;
    readonly linebuffer: boolean;
    readonly stdout: (bytes: Uint8Array) => void;
    readonly stderr: (bytes: Uint8Array) => void;
  }
  export function loadMicroPython(options: Options): Promise<MicroPython>;
}

/** The interpreter, packed by gzip. */
declare module "*.wasm" {
  const packed: Uint8Array<ArrayBuffer>;
  export default packed;
}

/** The Python of mlcalc/inpage, by path. */
declare module "mlcalc:inpage" {
  const sources: Readonly<Record<string, string>>;
  export default sources;
}
