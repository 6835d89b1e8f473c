import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { WebrtcProvider } from "y-webrtc";
import * as Y from "yjs";
import { artifactKinds } from "../../domain/artifact";
import { fail } from "../../domain/result";
import type { Capturer } from "../../ports/capturer";
import type { Config } from "../config";
import { getArchived, refuseArchived } from "../http/archived";
import { getBlob, putBlob } from "../http/blobs";
import { deleteCapture, getCapture, postCapture } from "../http/captures";
import { postClaim } from "../http/claims";
import { handleAuthorised, handleInGroup, handleOpen } from "../http/handle";
import { getHealth } from "../http/health";
import { postSignalTicket } from "../http/devices/signal-ticket";
import { openRuntime, type OpenRuntime } from "../open-runtime";
import { shareRuntime } from "../runtime";
import { createSignalServer, type SignalServer } from "../signal/signal-server";
import { createFront, type Front } from "./front";
import httpCases from "./hostile.cases.json" with { type: "json" };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
const parse = (text: string): Record<string, unknown> => recordOf(JSON.parse(text));
const textIn = (value: unknown, name: string): string => {
  const text = recordOf(value)[name];
  return typeof text === "string" ? text : "";
};
const portOf = (address: ReturnType<Server["address"]>): number =>
  typeof address === "object" && address !== null ? address.port : 0;

/** The route handlers' own few lines, without Next around them. */
async function route(request: Request, path: string): Promise<Response> {
  const [, area, name, id = ""] = path.split("/");
  if (area === "archived")
    return handleOpen(async (runtime) =>
      (await runtime.access.deviceOf(request)) ? getArchived(name ?? "", runtime) : refuseArchived(),
    );
  if (area !== "api") return new Response("<!doctype html>app", { headers: { "content-type": "text/html" } });
  if (name === "health") return handleOpen(getHealth);
  if (name === "claim") return handleOpen((runtime) => postClaim(request, runtime));
  if (name === "signal-ticket")
    return handleInGroup(request, (asker, runtime) => postSignalTicket(request, asker, runtime));
  return handleAuthorised(request, async (runtime) => {
    if (name === "blobs" && request.method === "PUT") return putBlob(request, id, runtime);
    if (name === "blobs") return getBlob(request, id, runtime);
    if (request.method === "POST") return postCapture(request, runtime);
    return request.method === "DELETE" ? deleteCapture(id, runtime) : getCapture(request, id, runtime);
  });
}

/** The body as it comes in, so that a handler decides whether to read it. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks: AsyncIterator<Uint8Array> = incoming[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(new Uint8Array(next.value));
    },
  });
}

async function serveWithoutNext(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const leaving = new AbortController();
  response.on("close", () => leaving.abort());
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (typeof value === "string") headers.set(name, value);
  const hasBody = !["GET", "HEAD"].includes(incoming.method ?? "");
  const init: RequestInit & { duplex: "half" } = {
    method: incoming.method ?? "GET",
    headers,
    signal: leaving.signal,
    body: hasBody ? bodyOf(incoming) : null,
    duplex: "half",
  };
  const request = new Request(`http://${incoming.headers.host}${incoming.url}`, init);
  const answer = await route(request, new URL(request.url).pathname);
  response.statusCode = answer.status;
  answer.headers.forEach((value, name) => response.hasHeader(name) || response.setHeader(name, value));
  for await (const chunk of answer.body ?? [])
    if (!response.write(chunk)) await new Promise((go) => response.once("drain", go));
  response.end();
}

const aborted: string[] = [];
const capturer: Capturer = {
  capture: (job) =>
    new Promise((resolve) => {
      job.onStep("load", 0.1);
      const end = () => {
        aborted.push(job.url);
        resolve(fail({ code: "crashed", verdict: "error", message: "ended" }));
      };
      if (job.signal.aborted) end();
      job.signal.addEventListener("abort", end);
    }),
  health: async () => ({ available: true, browser: "Chromium 156", sandbox: true }),
  close: async () => undefined,
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const found = portOf(probe.address());
      probe.close(() => resolve(found));
    });
  });

let dataDir = "";
let base = "";
let port = 0;
let token = "";
let front: Front;
let signal: SignalServer;
let runtime: OpenRuntime;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "linksnap-front-"));
  port = await freePort();
  base = `http://127.0.0.1:${port}`;
  const config: Config = {
    port,
    host: "127.0.0.1",
    dataDir,
    origin: "",
    chromium: "",
    allowPrivate: new Set(),
    parallelCaptures: 2,
    captures: {
      deadlineMs: 45_000,
      totalBytes: 60_000_000,
      requests: 300,
      memoryBytes: 1_500_000_000,
      sitePauseMs: 0,
      tries: 3,
      blockAds: true,
      requireSandbox: true,
      keepReady: false,
    },
    mailbox: { logBytes: 1_000_000, sealedBytes: 1_000_000 },
    tls: null,
  };
  front = createFront(config, { scriptHashes: ["sha256-abc"], dev: false });
  await front.listen();
  runtime = await openRuntime({
    config,
    version: "1.2.3",
    capturer,
    claimCode: "code",
    report: () => undefined,
  });
  shareRuntime(runtime);
  signal = createSignalServer();
  front.ready({
    access: runtime.access,
    tickets: runtime.tickets,
    signal,
    handle: serveWithoutNext,
    toNext: () => undefined,
  });
  const answer = await fetch(`${base}/api/claim`, json({ deviceName: "Test" }));
  token = textIn(await answer.json(), "token");
});
afterAll(async () => {
  front.stopListening();
  signal.close();
  // The capturer's close does nothing here, so what runs is ended by hand.
  const closing = runtime.close();
  await front.closeConnections();
  await Promise.race([closing, new Promise((resolve) => setTimeout(resolve, 100))]);
  await rm(dataDir, { recursive: true, force: true });
});

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});
const bearer = (): Record<string, string> => ({ authorization: `Bearer ${token}` });
const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");
const put = (body: string, type: string, name = sha256(body)): Promise<Response> =>
  fetch(`${base}/api/blobs/${name}`, { method: "PUT", headers: { ...bearer(), "content-type": type }, body });

/** Sends bytes as they stand and gives the status line's number. */
const raw = (request: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.on("data", (data) => (text += data.toString("latin1")));
    socket.on("error", reject);
    socket.on("close", () => resolve(Number(text.split(" ")[1] ?? "0")));
    socket.write(request);
    setTimeout(() => socket.destroy(), 1500).unref();
  });

