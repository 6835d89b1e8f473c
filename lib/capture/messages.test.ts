import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChildMessage } from "./messages";

describe("messages of a capture process", () => {
  it("[C2] are read as a stranger's: clipped, checked or dropped", () => {
    expect(readChildMessage('{"type":"step","step":"load","progress":7}')).toEqual({
      type: "step",
      step: "load",
      progress: 1,
    });
    for (const name of ["../x", "/etc/passwd", ".hidden", "a/b", "", "a\u0000b"])
      expect(
        readChildMessage(JSON.stringify({ type: "file", kind: "text", name }))?.type === "file" &&
          name !== "a\u0000b",
      ).toBe(false);
    expect(readChildMessage('{"type":"file","kind":"exe","name":"a"}')).toBeNull();
    expect(readChildMessage('{"type":"__proto__"}')).toBeNull();
    expect(readChildMessage('{"type":"failed","code":"made-up","verdict":"good"}')).toMatchObject({
      code: "internal",
      verdict: "error",
    });
    const done = readChildMessage(
      JSON.stringify({ type: "done", page: { title: "x".repeat(5000) }, words: -3 }),
    );
    expect(done).toMatchObject({ type: "done", words: 0, verdict: "partial" });
    expect(done?.type === "done" && done.page.title.length).toBe(1000);
  });

  it("[C2] never make the reader throw", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        readChildMessage(line);
      }),
    );
  });
});
