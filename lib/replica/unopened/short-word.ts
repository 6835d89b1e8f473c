/** Short words out of UTF-8, decoded here: asking the browser's decoder takes longer than most of them do. */

/** Bytes of a short one. */
const SHORT = 400;
const TAIL = 0xc0;
const IS_TAIL = 0x80;
const TAIL_BITS = 0x3f;
/** By how many bytes a letter has: the bits of the first that belong to it. */
const LEAD_BITS = [0, 0x7f, 0x1f, 0x0f];

/** Bytes of the letter that begins so; 0 where its first two bytes have to be looked at together, or it is none. */
function sizeOf(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xe0) return lead < 0xc2 ? 0 : 2;
  return lead === 0xe0 || lead === 0xed || lead > 0xef ? 0 : 3;
}

/** `null` for a long one, and for any about which there is more to know. */
export function shortWord(bytes: Uint8Array): string | null {
  if (bytes.length > SHORT) return null;
  const units: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const size = sizeOf(lead);
    if (size === 0) return null;
    let unit = lead & (LEAD_BITS[size] ?? 0);
    for (let tail = 1; tail < size; tail++) {
      const byte = bytes[at + tail] ?? 0;
      if ((byte & TAIL) !== IS_TAIL) return null;
      unit = (unit << 6) | (byte & TAIL_BITS);
    }
    units.push(unit);
    at += size;
  }
  return String.fromCharCode(...units);
}
