/**
 * Bytes the fixture site makes instead of keeping: pictures, a small PDF, text in GBK. Everything is deterministic, so a
 * test can say which colour or which byte it expects.
 */
import { crc32, deflateSync } from "node:zlib";

export type Rgb = readonly [number, number, number];

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

/** A PNG of `width` × `height` pixels, each given by `colourAt`. */
export function png(width: number, height: number, colourAt: (x: number, y: number) => Rgb): Buffer {
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0, at = 0; y < height; y++) {
    at++;
    for (let x = 0; x < width; x++) for (const part of colourAt(x, y)) rows[at++] = part;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The colour a solid picture of this name has: bright, distinct and never grey. */
export function colourOf(name: string): Rgb {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + letter.charCodeAt(0)) % 997;
  const turn = (offset: number): number =>
    Math.round(128 + 100 * Math.cos(2 * Math.PI * (hash / 997 + offset)));
  return [turn(0), turn(1 / 3), turn(2 / 3)];
}

/** A soft landscape in the colours of `name`: sky, sun, two hills. */
export function landscape(name: string, width: number, height: number): Buffer {
  const [red, green, blue] = colourOf(name);
  const sunX = width * (0.2 + (red % 60) / 100);
  return png(width, height, (x, y) => {
    const hill = height * (0.62 + 0.12 * Math.sin((x / width) * 5 + red));
    const near = height * (0.78 + 0.08 * Math.sin((x / width) * 3 + green));
    if (y > near) return [red >> 1, green >> 1, blue >> 1];
    if (y > hill) return [(red + 60) >> 1, (green + 70) >> 1, (blue + 60) >> 1];
    if ((x - sunX) ** 2 + (y - height * 0.3) ** 2 < (height * 0.11) ** 2) return [255, 236, 190];
    const light = (1 - y / height) * 0.6;
    const sky = (part: number): number => Math.round(part + (250 - part) * (1 - light));
    return [sky(red), sky(green), sky(blue)];
  });
}

/** A valid one-page PDF of a few hundred bytes that says `text` (ASCII without parentheses). */
export function pdf(text: string): Buffer {
  const stream = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let out = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = out.length;
    out += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const start = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  out += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(out, "latin1");
}

let gbkBytes: Map<string, readonly number[]> | undefined;

function gbkTable(): Map<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder("gbk");
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = trail === 0x7f ? "" : decoder.decode(new Uint8Array([lead, trail]));
      if (text.length === 1 && text !== "�" && !table.has(text)) table.set(text, [lead, trail]);
    }
  return table;
}

/** Text in GBK. Throws on a character GBK does not have: a mistake in a fixture, not a condition. */
export function gbk(text: string): Buffer {
  gbkBytes ??= gbkTable();
  const out: number[] = [];
  for (const letter of text) {
    const code = letter.charCodeAt(0);
    const bytes = code < 0x80 ? [code] : gbkBytes.get(letter);
    if (!bytes) throw new Error(`GBK has no ${JSON.stringify(letter)}`);
    out.push(...bytes);
  }
  return Buffer.from(out);
}
