import { describe, expect, it } from "vitest";
import { pictureSize, sniffMediaType } from "./sniff";

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(" ", ""), "hex"));

describe("what bytes are", () => {
  it("[C2] is told by the bytes alone", () => {
    expect(sniffMediaType(bytes("89504e470d0a1a0a"))).toBe("image/png");
    expect(sniffMediaType(bytes("ffd8ffe0"))).toBe("image/jpeg");
    expect(sniffMediaType(new TextEncoder().encode("<?xml version='1.0'?><!-- x --><svg xmlns=''>"))).toBe(
      "image/svg+xml",
    );
    expect(sniffMediaType(new TextEncoder().encode("<html><svg>"))).toBeNull();
    expect(sniffMediaType(new TextEncoder().encode("wOF2...."))).toBe("font/woff2");
    expect(sniffMediaType(new Uint8Array())).toBeNull();
  });

  it("[C2] measures pictures and survives broken ones", () => {
    expect(pictureSize(bytes("89504e470d0a1a0a 0000000d 49484452 00000500 00000320"))).toEqual({
      width: 1280,
      height: 800,
    });
    expect(pictureSize(bytes("474946383961 0a00 1400 00"))).toEqual({ width: 10, height: 20 });
    const lossy = `52494646 00000000 57454250 56503820 00000000 000000 9d012a 0005 2003 ${"00".repeat(8)}`;
    expect(pictureSize(bytes(lossy))).toEqual({ width: 1280, height: 800 });
    const extended = `52494646 00000000 57454250 56503858 0a000000 00000000 ff0400 1f0300 ${"00".repeat(8)}`;
    expect(pictureSize(bytes(extended))).toEqual({ width: 1280, height: 800 });
    expect(
      pictureSize(
        bytes("ffd8 ffe0 0010 4a464946000101000001 00010000 ffc0 0011 08 0020 0040 03 012200 021101 031101"),
      ),
    ).toEqual({ width: 64, height: 32 });
    for (const broken of [
      "ffd8ff",
      "ffd8ffe0ffff",
      "89504e470d0a1a0a00",
      "52494646000000005745425056503820",
      "ffd8ffe00000ffe00000",
    ])
      expect(() => pictureSize(bytes(broken))).not.toThrow();
  });
});
