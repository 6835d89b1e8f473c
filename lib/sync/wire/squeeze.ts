/** Compression of what goes between devices: worth it above a kilobyte, and never inflated beyond a bound. */
import { wholeOf } from "../../domain/joined";

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

/**
 * Bytes that go into the stream at a step. So few make some megabytes at most, whatever they are made of: what is longer
 * than it may be is noticed before it takes much memory. No `Blob` is used, which asks the browser's own process each time.
 */
const STEP = 16 * 1024;

async function feed(writable: WritableStream<BufferSource>, bytes: Bytes): Promise<void> {
  const writer = writable.getWriter();
  for (let at = 0; at < bytes.length; at += STEP) await writer.write(bytes.subarray(at, at + STEP));
  await writer.close();
}

async function through(
  bytes: Bytes,
  { readable, writable }: ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>,
  longest = Number.POSITIVE_INFINITY,
): Promise<Bytes | null> {
  feed(writable, bytes).catch(() => undefined); // whoever reads is told
  const reader = readable.getReader();
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
  return wholeOf(parts);
}
