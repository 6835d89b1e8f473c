/** Bytes that came or were made in parts, as one. */

/** The parts in their order, in a buffer of their own. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The same without a copy where there is one part: that may lie in a larger buffer, and is whose it was. */
export function wholeOf(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const [only] = parts;
  return only && parts.length === 1 ? only : joined(parts);
}
