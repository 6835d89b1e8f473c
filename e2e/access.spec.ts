import { request as httpRequest } from "node:http";
import { connect as connectSocket } from "node:net";
import { usualArtifactKinds } from "../lib/domain/artifact";
import { expect, test } from "./support/fixtures";
import { LibraryPage } from "./support/library-page";
import { connect } from "./support/server-client";

/** Status of a request with a Host header of our choice, which `fetch` does not allow. */
function statusWithHost(port: number, path: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on("error", reject);
    request.end();
  });
}

/** First line of the answer to a WebSocket upgrade, or "closed". */
function upgrade(port: number, path: string, headers: readonly string[] = []): Promise<string> {
  return new Promise((resolve) => {
    const socket = connectSocket(port, "127.0.0.1", () => {
      const lines = [
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ...headers,
      ];
      socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    });
    let answer = "";
    socket.setTimeout(5000, () => socket.destroy());
    socket.on("data", (data) => {
      answer += data.toString("latin1");
      if (answer.includes("\r\n")) socket.destroy();
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(answer.split("\r\n")[0] || "closed"));
  });
}

test("[X13] the API answers only to a device token", async ({ app, site }) => {
  const capture = { method: "POST", headers: { "content-type": "application/json" } };
  const body = JSON.stringify({ url: site.url("/home") });
  const hash = "a".repeat(64);
  const calls: readonly (readonly [string, RequestInit])[] = [
    ["/api/captures", { ...capture, body }],
    ["/api/captures", { method: "POST", body: "{not even json" }],
    ["/api/captures/none", {}],
    ["/api/captures/none", { method: "DELETE" }],
    [`/api/blobs/${hash}`, {}],
    [`/api/blobs/${hash}`, { method: "PUT", body: "x" }],
  ];
  for (const [path, init] of calls)
    for (const authorization of ["", "Bearer wrong"]) {
      const headers = new Headers(init.headers);
      if (authorization) headers.set("authorization", authorization);
      const response = await fetch(app.origin + path, { ...init, headers });
      expect(response.status, `${init.method ?? "GET"} ${path}`).toBe(401);
      expect(await response.json()).toMatchObject({
        error: { code: expect.any(String), message: expect.any(String) },
      });
    }
  expect(site.requests).toEqual([]);
});

test("[X13] HTTP-005, HTTP-006: no GET starts anything, and a foreign page may not call", async ({
  app,
  site,
}) => {
  const client = await connect(app.origin);
  const got = await client.get(`/api/captures?url=${encodeURIComponent(site.url("/home"))}`);
  expect([404, 405]).toContain(got.status);
  const foreign = await client.get("/api/captures", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: "https://evil.example",
      "sec-fetch-site": "cross-site",
    },
    body: JSON.stringify({ url: site.url("/home") }),
  });
  expect(foreign.status).toBe(403);
  expect(site.requests).toEqual([]);
});

test("[X13] a Host the server does not know is turned away on every path", async ({ app }) => {
  for (const host of ["evil.example", "127.0.0.1.nip.io", "evil.example:80", "localhost.evil.example"])
    for (const path of ["/", "/sw.js", "/api/health", "/link?id=x", "/icons/192.png"])
      expect(await statusWithHost(app.port, path, host), `${host} ${path}`).toBe(421);
  expect(await statusWithHost(app.port, "/api/health", `localhost:${app.port}`)).toBe(200);
});

test("[X13] only /api/signal takes an upgrade, and only with a token", async ({ app }) => {
  for (const path of [
    "/",
    "/api/health",
    "/_next/hmr",
    "/_next/webpack-hmr",
    "/link",
    "/api/signal/x",
    "//api/signal",
  ])
    expect(await upgrade(app.port, path), path).not.toContain("101");
  expect(await upgrade(app.port, "/api/signal")).not.toContain("101");
  const { token } = await connect(app.origin);
  expect(await upgrade(app.port, "/api/signal", [`Sec-WebSocket-Protocol: linksnap.${token}`])).toContain(
    "101",
  );
  expect(await upgrade(app.port, "/", [`Sec-WebSocket-Protocol: linksnap.${token}`])).not.toContain("101");
  expect((await fetch(`${app.origin}/api/health`)).ok).toBe(true);
});

test("[X13] SSRF-231, HTTP-020, HTTP-055: nothing fetches or resizes pictures for anybody, or leads elsewhere", async ({
  app,
  site,
}) => {
  const before = site.requests.length;
  for (const target of [site.url("/favicon.svg"), "http://169.254.169.254/latest/", "/icons/icon-192.png"]) {
    const answer = await fetch(`${app.origin}/_next/image?url=${encodeURIComponent(target)}&w=64&q=75`);
    expect(answer.status, target).toBeGreaterThanOrEqual(400);
  }
  expect(site.requests.length).toBe(before);
  for (const path of ["/_next/data/x/index.json", "/_next/data/x/zh/settings.json"])
    expect((await fetch(app.origin + path)).status, path).toBe(404);
  for (const path of ["/go?u=https://evil.example", "/?next=https://evil.example", "//evil.example/"]) {
    const answer = await fetch(app.origin + path, { redirect: "manual" });
    const to = new URL(answer.headers.get("location") ?? "/", app.origin);
    expect(to.origin, path).toBe(app.origin);
  }
});

test("[X13] health says what the server can do", async ({ app }) => {
  const health: unknown = await (await fetch(`${app.origin}/api/health`)).json();
  expect(health).toMatchObject({
    ok: true,
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    capture: { available: true, browser: expect.stringMatching(/Chrom/), sandbox: expect.any(Boolean) },
    storage: { kind: "fs", freeBytes: expect.any(Number) },
    claimed: expect.any(Boolean),
  });
});

test("[X13] blobs come with a sandbox, a fixed name and ranges", async ({ app, site }) => {
  const client = await connect(app.origin);
  const snapshot = await client.snapshot(site.url("/notes/slow-bread"));
  expect(snapshot.artifacts.length).toBeGreaterThan(usualArtifactKinds.length - 3);
  const page = snapshot.artifacts.find((artifact) => artifact.kind === "page")!;
  const response = await client.get(`/api/blobs/${page.hash}`);
  expect(response.headers.get("content-security-policy")).toMatch(/sandbox[^;]*; default-src 'none'/);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("cache-control")).toContain("immutable");
  const tag = response.headers.get("etag") ?? "";
  expect(tag).toContain(page.hash);
  const whole = Buffer.from(await response.arrayBuffer());
  const again = await client.get(`/api/blobs/${page.hash}`, { headers: { "if-none-match": tag } });
  expect(again.status).toBe(304);
  const part = await client.get(`/api/blobs/${page.hash}`, { headers: { range: "bytes=10-29" } });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10, 30));
  const beyond = await client.get(`/api/blobs/${page.hash}`, {
    headers: { range: `bytes=${whole.length}-` },
  });
  expect(beyond.status).toBe(416);
  expect((await client.get(`/api/blobs/${"0".repeat(64)}`)).status).toBe(404);
});

test("[X13] a second browser on this machine gets its own token and works", async ({ browse, site }) => {
  const titles = {
    first: "Your slowest request is the one they remember",
    second: "When an index is the whole table",
  };
  for (const [profile, path, title] of [
    ["one", "/notes/tail-latency", titles.first],
    ["two", "/notes/index-only", titles.second],
  ] as const) {
    const page = (await browse({ profile })).pages()[0]!;
    await page.goto("/");
    const library = new LibraryPage(page);
    await library.save(site.url(path));
    await library.untilKept(title);
    await expect(library.list.getByRole("option")).toHaveCount(1);
  }
});
