/** Bounds of a capture inside of https, where the door sees one stream of bytes alone, in a real Chromium. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CaptureStep } from "../../domain/capture";
import { unknownCertificate } from "../testing/certificate.contract";
import { openOneBrowser, type OneBrowser } from "../testing/one-browser.contract";

const MB = 1024 * 1024;
const prose =
  "<p>A sentence of some length, with commas, and with words that a reader may want to keep.</p>".repeat(8);

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
const pages = new Map<string, Handler>();
const page = (body: string): Handler => {
  return (_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><title>bounds</title>${prose}${body}`);
  };
};
const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>';

/** How much of the endless picture was sent, and whether it was broken off. */
const endless = { bytes: 0, isOver: false };
let server: Server;
let port = 0;
let captures: OneBrowser;

beforeAll(async () => {
  server = createServer(unknownCertificate("127.0.0.1", "http://127.0.0.1:1"), (request, response) => {
    const handler = pages.get((request.url ?? "/").split("?", 1)[0] ?? "");
    if (handler) return handler(request, response);
    response.writeHead(404);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" ? (address?.port ?? 0) : 0;
  pages.set("/small.svg", (_request, response) => {
    response.writeHead(200, { "content-type": "image/svg+xml" });
    response.end(picture);
  });
  // Its size is not announced, and no reader of pictures can tell before its end that it is none.
  pages.set("/endless.svg", (_request, response) => {
    response.writeHead(200, { "content-type": "image/svg+xml" });
    response.write("<svg xmlns='http://www.w3.org/2000/svg'><!--");
    const timer = setInterval(() => {
      endless.bytes += MB / 16;
      response.write(Buffer.alloc(MB / 16, "x"));
    }, 10);
    response.on("close", () => {
      clearInterval(timer);
      endless.isOver = true;
    });
  });
  // Eight megabytes of zeros weigh eight kilobytes: less than an answer may be.
  const bomb = gzipSync(Buffer.alloc(8 * MB));
  pages.set("/bomb", (_request, response) => {
    response.writeHead(200, { "content-type": "text/plain", "content-encoding": "gzip" });
    response.end(bomb);
  });
  pages.set("/worker.js", (_request, response) => {
    response.writeHead(200, { "content-type": "text/javascript" });
    response.end("(async () => { for (;;) await (await fetch('/bomb?' + Math.random())).arrayBuffer(); })()");
  });
  const rules = {
    allowPrivate: new Set([`127.0.0.1:${port}`, `localhost:${port}`]),
    resolve: () => Promise.resolve(["127.0.0.1"]),
  };
  captures = await openOneBrowser(rules, { responseBytes: 3 * MB, decodedBytes: 24 * MB }, true);
}, 90_000);

afterAll(async () => {
  await captures.close();
  server.closeAllConnections();
  server.close();
}, 30_000);

const capture = (path: string, onStep: (step: CaptureStep) => void = () => undefined) =>
  captures.capture({
    id: path,
    url: `https://127.0.0.1:${port}${path}`,
    artifacts: ["page"],
    signal: new AbortController().signal,
    onStep,
  });

it("[E7] inside of https too an answer that is too large is broken off, and the page is kept without it and says so", async () => {
  pages.set(
    "/large",
    page('<img src="/small.svg" width="40" height="40"><img src="/endless.svg" width="9" height="9">'),
  );
  let wasOver = false;
  const result = await capture("/large", (step) => {
    if (step === "archive") wasOver ||= endless.isOver;
  });
  if (!result.ok) throw new Error(result.error.message);
  // While the page still stood.
  expect(wasOver).toBe(true);
  expect(endless.bytes).toBeGreaterThanOrEqual(3 * MB);
  expect(endless.bytes).toBeLessThan(40 * MB);
  expect(result.value.verdict).toBe("partial");
  expect(result.value.shortfalls).toContainEqual({ code: "bounded", count: 0, of: 0 });
  expect(result.value.files.some(({ mediaType }) => mediaType === "image/svg+xml")).toBe(true);
  await result.value.dispose();
}, 180_000);

it.each([
  ["a frame of another site", "FRAME", "<script src='/worker.js'></script>"],
  ["a worker", "<script>new Worker('/worker.js')</script>", ""],
])(
  "[E20] CAP-001: what %s unpacks is bounded with the page's",
  async (_what, body, inner) => {
    pages.set("/inner", page(inner));
    pages.set(
      "/outer",
      page(body.replace("FRAME", `<iframe src="https://localhost:${port}/inner"></iframe>`)),
    );
    const result = await capture("/outer");
    if (result.ok) await result.value.dispose();
    expect(!result.ok && result.error.code).toBe("too-large");
  },
  180_000,
);
