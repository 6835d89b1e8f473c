import { describe, expect, it } from "vitest";
import { errorResponse, eventStream } from "./respond";

describe("answers", () => {
  it("[S13] errors have a code for programs, words for people and when to try again", async () => {
    const answer = errorResponse({ status: 429, code: "busy", message: "Too much.", retryAfter: 60 });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(await answer.json()).toEqual({ error: { code: "busy", message: "Too much." } });
  });

  it("[S6] a silent stream sends a ping now and then, and loses no event over it", async () => {
    async function* slow() {
      yield { n: 1 };
      await new Promise((resolve) => setTimeout(resolve, 60));
      yield { n: 2 };
    }
    const text = await eventStream(slow, new AbortController().signal, 20).text();
    const lines = text.trim().split("\n");
    expect(lines[0]).toBe('{"n":1}');
    expect(lines.at(-1)).toBe('{"n":2}');
    expect(lines.slice(1, -1).length).toBeGreaterThan(0);
    expect(new Set(lines.slice(1, -1))).toEqual(new Set(['{"type":"ping"}']));
  });

  it("[S6] when the reader leaves, the source is told", async () => {
    let told = false;
    async function* endless(signal: AbortSignal) {
      signal.addEventListener("abort", () => (told = true));
      yield 1;
      await new Promise(() => undefined);
    }
    const reader = eventStream(endless, new AbortController().signal).body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(told).toBe(true);
  });
});
