/**
 * Bytes on disk. Ours are the files of the server's own blob store, which compresses text with brotli, quality 5; the
 * peers' are what the same compression makes of their one file.
 */
import { mkdtemp, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { artifactKinds } from "../../../lib/domain/artifact";
import type { BlobStore } from "../../../lib/ports/blob-store";
import { openFsBlobStore } from "../../../lib/server/blobs/fs-blob-store";
import { keepDocument } from "../../../lib/server/blobs/keep-document";
import type { OwnArchive } from "./ours";

const compress = promisify(brotliCompress);

/** Bytes of one file after compression; one that would grow is left as it is. */
export async function packedSize(bytes: Uint8Array): Promise<number> {
  const packed = await compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  return Math.min(bytes.length, packed.length);
}

/** A store of one site or one page. */
export class Shelf {
  private constructor(
    private readonly folder: string,
    private readonly blobs: BlobStore,
  ) {}

  static async open(parent: string): Promise<Shelf> {
    const folder = await mkdtemp(join(parent, "blobs-"));
    return new Shelf(folder, await openFsBlobStore(folder));
  }

  /**
   * Stores an archive as a capture does. `bases` are pages like it that are here, as a device would name them. Returns
   * the page's name and the bytes it added to the disk.
   */
  async add(
    { document, resources }: OwnArchive,
    bases: readonly string[] = [],
  ): Promise<{ hash: string; bytes: number }> {
    const before = await this.size();
    for (const { bytes, mediaType } of resources.values()) await this.blobs.put(bytes, mediaType);
    const { mediaType } = artifactKinds.page;
    const { hash } = await keepDocument(document, { mediaType, bases, blobs: this.blobs });
    return { hash, bytes: (await this.size()) - before };
  }

  /** Bytes of all blobs; the few letters that note a blob's type are left out. */
  async size(): Promise<number> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(".type"));
    const sizes = files.map(async (file) => (await stat(join(file.parentPath, file.name))).size);
    return (await Promise.all(sizes)).reduce((all, one) => all + one, 0);
  }
}
