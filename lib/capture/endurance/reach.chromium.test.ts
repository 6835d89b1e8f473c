/**
 * Every way a page may try to reach what is private (forged-request cases), in a real capture: the private target is
 * never reached, and the same tries against an allowed one arrive, so that the tries are known to be real.
 */
import { createSocket } from "node:dgram";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { allArtifactKinds, type ArtifactKind } from "../../domain/artifact";
import type { Capturer } from "../../ports/capturer";
import { buildCapture } from "../build";
import { createCapturer } from "../capturer";
import { listProcesses, treeOf } from "../process-tree";
import { unknownCertificate } from "../testing/certificate.contract";

const root = join(import.meta.dirname, "..", "..", "..");
const outdir = join(root, "node_modules", ".cache", `linksnap-reach-${process.pid}`);
const workRoot = mkdtempSync(join(tmpdir(), "linksnap-reach-"));
const prose =
  "<p>A sentence of some length, with commas, and with words that a reader may want to keep.</p>".repeat(8);

const reached: string[] = [];
const packets: string[] = [];
const arrived = new Set<string>();
const pages = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
const udp = createSocket("udp4");
let servers: Pick<Server, "close" | "closeAllConnections">[] = [];
let capturer: Capturer;
let host = "";
let inner = "";
/** A site whose certificate nobody has signed, and says that its issuer is found at the private target. */
let unsigned = "";
let udpPort = 0;

/** Case number → what a page holds. `B` is the base of the target, `W` the same for WebSockets. */
const VECTORS: readonly (readonly [id: string, html: string, isSeen?: false])[] = [
  ["187", "<link rel=stylesheet href='B/187'>"],
  [
    "188",
    "<style>@import 'B/188'; h1{background:url(B/188-bg)} @font-face{font-family:q;src:url(B/188-font)} h1{font-family:q}</style>",
  ],
  ["189", "<link rel=icon href='B/189'>", false],
  ["190", "<iframe src='B/190'></iframe>"],
  ["191", "<object data='B/191'></object><embed src='B/191-embed'>"],
  [
    "192",
    "<video src='B/192' poster='B/192-poster'><track default src='B/192-track'></video><audio src='B/192-a'></audio>",
  ],
  [
    "193",
    "<svg><image href='B/193'/><use href='B/193-use#x'/><filter id=f><feImage href='B/193-fe'/></filter><rect width=9 height=9 filter='url(#f)'/></svg>",
  ],
  ["194", "<script src='B/194'></script><link rel=modulepreload href='B/194-module'>"],
  [
    "195",
    "<link rel=prefetch href='B/195'><link rel=preload as=image href='B/195-preload'><link rel=preconnect href='B'>",
  ],
  [
    "196",
    '<script type="speculationrules">{"prefetch":[{"urls":["B/196"],"eagerness":"immediate"}],"prerender":[{"urls":["B/196-render"],"eagerness":"immediate"}]}</script>',
    false,
  ],
  [
    "197",
    "<script>fetch('B/197',{mode:'no-cors'}).catch(()=>0);const x=new XMLHttpRequest();x.open('GET','B/197-xhr');try{x.send()}catch{};new EventSource('B/197-sse');fetch('B/197-keep',{keepalive:true,mode:'no-cors'}).catch(()=>0);navigator.sendBeacon('B/197-beacon','x')</script>",
  ],
  ["199", "<a id=ping href='#' ping='B/199'>x</a><script>ping.click()</script>", false],
  [
    "201",
    "<script>open('B/201');document.body.insertAdjacentHTML('beforeend','<form id=ff target=_blank method=post action=\"B/201-form\"></form>');ff.submit()</script>",
    false,
  ],
  [
    "202",
    "<script>new Worker(URL.createObjectURL(new Blob([`fetch('B/202',{mode:'no-cors'}).catch(()=>0)`])))</script>",
  ],
  [
    "203",
    "<script>new SharedWorker(URL.createObjectURL(new Blob([`fetch('B/203',{mode:'no-cors'}).catch(()=>0)`])))</script>",
    false,
  ],
  ["204", "<script>navigator.serviceWorker?.register('/sw.js').catch(()=>0)</script>", false],
  ["205", "<script>try{new WebSocket('W/205')}catch{}</script>", false],
  [
    "207",
    "<script>new Worker(URL.createObjectURL(new Blob([`try{new WebSocket('W/207')}catch{}`])))</script>",
    false,
  ],
  [
    "208",
    "<script>try{const c=new RTCPeerConnection({iceServers:[{urls:'stun:127.0.0.1:UDP'},{urls:'turn:127.0.0.1:UDP?transport=udp',username:'u',credential:'p'}]});c.createDataChannel('x');c.createOffer().then(o=>c.setLocalDescription(o))}catch{}</script><iframe srcdoc=\"<script>try{const c=new parent.frames[0].RTCPeerConnection({iceServers:[{urls:'stun:127.0.0.1:UDP'}]});c.createDataChannel('x');c.createOffer().then(o=>c.setLocalDescription(o))}catch{}</script>\"></iframe>",
    false,
  ],
  [
    "213",
    "<link rel=dns-prefetch href='//secret-words.example.org'><meta http-equiv=x-dns-prefetch-control content=on>",
    false,
  ],
  [
    "229",
    "<meta property='og:image' content='B/229'><link rel=alternate type='application/rss+xml' href='B/229-feed'><link rel=manifest href='B/229-manifest'>",
    false,
  ],
];

