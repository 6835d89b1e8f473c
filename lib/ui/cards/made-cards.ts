/**
 * Cards of this device: drawn once by the card worker, kept in a cache of their own by what they say, and shown from there
 * ever after, offline too. The worker is started by the first card that is missing and stopped when it has nothing to do.
 */
import { CARD_EDITION, type Card, type CardAnswer, type CardRequest } from "../../cards/card";

const CACHE = "linksnap-cards";
/** Cards kept; the oldest make room. */
const MOST = 2000;
const IDLE_MS = 30_000;

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function keyOf(card: Card): Promise<string> {
  const text = JSON.stringify([CARD_EDITION, card.title, card.site, card.colour, card.language]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `/cards/made/${hex(digest)}.png`;
}

const waiting = new Map<number, (png: ArrayBuffer | null) => void>();
let worker: Worker | null = null;
let next = 0;
let idle: ReturnType<typeof setTimeout> | undefined;

function stopWhenIdle(): void {
  clearTimeout(idle);
  if (waiting.size > 0) return;
  idle = setTimeout(() => {
    worker?.terminate();
    worker = null;
  }, IDLE_MS);
}

function started(): Worker {
  if (worker) return worker;
  const made = new Worker("/cards/maker.js", { type: "module", name: "linksnap-cards" });
  made.addEventListener("message", ({ data }: MessageEvent<CardAnswer>) => {
    waiting.get(data.id)?.(data.png);
    waiting.delete(data.id);
    stopWhenIdle();
  });
  // Offline before the first card: there is no maker yet, and the next card asks again.
  made.addEventListener("error", () => {
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
    made.terminate();
    worker = null;
  });
  worker = made;
  return made;
}

function make(card: Card): Promise<ArrayBuffer | null> {
  const id = next++;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    started().postMessage({ id, card } satisfies CardRequest);
  });
}

async function keep(cache: Cache, key: string, png: Blob): Promise<void> {
  try {
    await cache.put(key, new Response(png, { headers: { "Content-Type": "image/png" } }));
    const keys = await cache.keys();
    for (const old of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(old);
  } catch {
    // No room: the card is drawn again next time.
  }
}

/** The picture of a card, or `null` when it cannot be drawn now. */
export async function pictureOf(card: Card): Promise<Blob | null> {
  const key = await keyOf(card);
  const cache = await caches.open(CACHE);
  const held = await cache.match(key);
  if (held) return held.blob();
  const bytes = await make(card);
  if (!bytes) return null;
  const png = new Blob([bytes], { type: "image/png" });
  await keep(cache, key, png);
  return png;
}
