/** What bytes are by their own first bytes, and how large a picture they hold; never by what anybody says of them. */

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

type Signature = readonly [type: string, matches: (bytes: Uint8Array) => boolean];

const startsWith =
  (text: string) =>
  (bytes: Uint8Array): boolean =>
    ascii(bytes, 0, text.length) === text;

const SIGNATURES: readonly Signature[] = [
  ["image/png", startsWith("\u0089PNG\r\n\u001a\n")],
  ["image/jpeg", startsWith("\u00ff\u00d8\u00ff")],
  ["image/gif", (b) => startsWith("GIF87a")(b) || startsWith("GIF89a")(b)],
  ["image/webp", (b) => startsWith("RIFF")(b) && ascii(b, 8, 12) === "WEBP"],
  ["image/avif", (b) => ["ftypavif", "ftypavis"].includes(ascii(b, 4, 12))],
  ["image/x-icon", startsWith("\u0000\u0000\u0001\u0000")],
  ["image/bmp", startsWith("BM")],
  ["font/woff2", startsWith("wOF2")],
  ["font/woff", startsWith("wOFF")],
  ["font/otf", startsWith("OTTO")],
  ["font/ttf", (b) => startsWith("\u0000\u0001\u0000\u0000")(b) || startsWith("true")(b)],
  ["font/collection", startsWith("ttcf")],
  // The mark may stand behind a few bytes that do not belong to the document. Source: ISO 32000-1, annex H.3.4.1.
  ["application/pdf", (b) => /^[^<]{0,64}%PDF-/s.test(ascii(b, 0, 80))],
  ["application/zip", startsWith("PK\u0003\u0004")],
  ["application/gzip", startsWith("\u001f\u008b")],
  ["application/x-7z-compressed", startsWith("7z\u00bc\u00af\u0027\u001c")],
  ["application/vnd.rar", startsWith("Rar!\u001a\u0007")],
  ["application/x-xz", startsWith("\u00fd7zXZ\u0000")],
  ["application/zstd", startsWith("(\u00b5/\u00fd")],
  ["application/x-bzip2", startsWith("BZh")],
  ["application/postscript", startsWith("%!PS")],
  ["application/msword", startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")],
  ["audio/mpeg", (b) => startsWith("ID3")(b) || (b[0] === 0xff && [0xfb, 0xf3, 0xf2].includes(b[1] ?? 0))],
  ["audio/flac", startsWith("fLaC")],
  ["audio/ogg", startsWith("OggS")],
  ["audio/wav", (b) => startsWith("RIFF")(b) && ascii(b, 8, 12) === "WAVE"],
  ["video/webm", startsWith("\u001a\u0045\u00df\u00a3")],
  ["image/heic", (b) => ["ftypheic", "ftypheix", "ftypmif1"].includes(ascii(b, 4, 12))],
  ["audio/mp4", (b) => ascii(b, 4, 12) === "ftypM4A "],
  ["video/mp4", (b) => ascii(b, 4, 8) === "ftyp"],
  ["image/svg+xml", isSvg],
];

function isSvg(bytes: Uint8Array): boolean {
  const head = new TextDecoder("utf-8").decode(bytes.subarray(0, 4096)).trimStart();
  return /^(<\?xml[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>|\s)*<svg[\s>]/i.test(head);
}

/** The media type the bytes prove, or `null` when they prove none. */
export const sniffMediaType = (bytes: Uint8Array): string | null =>
  SIGNATURES.find(([, matches]) => matches(bytes))?.[0] ?? null;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function jpegSize(bytes: Uint8Array): PictureSize | null {
  const data = view(bytes);
  for (let at = 2; at + 9 < bytes.length; ) {
    if (data.getUint8(at) !== 0xff) return null;
    const marker = data.getUint8(at + 1);
    // Start-of-frame markers, without the Huffman, arithmetic and JPG ones between them.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: data.getUint16(at + 7), height: data.getUint16(at + 5) };
    at += 2 + data.getUint16(at + 2);
  }
  return null;
}

function webpSize(bytes: Uint8Array): PictureSize | null {
  const data = view(bytes);
  if (bytes.length < 30) return null;
  const form = ascii(bytes, 12, 16);
  if (form === "VP8X")
    return {
      width: 1 + (data.getUint32(24, true) & 0xffffff),
      height: 1 + ((data.getUint32(26, true) >>> 8) & 0xffffff),
    };
  if (form === "VP8L") {
    const bits = data.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  return { width: data.getUint16(26, true) & 0x3fff, height: data.getUint16(28, true) & 0x3fff };
}

const SIZERS: Readonly<Record<string, (bytes: Uint8Array) => PictureSize | null>> = {
  "image/png": (b) =>
    b.length < 24 ? null : { width: view(b).getUint32(16), height: view(b).getUint32(20) },
  "image/gif": (b) =>
    b.length < 10 ? null : { width: view(b).getUint16(6, true), height: view(b).getUint16(8, true) },
  "image/jpeg": jpegSize,
  "image/webp": webpSize,
};

/** Pixel size of a PNG, GIF, JPEG or WebP picture; `null` for others and for broken ones. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const type = sniffMediaType(bytes);
  return type === null ? null : (SIZERS[type]?.(bytes) ?? null);
}