const page = (base: string): string => {
  const body = VECTORS.map(([, html]) =>
    html
      .replaceAll("B/", `${base}/`)
      .replaceAll("W/", `${base.replace("http", "ws")}/`)
      .replaceAll("UDP", String(udpPort)),
  ).join("\n");
  return `<!doctype html><title>reach</title><h1>x</h1>${prose}${body}`;
};

const answer = (html: string, headers: Record<string, string | string[]> = {}) => {
  return (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers });
    response.end(html);
  };
};
const redirect = (location: string) => {
  return (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(302, { location });
    response.end();
  };
};

const listen = (server: Pick<Server, "listen" | "address">): Promise<number> =>
  new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" ? (address?.port ?? 0) : 0);
    }),
  );

const capture = (path: string, artifacts: readonly ArtifactKind[] = ["text"]) =>
  capturer.capture({
    id: path,
    url: `http://${host}${path}`,
    artifacts,
    signal: new AbortController().signal,
    onStep: () => undefined,
  });

beforeAll(async () => {
  await buildCapture(outdir);
  const victim = createServer((request, response) => {
    reached.push(request.url ?? "");
    response.end("secret");
  });
  victim.on("connection", (socket) => socket.on("error", () => undefined));
  victim.on("upgrade", (request, socket) => {
    reached.push(`upgrade ${request.url ?? ""}`);
    socket.destroy();
  });
  const site = createServer((request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (path.startsWith("/control/")) arrived.add(path.slice("/control/".length));
    const handler = pages.get(path);
    if (handler) return handler(request, response);
    response.end("x");
  });
  inner = `http://127.0.0.1:${await listen(victim)}`;
  const secure = createSecureServer(unknownCertificate("127.0.0.1", inner), (_request, response) => {
    response.end("never");
  });
  servers = [victim, site, secure];
  unsigned = `127.0.0.1:${await listen(secure)}`;
  host = `127.0.0.1:${await listen(site)}`;
  udp.on("message", (packet) => packets.push(packet.toString("hex")));
  udpPort = await new Promise<number>((resolve) =>
    udp.bind(0, "127.0.0.1", () => resolve(udp.address().port)),
  );
  capturer = createCapturer({
    chromium: process.env["LINKSNAP_CHROMIUM"] || "/usr/bin/chromium",
    allowPrivate: new Set([host, unsigned]),
    workRoot,
    allowUnproven: true,
    childCommand: [process.execPath, join(outdir, "capture.js")],
  });
}, 90_000);

afterAll(async () => {
  await capturer.close();
  udp.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(outdir, { recursive: true, force: true });
  rmSync(workRoot, { recursive: true, force: true });
}, 30_000);

