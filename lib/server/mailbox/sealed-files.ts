/**
 * Sealed copies of snapshot files, by opaque names: `sealed/ab/<name>`. A name is taken once and its bytes never change,
 * so reading by range and again after a cut is safe. Nothing here can be read by this server.
 */
import { createReadStream } from "node:fs";
import { lstat, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { flushFolder, makeFolder, TEMPORARY } from "../durable-file";
import type { ReceivedFile } from "./box";

const NAME = /^[0-9a-f]{64}$/;
export const isSealedName = (name: string): boolean => NAME.test(name);

export class SealedFiles {
  readonly #sizes = new Map<string, number>();
  #bytes = 0;

  private constructor(private readonly root: string) {}

  static async open(root: string): Promise<SealedFiles> {
    await makeFolder(root);
    const files = new SealedFiles(root);
    for (const part of await readdir(root)) {
      const folder = join(root, part);
      if (!(await lstat(folder)).isDirectory()) continue;
      for (const name of await readdir(folder)) {
        if (name.startsWith(TEMPORARY)) await rm(join(folder, name), { force: true });
        else if (isSealedName(name)) files.#note(name, (await lstat(join(folder, name))).size);
      }
    }
    return files;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get count(): number {
    return this.#sizes.size;
  }

  /** Bytes of one, or `null`. */
  size(name: string): number | null {
    return this.#sizes.get(name) ?? null;
  }

  /** Names after one in their order, at most so many. */
  names(after: string, limit: number): string[] {
    return [...this.#sizes.keys()]
      .filter((name) => name > after)
      .toSorted()
      .slice(0, limit);
  }

  /** Takes over a received file. One that is there already stays, and the new one goes. */
  async add(name: string, file: ReceivedFile): Promise<void> {
    if (this.#sizes.has(name)) return rm(file.path, { force: true });
    this.#note(name, file.bytes);
    try {
      await makeFolder(this.#folderOf(name));
      await rename(file.path, this.#pathOf(name));
      await flushFolder(this.#folderOf(name));
    } catch (error) {
      this.#forget(name);
      throw error;
    }
  }

  async remove(name: string): Promise<void> {
    if (!this.#sizes.has(name)) return;
    this.#forget(name);
    await rm(this.#pathOf(name), { force: true });
  }

  /** Both ends inclusive. The stream fails when there is no such file. */
  read(name: string, range?: { readonly start: number; readonly end: number }): ReadableStream {
    return fileStream(this.#pathOf(name), range);
  }

  #folderOf(name: string): string {
    return join(this.root, name.slice(0, 2));
  }

  #pathOf(name: string): string {
    return join(this.#folderOf(name), name);
  }

  #note(name: string, bytes: number): void {
    this.#sizes.set(name, bytes);
    this.#bytes += bytes;
  }

  #forget(name: string): void {
    this.#bytes -= this.#sizes.get(name) ?? 0;
    this.#sizes.delete(name);
  }
}

/** A file's bytes, or the part of them between two places, both inclusive. */
export const fileStream = (
  path: string,
  range?: { readonly start: number; readonly end: number },
): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const chunks: AsyncIterator<Uint8Array<ArrayBuffer>> = createReadStream(path, range ?? {})[
    Symbol.asyncIterator
  ]();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(new Uint8Array(next.value));
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
};
