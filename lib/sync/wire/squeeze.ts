/** Compression of what goes between devices: worth it above a kilobyte, and never inflated beyond a bound. */

type Bytes = Uint8Array<ArrayBuffer>;

/** First byte of what was squeezed: what follows is plain, or deflated. */
const PLAIN = 0;
const DEFLATED = 1;
const WORTH = 1024;

export async function squeeze(bytes: Bytes): Promise<Bytes> {
  const packed = bytes.length > WORTH ? await through(bytes, new CompressionStream("deflate-raw")) : null;
  const body = packed && packed.length < bytes.length ? packed : bytes;
  const all = new Uint8Array(body.length + 1);
  all[0] = body === packed ? DEFLATED : PLAIN;
  all.set(body, 1);
  return all;
}

/** `null` for what is damaged or would be longer than `longest` bytes. */
export async function unsqueeze(bytes: Bytes, longest: number): Promise<Bytes | null> {
  const body = bytes.subarray(1);
  if (bytes[0] === PLAIN) return body.length <= longest ? body : null;
  if (bytes[0] !== DEFLATED) return null;
  try {
    return await through(body, new DecompressionStream("deflate-raw"), longest);
  } catch {
    return null; // no deflated data
  }
}

async function through(
  bytes: Bytes,
  pair: ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>,
  longest = Number.POSITIVE_INFINITY,
): Promise<Bytes | null> {
  const reader = new Blob([bytes]).stream().pipeThrough(pair).getReader();
  const parts: Bytes[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > longest) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
