/** Bytes on disk, raw and after the same compression for everybody: brotli, quality 5, each file on its own. */
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { sum } from "../support/stats";

/** Files by hash: what has the same bytes is stored once. */
export type Blobs = ReadonlyMap<string, Uint8Array>;

const compress = promisify(brotliCompress);

export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const sizes = new Map<string, number>();

/** Bytes of one file after compression; one that would grow is left as it is. */
export async function packedSize(bytes: Uint8Array): Promise<number> {
  const hash = hashOf(bytes);
  const known = sizes.get(hash);
  if (known !== undefined) return known;
  const packed = await compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  const size = Math.min(bytes.length, packed.length);
  sizes.set(hash, size);
  return size;
}

export const rawSize = (blobs: Blobs): number => sum([...blobs.values()].map((bytes) => bytes.length));

/** Bytes of all files that are not in `stored` yet, after compression. */
export async function packedSizeOf(blobs: Blobs, stored: Blobs = new Map()): Promise<number> {
  const fresh = [...blobs].filter(([hash]) => !stored.has(hash)).map(([, bytes]) => bytes);
  return sum(await Promise.all(fresh.map(packedSize)));
}
