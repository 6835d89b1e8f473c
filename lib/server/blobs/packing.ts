/** Which blobs lie on the disk compressed, and how. The name of a blob is that of its plain bytes, whatever lies there. */
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/** Ending of a compressed blob's file. */
export const PACKED = ".br";

/** Text and what is like it; pictures, fonts for the web and films are compressed already. */
const TEXT_LIKE =
  /^(text\/.*|application\/(json|xml|javascript|xhtml\+xml|rss\+xml|atom\+xml)|image\/(svg\+xml|bmp|x-icon|vnd\.microsoft\.icon)|font\/(ttf|otf|collection))(;|$)/;
/** A smaller file takes a block of the disk either way. */
const MIN_BYTES = 512;
const QUALITY = 5;

const compress = promisify(brotliCompress);

/** The compressed bytes, or `null` where that would not pay. Works beside the server's own thread. */
export async function packed(bytes: Uint8Array, mediaType: string): Promise<Uint8Array | null> {
  if (bytes.byteLength < MIN_BYTES || !TEXT_LIKE.test(mediaType)) return null;
  const small = await compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
    },
  });
  return small.byteLength < bytes.byteLength * 0.9 ? small : null;
}