describe("the front", () => {
  for (const { id, input, request, status } of httpCases)
    it(`[A8] ${id}: ${input}`, async () => {
      const text = request.join("\r\n").replaceAll("PORT", String(port)).replaceAll("TOKEN", token);
      expect(await raw(text)).toBe(status);
    });

  it("[A8] HTTP-036: too many or too long headers", async () => {
    const head = `GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`;
    expect(await raw(`${head}X: ${"x".repeat(100_000)}\r\n\r\n`)).toBe(431);
    expect(await raw(`${head}${"a: b\r\n".repeat(500)}\r\n`)).toBe(431);
  });

  it("[S11] HTTP-056, HTTP-061: says how it is to anybody, and nothing of whom or where", async () => {
    const answer = await fetch(`${base}/api/health`);
    expect(await answer.json()).toMatchObject({
      ok: true,
      version: "1.2.3",
      capture: { available: true, browser: "Chromium 156", sandbox: true },
      storage: { kind: "fs" },
      claimed: true,
    });
    const text = await (await fetch(`${base}/api/health`)).text();
    for (const secret of [dataDir, token, "Test"]) expect(text).not.toContain(secret);
    expect(answer.headers.get("cache-control"), "HTTP-056").toBe("no-store");
  });

  it("[S12] HTTP-053, HTTP-054, HTTP-064: shows the app under a strict policy, for one host", async () => {
    const { headers } = await fetch(`${base}/link?id=x`);
    const csp = headers.get("content-security-policy") ?? "";
    expect(csp).toContain("script-src 'self' 'sha256-abc';");
    expect(csp).toContain(`connect-src 'self' ws://127.0.0.1:${port} wss://127.0.0.1:${port};`);
    for (const rule of [
      "default-src 'none'",
      "frame-ancestors 'none'",
      "object-src 'none'",
      "base-uri 'none'",
    ])
      expect(csp).toContain(rule);
    expect(csp).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cache-control")).toBe("no-cache");
    expect(headers.has("access-control-allow-origin")).toBe(false);
    expect(headers.has("service-worker-allowed")).toBe(false);
  });
});

