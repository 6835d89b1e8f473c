/** Answers in the shapes of the contract: JSON, errors in words, and streams of one JSON object a line. */

const NO_STORE = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

export function jsonResponse(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", ...NO_STORE, ...headers },
  });
}

export interface Refusal {
  readonly status: number;
  /** For programs, e.g. `not-found`. */
  readonly code: string;
  /** For people, plain English. */
  readonly message: string;
  /** Seconds after which a new try may help. */
  readonly retryAfter?: number;
}

export function errorResponse(refusal: Refusal): Response {
  const { status, code, message, retryAfter } = refusal;
  const headers: Record<string, string> = {};
  if (retryAfter !== undefined) headers["Retry-After"] = String(retryAfter);
  if (status === 401) headers["WWW-Authenticate"] = 'Bearer realm="Linksnap"';
  return jsonResponse({ error: { code, message } }, status, headers);
}

export const notFound = (message: string): Response =>
  errorResponse({ status: 404, code: "not-found", message });

const PING = `${JSON.stringify({ type: "ping" })}\n`;

/**
 * A stream of events, one JSON object a line, with a ping whenever nothing was sent for `pingMs`, so that no proxy or
 * phone takes it for dead. Aborting `signal` ends it; what it reports on goes on.
 */
export function eventStream(
  open: (signal: AbortSignal) => AsyncIterable<unknown>,
  signal: AbortSignal,
  pingMs = 10_000,
): Response {
  const stop = new AbortController();
  const events = open(AbortSignal.any([signal, stop.signal]))[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let upcoming: Promise<IteratorResult<unknown>> | null = null;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        upcoming ??= events.next();
        const next = await within(upcoming, pingMs);
        if (next === "late") return controller.enqueue(encoder.encode(PING));
        upcoming = null;
        if (next.done === true) return controller.close();
        controller.enqueue(encoder.encode(`${JSON.stringify(next.value)}\n`));
      },
      cancel() {
        stop.abort();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      "Content-Type": "application/x-ndjson; charset=utf-8",
      ...NO_STORE,
      // Proxies must neither compress nor collect it: each line counts when it is sent.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