describe("ways out of a captured page", () => {
  it("[E21] SSRF-187 to SSRF-229: no request of any kind reaches a private target", async () => {
    pages.set("/attack", answer(page(inner)));
    const result = await capture("/attack", allArtifactKinds);
    expect(result.ok || result.error).toBe(true);
    if (result.ok) await result.value.dispose();
    expect(reached).toEqual([]);
    expect(packets).toEqual([]);
  }, 120_000);

  it("[E21] the same tries reach a target that is allowed", async () => {
    pages.set("/control", answer(page(`http://${host}/control`)));
    const result = await capture("/control");
    expect(result.ok || result.error).toBe(true);
    if (result.ok) await result.value.dispose();
    const expected = VECTORS.filter(([, , isSeen]) => isSeen !== false).map(([id]) => id);
    const missed = expected.filter(
      (id) => ![...arrived].some((path) => path === id || path.startsWith(`${id}-`)),
    );
    expect(missed).toEqual([]);
    expect(packets).toEqual([]);
  }, 120_000);

  it("[E21] CAP-033 SSRF-215: a certificate nobody signed is no page, and its issuer is not asked for", async () => {
    const header = { "strict-transport-security": "max-age=9999; includeSubDomains" };
    pages.set("/secured", (_request, response) => {
      response.writeHead(302, { ...header, location: `https://${unsigned}/` });
      response.end();
    });
    const result = await capture("/secured");
    expect(!result.ok && result.error.code).toBe("tls");
    expect(reached).toEqual([]);
  }, 60_000);

  it("[E21] SSRF-169 to SSRF-184 SSRF-214: each hop is judged, by header, script and hint alike", async () => {
    for (let i = 0; i < 10; i++)
      pages.set(`/chain${i}`, redirect(i === 9 ? `${inner}/chain` : `/chain${i + 1}`));
    pages.set("/to-data", redirect("data:text/html,<p>x"));
    pages.set("/relative", redirect("here"));
    pages.set("/here", answer(prose));
    pages.set("/growing", (request, response) =>
      redirect(`/growing?${(request.url ?? "").length}${"x".repeat(500)}${Math.random()}`)(request, response),
    );
    pages.set("/refresh", answer(prose, { refresh: `0;url=${inner}/refresh` }));
    pages.set("/moves", answer(`${prose}<script>onload=()=>{location.href='${inner}/moved'}</script>`));
    pages.set("/preload", answer(prose, { link: `<${inner}/hinted>; rel=preload; as=image` }));
    pages.set("/early", (request, response) => {
      response.writeEarlyHints({ link: `<${inner}/early>; rel=preload; as=style` });
      answer(prose)(request, response);
    });
    const told = JSON.stringify({ group: "x", max_age: 9999, endpoints: [{ url: `${inner}/told` }] });
    pages.set(
      "/reports",
      answer(`${prose}<img src="/x.png"><script src="data:text/javascript,document.domain"></script>`, {
        "content-security-policy": `img-src 'none'; script-src 'none'; report-uri ${inner}/report; report-to x`,
        "reporting-endpoints": `x="${inner}/report-to", default="${inner}/default"`,
        "report-to": told,
        nel: JSON.stringify({ report_to: "x", max_age: 9999, success_fraction: 1, failure_fraction: 1 }),
      }),
    );
    const ends = new Map<string, string>();
    const paths = [
      "/chain0",
      "/to-data",
      "/relative",
      "/growing",
      "/refresh",
      "/moves",
      "/preload",
      "/early",
      "/reports",
    ];
    for (let i = 0; i < paths.length; i += 3)
      await Promise.all(
        paths.slice(i, i + 3).map(async (path) => {
          const result = await capture(path);
          ends.set(path, result.ok ? "kept" : result.error.code);
          if (result.ok) await result.value.dispose();
        }),
      );
    expect(reached).toEqual([]);
    const wanted: Readonly<Record<string, RegExp>> = {
      "/chain0": /^private-address$/,
      "/to-data": /^(?!kept)/,
      "/growing": /^redirect-loop$/,
      "/relative": /^kept$/,
      "/preload": /^kept$/,
      "/early": /^kept$/,
      "/reports": /^kept$/,
    };
    for (const [path, end] of Object.entries(wanted)) expect(ends.get(path), path).toMatch(end);
  }, 180_000);

  it("[E21] SSRF-212 SSRF-218 SSRF-219 SSRF-227 CAP-068: the proxy is given and not bypassed, there is no debugging port, and nothing of the server's environment", async () => {
    const environment = {
      NO_PROXY: "127.0.0.1,localhost",
      PLAYWRIGHT_DISABLE_FORCED_CHROMIUM_PROXIED_LOOPBACK: "1",
      HTTP_PROXY: inner,
      LINKSNAP_TEST_SECRET: "words that nobody may read",
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const file = "file:///proc/self/environ";
    const curious = `${page(inner)}<iframe src="${file}"></iframe><object data="${file}"></object><script>
      fetch("${file}").then((r) => r.text()).then((t) => document.body.append("GOT " + t)).catch(() => 0);
      document.body.append(" env:" + typeof process)</script>`;
    pages.set(
      "/slow",
      (_request, response) => void setTimeout(() => answer(curious)(_request, response), 1500),
    );
    // The browser that shows whether captures may run at all has no proxy, and is gone by then.
    await capturer.health();
    const running = capture("/slow", ["text", "page"]);
    const own = await vi.waitFor(
      async () => {
        const rows = await listProcesses();
        const all = await Promise.all(
          rows.map(async ({ pid }) => ({
            pid,
            command: await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""),
            environment: await readFile(`/proc/${pid}/environ`, "utf8").catch(() => ""),
          })),
        );
        // Other tests have captures of their own at the same time.
        const ours = all.filter(({ command }) => command.includes(outdir));
        const tree = new Set(ours.flatMap(({ pid }) => [...treeOf(pid, rows).keys()]));
        const found = all.filter(({ pid, command }) => tree.has(pid) && command.includes("<-loopback>"));
        if (found.length === 0) throw new Error("not started yet");
        return found;
      },
      { timeout: 60_000, interval: 50 },
    );
    const result = await running;
    vi.unstubAllEnvs();
    for (const { command, environment: given } of own) {
      expect(command).toContain("--proxy-server=");
      expect(command).not.toMatch(/--proxy-(auto-detect|pac-url)/);
      expect(given).not.toMatch(/LINKSNAP_TEST_SECRET|HTTP_PROXY|words that nobody/);
      expect(command).toContain("--remote-debugging-pipe");
      expect(command).not.toContain("--remote-debugging-port");
      expect(
        command.match(/--proxy-bypass-list=[^\0 ]*/g)?.every((flag) => flag.endsWith("=<-loopback>")),
      ).toBe(true);
    }
    expect(result.ok || result.error).toBe(true);
    if (result.ok) {
      for (const { path } of result.value.files)
        expect(await readFile(path, "latin1")).not.toMatch(/GOT |PATH=|HOME=|words that nobody/);
      await result.value.dispose();
    }
    expect(reached).toEqual([]);
  }, 180_000);
});