describe("claims over HTTP", () => {
  const claim = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${base}/api/claim`, json(body, headers));

  it("[A4] [A5] HTTP-016: a forged peer or a proxy does not make a stranger local", async () => {
    expect((await claim({}, { "x-forwarded-for": "127.0.0.1" })).status).toBe(401);
    expect((await claim({}, { "x-forwarded-for": "1.2.3.4", "x-linksnap-peer": "127.0.0.1" })).status).toBe(
      401,
    );
    expect((await claim({}, { "x-linksnap-peer": "1.2.3.4" })).status).toBe(200);
  });

  it("[A6] HTTP-049: the code lets one device in from elsewhere, and then says that it is used up", async () => {
    const elsewhere = { "x-forwarded-for": "10.0.0.9" };
    expect((await claim({ claim: "wrong" }, elsewhere)).status).toBe(401);
    expect((await claim({ claim: "code", deviceName: "Phone" }, elsewhere)).status).toBe(200);
    const spent = await claim({ claim: "code" }, elsewhere);
    expect(spent.status).toBe(410);
    expect(await spent.json()).toMatchObject({ error: { code: "code-spent" } });
  });
});

describe("blobs over HTTP", () => {
  const page = `<p>hello</p>${"x".repeat(100_000)}`;

  it("[B10] stores what is what its name says, and nothing else", async () => {
    expect((await put(page, "text/html; charset=utf-8")).status).toBe(201);
    expect((await put(page, "text/plain")).status).toBe(200);
    expect((await put("other", "text/plain", sha256("else"))).status).toBe(422);
    expect((await put("other", "text/plain", "..%2faccess.json")).status).toBe(400);
    expect((await fetch(`${base}/api/blobs/${sha256("else")}`, { headers: bearer() })).status).toBe(404);
  });

  it("[B10] refuses bodies above the limit, whatever their length says", async () => {
    const limit = Math.max(...Object.values(artifactKinds).map((kind) => kind.maxBytes));
    const head = `PUT /api/blobs/${"0".repeat(64)} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n`;
    expect(await raw(`${head}Content-Length: ${limit + 1}\r\n\r\n`)).toBe(413);
  });

  it("[B11] gives blobs in a sandbox, for ever, for this origin, to known devices only", async () => {
    await put(page, "text/html; charset=utf-8");
    const url = `${base}/api/blobs/${sha256(page)}`;
    expect((await fetch(url)).status).toBe(401);
    const answer = await fetch(url, { headers: bearer() });
    expect(await answer.text()).toBe(page);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("content-security-policy")).toMatch(/^sandbox .*default-src 'none'/);
    expect(answer.headers.get("content-security-policy")).not.toContain("allow-scripts");
    expect(answer.headers.get("cache-control")).toContain("immutable");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    const etag = answer.headers.get("etag") ?? "";
    expect((await fetch(url, { headers: { ...bearer(), "if-none-match": etag } })).status).toBe(304);
    const head = await fetch(url, { method: "HEAD", headers: bearer() });
    expect([head.status, head.headers.get("x-linksnap-bytes")]).toEqual([200, String(page.length)]);
  });

  it("[B12] gives parts of blobs", async () => {
    await put(page, "text/html; charset=utf-8");
    const part = async (range: string, more: Record<string, string> = {}) => {
      const url = `${base}/api/blobs/${sha256(page)}`;
      const answer = await fetch(url, { headers: { ...bearer(), range, ...more } });
      return [answer.status, answer.headers.get("content-range"), (await answer.text()).slice(0, 20)];
    };
    const size = page.length;
    expect(await part("bytes=3-7")).toEqual([206, `bytes 3-7/${size}`, "hello"]);
    expect(await part("bytes=-1")).toEqual([206, `bytes ${size - 1}-${size - 1}/${size}`, "x"]);
    expect((await part(`bytes=${size}-`)).slice(0, 2)).toEqual([416, `bytes */${size}`]);
    expect((await part("bytes=3-7", { "if-range": '"another"' }))[0]).toBe(200);
  });

  it("[B13] composes an archived page for who has a token, and has words for who has none", async () => {
    await put("pixels", "image/png");
    const template = `<img src="cas:${sha256("pixels")}">`;
    await put(template, "text/html; charset=utf-8");
    const url = `${base}/archived/${sha256(template)}`;
    const answer = await fetch(url, { headers: bearer() });
    expect(await answer.text()).toBe(`<img src="data:image/png;base64,${btoa("pixels")}">`);
    expect(answer.headers.get("content-security-policy")).toMatch(/^sandbox /);
    const refused = await fetch(url);
    expect([refused.status, refused.headers.get("content-type")]).toEqual([401, "text/html; charset=utf-8"]);
    expect(refused.headers.get("content-security-policy")).toMatch(/^sandbox /);
    expect((await fetch(`${base}/archived/${sha256("pixels")}`, { headers: bearer() })).status).toBe(404);
  });
});

describe("captures over HTTP", () => {
  const post = (body: unknown, more: RequestInit = {}) =>
    fetch(`${base}/api/captures`, { ...json(body, bearer()), ...more });
  const codeOf = async (answer: Response): Promise<unknown> =>
    recordOf(recordOf(await answer.json())["error"])["code"];

  it("[S13] refuses what it does not understand instead of capturing something else", async () => {
    for (const [body, code] of [
      [{ url: "javascript:alert(1)" }, "bad-address"],
      [{ url: "file:///etc/passwd" }, "bad-address"],
      [{ url: `http://a.example/${"x".repeat(5000)}` }, "bad-address"],
      [{}, "bad-address"],
      [{ url: "http://a.example/", linkId: "short" }, "bad-request"],
      [{ url: "http://a.example/", artifacts: ["pdf"] }, "bad-request"],
      [{ url: "http://a.example/", artifacts: [] }, "bad-request"],
      [{ url: "http://a.example/", blobSalt: "AAAA" }, "sealing-not-available"],
      [[], "bad-request"],
    ] as const) {
      const answer = await post(body);
      expect(answer.status, JSON.stringify(body)).toBe(400);
      expect(await codeOf(answer)).toBe(code);
    }
  });

  it("[S13] HTTP-042: takes bounded JSON only, and of two members of one name the one it checks", async () => {
    const text = await post({}, { headers: { ...bearer(), "content-type": "text/plain" } });
    expect([text.status, await codeOf(text)]).toEqual([415, "not-json"]);
    const long = await post({ url: "x".repeat(70_000) });
    expect([long.status, await codeOf(long)]).toEqual([413, "too-large"]);
    expect((await post({}, { body: '{"url":"http://good.example","url":"file:///x"}' })).status).toBe(400);
  });

  it("[B10] [S3] HTTP-060: with a full disk nothing new is taken and nothing goes", async () => {
    await put("is here", "text/plain");
    const { blobs } = runtime;
    const freeBytes = blobs.freeBytes.bind(blobs);
    blobs.freeBytes = async () => 1000;
    try {
      const capture = await post({ url: "http://a.example/" });
      expect([capture.status, await codeOf(capture)]).toEqual([507, "disk-full"]);
      expect((await put("is not here", "text/plain")).status).toBe(507);
    } finally {
      blobs.freeBytes = freeBytes;
    }
    const kept = await fetch(`${base}/api/blobs/${sha256("is here")}`, { headers: bearer() });
    expect(await kept.text()).toBe("is here");
  });

  it("[S7] HTTP-031: a capture is found by an id nobody can guess, and by no other", async () => {
    for (const id of ["0123456789abcd", "x", "..%2faccess"]) {
      const answer = await fetch(`${base}/api/captures/${id}`, { headers: bearer() });
      expect(answer.status, id).toBe(404);
      await answer.body?.cancel();
    }
  });

  it("[S6] [S7] streams events, outlives its reader, is resumed and cancelled", async () => {
    const leaving = new AbortController();
    const answer = await post({ url: "http://stream.example/" }, { signal: leaving.signal });
    expect(answer.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    expect(answer.headers.get("cache-control")).toContain("no-transform");
    const first = await answer.body!.getReader().read();
    const id = textIn(parse(new TextDecoder().decode(first.value).split("\n")[0]!), "id");
    leaving.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(aborted).not.toContain("http://stream.example/");

    const resumed = fetch(`${base}/api/captures/${id}`, { headers: bearer() }).then((resume) =>
      resume.text(),
    );
    const cancelled = await fetch(`${base}/api/captures/${id}`, { method: "DELETE", headers: bearer() });
    expect(cancelled.status).toBe(204);
    const lines = (await resumed)
      .trim()
      .split("\n")
      .map((line) => parse(line));
    expect(lines.at(0)).toMatchObject({ type: "queued", id });
    expect(lines.at(-1)).toMatchObject({ type: "failed", code: "cancelled" });
    expect(aborted).toContain("http://stream.example/");
    expect((await fetch(`${base}/api/captures/unknown`, { headers: bearer() })).status).toBe(404);
  });
});

