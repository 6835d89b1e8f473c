/** What was captured of hostile pages, as the server hands it out: served cases of the threat model (shared/cases/xss.json). */
import { describe, expect, it } from "vitest";
import { MAX_URL_LENGTH } from "../../domain/link";
import { createMemoryBlobStore } from "../../ports/memory/memory-blob-store";
import { getArchived } from "../http/archived";
import { getBlob } from "../http/blobs";
import { parseCaptureRequest } from "../http/capture-request";
import type { ServerRuntime } from "../runtime";

const blobs = createMemoryBlobStore();
const runtime = { blobs } as unknown as ServerRuntime;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The answer to a browser that opens a stored file by itself and would rather have a page. */
async function opened(text: string, mediaType: string): Promise<Headers> {
  const hash = await blobs.put(bytesOf(text), mediaType);
  const request = new Request(`http://localhost/api/blobs/${hash}`, { headers: { accept: "text/html" } });
  const answer = await getBlob(request, hash, runtime);
  expect(answer.status).toBe(200);
  return answer.headers;
}

/** No script, no network, no windows of its own kind, an origin of its own; nobody guesses another type. */
function isShutIn(headers: Headers): void {
  const policy = (headers.get("content-security-policy") ?? "").split("; ");
  const sandbox = policy.find((rule) => rule.split(" ")[0] === "sandbox")?.split(" ") ?? [];
  expect(policy).toContain("default-src 'none'");
  expect(sandbox[0]).toBe("sandbox");
  for (const right of ["scripts", "same-origin", "modals", "forms", "top-navigation", "downloads"])
    expect(sandbox).not.toContain(`allow-${right}`);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
}

describe("what is served of what pages left", () => {
  it.each([
    [
      "XSS-103: a drawing that is an icon",
      "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
      "image/svg+xml",
    ],
    ["XSS-104: a picture asked for as a page", "<script>x()</script>", "image/webp"],
    ["XSS-106: a page that says it is UTF-7", "+ADw-script+AD4-x()", "text/html; charset=utf-7"],
    [
      "XSS-108: a PDF with a program in it",
      "%PDF-1.7\n/OpenAction<</S/JavaScript/JS(x())>>",
      "application/pdf",
    ],
  ])("[C40] %s runs nothing", async (_what, text, mediaType) => {
    const headers = await opened(text, mediaType);
    isShutIn(headers);
    expect(headers.get("content-type")).not.toMatch(/utf-7/i);
    expect(headers.get("content-type")?.split(";", 1)).toEqual(mediaType.split(";", 1));
  });

  it("[C40] XSS-105: an archived page opened by itself has an origin of its own", async () => {
    const hash = await blobs.put(bytesOf("<!DOCTYPE html><p>words"), "text/html; charset=utf-8");
    const answer = await getArchived(hash, runtime);
    isShutIn(answer.headers);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  });

  it("[C40] XSS-102: an address of 70 kB is asked of nobody", () => {
    const url = `https://example.com/${"a".repeat(70_000)}`;
    expect(url.length).toBeGreaterThan(MAX_URL_LENGTH);
    expect(parseCaptureRequest(new Map([["url", url]])).ok).toBe(false);
  });
});
