import { describe, expect, it } from "vitest";
import { composeDocument } from "./compose";

describe("a self-contained document", () => {
  it("[F5] holds every resource it names, and nothing for what is not here", () => {
    const here = "a".repeat(64);
    const gone = "b".repeat(64);
    const composed = composeDocument(
      `<img src="cas:${here}"><i style='b:url("cas:${gone}")'>cas:short`,
      (hash) => (hash === here ? { mediaType: "image/png", base64: "AAAA" } : null),
    );
    expect(composed).toBe(`<img src="data:image/png;base64,AAAA"><i style='b:url("data:,")'>cas:short`);
  });

  it("[F5] trusts no media type with the document's quotes", () => {
    const hash = "a".repeat(64);
    const composed = composeDocument(`<img src="cas:${hash}">`, () => ({
      mediaType: 'image/png"onload="x',
      base64: "",
    }));
    expect(composed).toBe('<img src="data:application/octet-stream;base64,">');
  });
});
