/**
 * Cards of this device: drawn once by the card worker, kept in a cache of their own by what they say, and shown from there
 * ever after, offline too. The worker is started by the first card that is missing and stopped when it has nothing to do.
 * A drawing takes a processor for a moment: only links that stay on screen get one, one at a time, while nothing else goes on,
 * and not while another device brings its links.
 */
import { CARD_EDITION, type Card, type CardAnswer, type CardRequest } from "../../cards/card";

const CACHE = "linksnap-cards";
/** Cards kept; the oldest make room. */
const MOST = 2000;
const IDLE_MS = 30_000;
/** Ms a link stands still on screen before its card is looked for: links that scroll by need none. */
const LOOKED_AT = 150;
/** Ms between two drawings, and at most until one begins although the page is busy. */
const REST = 60;
const PATIENCE = 2000;
/** Cards that are stored before it is counted again how many there are. */
const COUNT_EVERY = 50;

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

let stored = 0;

async function keep(cache: Cache, key: string, png: Blob): Promise<void> {
  try {
    await cache.put(key, new Response(png, { headers: { "Content-Type": "image/png" } }));
    if (stored++ % COUNT_EVERY !== 0) return;
    const keys = await cache.keys();
    for (const old of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(old);
  } catch {
    // No room: the card is drawn again next time.
  }
}

let scrolledAt = 0;
const noteScroll = (): void => {
  scrolledAt = performance.now();
};
if (typeof window !== "undefined")
  window.addEventListener("scroll", noteScroll, { capture: true, passive: true });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when the page has nothing to do. */
async function whenIdle(): Promise<void> {
  await pause(REST);
  if (!("requestIdleCallback" in window)) return;
  await new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: PATIENCE }));
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other; whoever has gone meanwhile is passed over. */
function inTurn(run: () => Promise<Blob | null>, { signal, calm }: Waiting): Promise<Blob | null> {
  const turn = last.then(async () => {
    if (signal.aborted) return null;
    await calm(signal);
    await whenIdle();
    return signal.aborted ? null : run();
  });
  last = turn.catch(() => undefined); // told to whoever asked
  return turn;
}

interface Waiting {
  /** Aborted when the picture is no longer wanted. */
  readonly signal: AbortSignal;
  /** Resolves when nothing more urgent needs a processor, or when it was aborted. */
  readonly calm: (signal: AbortSignal) => Promise<void>;
}

/** The picture of a card, or `null` when it cannot be drawn now or is no longer wanted. */
export async function pictureOf(card: Card, wanted: Waiting): Promise<Blob | null> {
  do await pause(LOOKED_AT);
  while (!wanted.signal.aborted && performance.now() - scrolledAt < LOOKED_AT);
  if (wanted.signal.aborted) return null;
  const key = await keyOf(card);
  const cache = await caches.open(CACHE);
  const held = await cache.match(key);
  if (held) return held.blob();
  return inTurn(() => drawn(card, { cache, key }), wanted);
}

async function drawn(card: Card, { cache, key }: { cache: Cache; key: string }): Promise<Blob | null> {
  const bytes = await make(card);
  if (!bytes) return null;
  const png = new Blob([bytes], { type: "image/png" });
  await keep(cache, key, png);
  return png;
}
