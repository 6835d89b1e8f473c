import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMhtml } from "./mhtml";

const file = (
  parts: readonly string[],
  head = 'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b--"',
): Buffer =>
  Buffer.from(
    `From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n${head}\r\n\r\n${parts.map((part) => `------b--\r\n${part}\r\n`).join("")}------b------\r\n`,
    "utf8",
  );
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString("utf8");

describe("pages in one file", () => {
  it("[C63] gives the page and its parts by their addresses, in every coding", () => {
    const read = readMhtml(
      file([
        'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.test/page\r\n\r\n<p title=3D"x">=E6=96=87 soft=\r\nline <img src=3D"cid:pic@x"></p>',
        `Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <pic@x>\r\nContent-Location: https://a.test/pic.png\r\n\r\n${Buffer.from("picture").toString("base64")}`,
        'Content-Type: text/html\r\nContent-Location: cid:frame-1@mhtml.blink\r\n\r\n<template shadowmode="open">x</template>',
      ]),
    );
    if (!read) throw new Error("no page");
    expect(text(read.page.bytes)).toBe(
      '<p title="x">文 softline <img src="https://cid.invalid/pic%40x"></p>',
    );
    expect(text(read.parts.get("https://a.test/pic.png")?.bytes)).toBe("picture");
    expect(text(read.parts.get("https://cid.invalid/pic%40x")?.bytes)).toBe("picture");
    expect(text(read.parts.get("https://cid.invalid/frame-1%40mhtml.blink")?.bytes)).toContain(
      "shadowrootmode=",
    );
  });

  it("[C63] says of what is none that it is none, and never fails", () => {
    expect(readMhtml(Buffer.from("<p>a page</p>"))).toBeNull();
    expect(readMhtml(file(["Content-Type: image/png\r\n\r\nx"]))).toBeNull();
    expect(readMhtml(file(["x"], "Content-Type: text/html"))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        readMhtml(bytes);
        readMhtml(Buffer.concat([file([]).subarray(0, 120), bytes]));
        return true;
      }),
    );
  });
});
