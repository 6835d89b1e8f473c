/** Small drawings inside of style sheets. */
import { describe, expect, it } from "vitest";
import { readDataUrl } from "./resources";
import { shortDrawing } from "./short-drawing";

const svg = (inner: string): string => `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`;
const base64 = (text: string): string => `data:image/svg+xml;base64,${Buffer.from(text).toString("base64")}`;
const textOf = (url: string | null): string =>
  new TextDecoder().decode(readDataUrl(url ?? "")?.bytes ?? new Uint8Array());

describe("short drawings", () => {
  it("[F40] stay in the sheet as text that says the same", () => {
    for (const inner of [`<path d='M0 0'/>`, "<text>100% é 链😀 \n\t&amp; a#b</text>", "<a id='cas:x'/>"])
      expect(textOf(shortDrawing(base64(svg(inner))))).toBe(svg(inner));
    expect(shortDrawing(base64(svg("<g/>")))).not.toContain("base64");
    expect(shortDrawing(`data:image/svg+xml,${encodeURIComponent(svg("<g/>"))}`)).toContain("<g/>");
  });

  it("[F40] never speak of a resource", () => {
    expect(shortDrawing(base64(svg(`<image href="cas:${"a".repeat(64)}"/>`)))).not.toContain("cas:");
  });

  it("[F40] are resources where they are long, no drawing, a part of one, or of another encoding", () => {
    for (const url of [
      base64(svg("x".repeat(3_000))),
      "data:image/png;base64,AAAA",
      `data:image/svg+xml,${svg("")}#part`,
      `data:image/svg+xml;charset=gbk,${svg("")}`,
      "data:image/svg+xml;base64,/w==",
    ])
      expect(shortDrawing(url)).toBeNull();
  });
});
