import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { isLinkId } from "../ids";
import { linkIdOf } from "./link-id";
import { sha256 } from "./sha256";
import { urlKey } from "./url-key";

it("[U30] the digest is SHA-256, for any bytes and lengths around the block size", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.integer({ min: 50, max: 70 }).map((n) => new Uint8Array(n).fill(97)),
      ),
      (bytes) => {
        expect(Buffer.from(sha256(bytes)).toString("hex")).toBe(
          createHash("sha256").update(bytes).digest("hex"),
        );
      },
    ),
  );
});

it("[U31] two devices give one address one id, written in any of its forms", () => {
  const ids = ["http://www.example.com/a/?utm_source=x#top", "https://example.com/a"].map((url) =>
    linkIdOf(urlKey(url)),
  );
  expect(new Set(ids).size).toBe(1);
  // Fixed for ever: the ids of saved links follow from it.
  expect(ids[0]).toBe("hBjqpCQ1i70uRP");
});

it("[U31] different keys get different ids of the right form", () => {
  const ids = Array.from({ length: 20_000 }, (_, n) => linkIdOf(`https://example.com/${n}`));
  expect(ids.every(isLinkId)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});
