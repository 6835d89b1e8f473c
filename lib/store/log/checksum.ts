/**
 * Checksums of stored rows. They tell damage, not malice, and must be synchronous: a transaction of IndexedDB ends while
 * something else is awaited. Each step of the first lane maps its state one to one, so any single changed byte changes
 * the sum; the second lane and the length make other damage as good as certain to show.
 */
const finish = (a: number, b: number, length: number): string =>
  `${length.toString(36)}.${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}`;

export function checksumBytes(bytes: Uint8Array): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x85ebca6b) ^ (b >>> 15);
  }
  return finish(a, b, bytes.length);
}

/** The same for large rows, four bytes at a step. The bytes must lie at the beginning of their buffer, as stored ones do. */
export function checksumPage(bytes: Uint8Array): string {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? 0;
    a = Math.imul(a ^ word, 0x01000193);
    b = Math.imul(b ^ word, 0x85ebca6b) ^ (b >>> 15);
  }
  return `${finish(a, b, bytes.length)}.${checksumBytes(bytes.subarray(words.length * 4))}`;
}

export function checksumText(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b) ^ (b >>> 15);
  }
  return finish(a, b, text.length);
}