describe("upgrades", () => {
  const dial = (path: string, options: { protocols?: string[]; headers?: Record<string, string> } = {}) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, options.protocols ?? [], {
        headers: options.headers ?? {},
      });
      socket.on("open", () => {
        resolve(101);
        socket.terminate();
      });
      socket.on("unexpected-response", (request, response) => {
        resolve(response.statusCode ?? 0);
        request.destroy();
      });
      socket.on("error", () => undefined);
    });

  it("[Y6] lets known devices in by header, protocol or query", async () => {
    expect(await dial("/api/signal", { headers: bearer() })).toBe(101);
    expect(await dial("/api/signal", { protocols: ["linksnap", `linksnap.${token}`] })).toBe(101);
    expect(await dial(`/api/signal?token=${token}`)).toBe(101);
    expect(await dial(`/api/signal?token=${token}`, { headers: { origin: base } })).toBe(101);
  });

  it("[SX20] lets a device in by its ticket: a cookie for this path, shown by one of our own pages", async () => {
    const answer = await fetch(`${base}/api/signal-ticket`, { method: "POST", headers: bearer() });
    const [cookie = "", ...rules] = (answer.headers.get("set-cookie") ?? "").split("; ");
    expect(rules).toEqual(["Path=/api/signal", "Max-Age=43200", "HttpOnly", "SameSite=Strict"]);
    expect(cookie).not.toContain(token);
    expect(await dial("/api/signal", { headers: { cookie, origin: base } })).toBe(101);
    expect(await dial("/api/signal", { headers: { cookie } })).toBe(401);
    expect(await dial("/api/signal", { headers: { cookie, origin: "https://evil.example" } })).toBe(403);
    const [name = ""] = cookie.split("=");
    for (const other of [`${name}=${"A".repeat(43)}`, `${name}=`, `x${cookie}`, "=;=;"])
      expect(await dial("/api/signal", { headers: { cookie: other, origin: base } }), other).toBe(401);
    expect((await fetch(`${base}/api/signal-ticket`, { method: "POST" })).status).toBe(401);
  });

  it("[Y6] SIG-012, SIG-013, SIG-014: refuses other sites, other names and strangers", async () => {
    expect(await dial("/api/signal")).toBe(401);
    expect(await dial("/api/signal?token=wrong")).toBe(401);
    expect(await dial(`/api/signal?token=${token}`, { headers: { origin: "https://evil.example" } })).toBe(
      403,
    );
    expect(await dial(`/api/signal?token=${token}`, { headers: { host: "rebind.evil.example" } })).toBe(421);
  });

  it("[S44] SIG-023: upgrades that are never finished are ended, and the others are served meanwhile", async () => {
    const halves = await Promise.all(
      Array.from({ length: 300 }, async () => {
        const socket = connect(port, "127.0.0.1");
        const closed = new Promise((resolve) => socket.once("close", resolve));
        socket.on("error", () => undefined).resume();
        await new Promise((resolve) => socket.once("connect", resolve));
        socket.write(
          "GET /api/signal HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n",
        );
        return closed;
      }),
    );
    expect((await fetch(`${base}/api/health`)).status).toBe(200);
    await Promise.all(halves);
  });

  it("[S14] HTTP-024: nothing else is upgraded", async () => {
    for (const path of ["/", "/api/health", "/api/signal/x", "/_next/hmr", "/api/blobs/x", "//api/signal"])
      expect(await dial(path, { headers: bearer() }), path).toBe(400);
  });

  it("[Y4] SIG-015: the twenty-first socket of a device is refused", async () => {
    const sockets = Array.from(
      { length: 20 },
      () => new WebSocket(`ws://127.0.0.1:${port}/api/signal?token=${token}`),
    );
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("open", resolve))));
    expect(await dial(`/api/signal?token=${token}`)).toBe(429);
    for (const socket of sockets) socket.terminate();
  });

  it("[Y8] y-webrtc itself joins its room, announces itself sealed and stays connected", async () => {
    Object.assign(globalThis, { WebSocket });
    const room = `room-${port}`;
    const listener = new WebSocket(`ws://127.0.0.1:${port}/api/signal?token=${token}`);
    await new Promise((resolve) => listener.once("open", resolve));
    listener.send(JSON.stringify({ type: "subscribe", topics: [room] }));
    const heard = new Promise<Record<string, unknown>>((resolve) =>
      listener.on("message", (data) => resolve(parse(Buffer.isBuffer(data) ? data.toString() : "{}"))),
    );
    const provider = new WebrtcProvider(room, new Y.Doc(), {
      signaling: [`ws://127.0.0.1:${port}/api/signal?token=${token}`],
      password: "secret of the library",
      filterBcConns: false,
    });
    const message = await heard;
    expect(message).toMatchObject({ type: "publish", topic: room, clients: 2 });
    expect(typeof message["data"]).toBe("string");
    expect(JSON.stringify(message)).not.toContain("announce");
    provider.destroy();
    listener.terminate();
  });
});
