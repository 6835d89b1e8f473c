/**
 * A site of pages that attack whoever captures them, one per case of the threat model. Each is served the way an
 * attacker would serve it: on a loopback port of its own, over plain http.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { brotliCompressSync, constants, createGzip, gzipSync } from "node:zlib";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface HostileSite {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  /** Paths asked for, in order, each with the request's cookie. */
  readonly asked: { readonly path: string; readonly cookie: string }[];
  close(): void;
}

const MB = 1024 * 1024;
const prose = `<article><h1>Title</h1>${"<p>A sentence of some length, with commas, and with words that a reader may want to keep.</p>".repeat(8)}</article>`;

const send = (type: string, body: string | Uint8Array, headers: Record<string, string> = {}): Handler => {
  return (_request, response) => {
    response.writeHead(200, { "content-type": type, ...headers });
    response.end(body);
  };
};
const html = (body: string, headers: Record<string, string> = {}): Handler =>
  send("text/html; charset=utf-8", `<!doctype html><title>case</title>${prose}${body}`, headers);
const script = (code: string): Handler => html(`<script>${code}</script>`);

/** Writes pieces for ever, one every `ms`. */
const drip = (response: ServerResponse, ms: number, piece: () => string | Uint8Array): void => {
  const timer = setInterval(() => response.write(piece()), ms);
  response.on("close", () => clearInterval(timer));
};

/** 300 MB that weigh 300 kB, made as they are sent. */
const gzipBomb: Handler = (_request, response) => {
  response.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" });
  const packed = createGzip();
  packed.pipe(response);
  const block = Buffer.alloc(MB, "<p>x</p>");
  let left = 300;
  const pour = (): void => {
    while (left-- > 0 && !response.destroyed)
      if (!packed.write(block)) return void packed.once("drain", pour);
    packed.end();
  };
  pour();
};

const brotliBomb = brotliCompressSync(Buffer.alloc(60 * MB, "<p>x</p>"), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: 60 * MB },
});

/** One byte of the head a second. */
const slowHead: Handler = (request, response) => {
  const head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  let sent = 0;
  const timer = setInterval(() => request.socket.write(head[sent++ % head.length] ?? "x"), 1000);
  request.socket.on("close", () => clearInterval(timer));
  response.on("close", () => clearInterval(timer));
};

/** A picture that says to be 65 535 pixels wide and high. */
const hugeGif = Buffer.concat([
  Buffer.from("GIF89a"),
  Buffer.from([255, 255, 255, 255, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
  Buffer.from([0x2c, 0, 0, 0, 0, 255, 255, 255, 255, 0, 2, 2, 0x44, 1, 0, 0x3b]),
]);

/** A picture of very many frames of one pixel. */
function longGif(frames: number): Buffer {
  const control = Buffer.from([0x21, 0xf9, 4, 4, 1, 0, 0, 0]);
  const picture = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  const frame = Buffer.concat([control, picture]);
  const head = Buffer.from([
    0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
  ]);
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}

const deep = (depth: number): string => "<div>".repeat(depth) + "deep";

export const hostilePages: Readonly<Record<string, Handler>> = {
  "CAP-001": gzipBomb,
  "CAP-002": send("text/html", brotliBomb, { "content-encoding": "br" }),
  "CAP-004": slowHead,
  "CAP-006-never": () => undefined,
  "CAP-006-reset": (request, response) => {
    response.writeHead(200, { "content-type": "text/html", "content-length": "100000" });
    response.write("<p>half");
    setTimeout(() => request.socket.resetAndDestroy(), 200);
  },
  "CAP-008": script("addEventListener('load', () => setTimeout(() => { for (;;); }))"),
  "CAP-010": script("for (let i = 0; i < 500; i++) open('about:blank#' + i)"),
  "CAP-011": html("<div style='height:2000000px;background:linear-gradient(red,blue)'></div>"),
  "CAP-012": html(
    "<div style='width:100000px;height:300px;background:linear-gradient(90deg,red,blue)'></div>",
  ),
  "CAP-014": html("<img src='/huge.gif'><img src='/huge.gif?2'>"),
  "CAP-015": html("<img src='/long.gif'>"),
  "CAP-016": html(
    `<svg width=900 height=900>${Array.from({ length: 3000 }, (_, i) => `<filter id=f${i}><feGaussianBlur stdDeviation=40 /><feTurbulence baseFrequency=.5 numOctaves=9 /></filter><rect width=900 height=900 filter='url(#f${i})'/>`).join("")}</svg>`,
  ),
  "CAP-018": script("const all = []; for (;;) all.push(new Uint8Array(2e7).fill(7))"),
  "CAP-021": script(
    "for (let i = 0; i < 2000; i++) new Worker(URL.createObjectURL(new Blob(['for (;;);'])))",
  ),
  "CAP-023": script(
    "setInterval(() => { for (let i = 0; i < 50; i++) history.pushState({}, '', '?' + Math.random()) })",
  ),
  "CAP-024": html("<meta http-equiv=refresh content='0;url=?again'>"),
  "CAP-025": (_request, response) => {
    response.writeHead(302, { location: "/CAP-025" });
    response.end();
  },
  "CAP-026": html("", { "content-disposition": "attachment; filename=page.html" }),
  "CAP-028": script(
    "onbeforeunload = (event) => { event.preventDefault(); return 'stay' }; alert(1); confirm(2)",
  ),
  "CAP-029": script(
    "navigator.geolocation.getCurrentPosition(() => 0); navigator.mediaDevices?.getUserMedia({ video: true }); Notification.requestPermission(); navigator.clipboard?.readText()",
  ),
  "CAP-030": (_request, response) => {
    response.writeHead(401, { "www-authenticate": "Basic realm=x", "content-type": "text/html" });
    response.end("<p>who?");
  },
  "CAP-034": script(
    "const more = () => { const p = document.createElement('p'); p.style.height = '900px'; p.textContent = 'more words '.repeat(50); document.body.append(p) }; more(); addEventListener('scroll', more); new IntersectionObserver(more).observe(document.body); setInterval(more, 5)",
  ),
  "CAP-035": script("setInterval(() => fetch('/tick?' + Math.random()), 60)"),
  "CAP-036": html("<video autoplay muted src='/film.mp4'></video><audio autoplay src='/film.mp4?2'></audio>"),
  "CAP-039": html(
    "<div style='position:fixed;inset:0;background:#fff;z-index:9'>We use cookies <button>Accept all</button></div>",
  ),
  // Asks for a proof under a good status: never kept as if it were the page.
  "CAP-040": send(
    "text/html; charset=utf-8",
    "<!doctype html><title>Just a moment...</title><h1>Checking your browser before you go on</h1><form id=challenge-form></form>",
  ),
  "CAP-041": script("if (navigator.webdriver) document.body.innerHTML = '<p>malware</p>'"),
  "CAP-048": html(
    `<style>${Array.from({ length: 4000 }, (_, i) => `body:has(p:nth-child(${i}n+1):not(:has(> b ~ i))) p:nth-last-child(${i + 1}){color:red}`).join("")}</style>${"<p><b>x</b></p>".repeat(3000)}`,
  ),
  "CAP-049": html(`<p class="${"comment-".repeat(20_000)}">${"a ".repeat(50_000)}</p>`),
  "CAP-050": html(deep(30_000)),
  "CAP-053": html("<meta property='og:image' content='http://169.254.169.254/latest/'>"),
  "CAP-054": html(
    "<link rel=canonical href='javascript:alert(1)'><meta property='og:url' content='javascript:alert(1)'>",
  ),
  "CAP-055": script("const s = 'x'.repeat(1e6); for (let i = 0; i < 400; i++) document.body.append(s)"),
  "CAP-067": script(
    "for (const port of [9222, 9229, 9223]) { fetch('http://127.0.0.1:' + port + '/json/new', { method: 'PUT', mode: 'no-cors' }).catch(() => 0); try { new WebSocket('ws://127.0.0.1:' + port) } catch {} }",
  ),
};

/** What those pages ask for besides. */
const parts: Readonly<Record<string, Handler>> = {
  "huge.gif": send("image/gif", hugeGif),
  "long.gif": send("image/gif", longGif(300_000)),
  tick: send("text/plain", "x"),
  "film.mp4": (_request, response) => {
    response.writeHead(200, { "content-type": "video/mp4", "content-length": String(4096 * MB) });
    drip(response, 5, () => Buffer.alloc(256 * 1024));
  },
  normal: html("<p>As any other page.</p>"),
  cookie: html("<img src='/kept.gif'>", { "set-cookie": "who=you; path=/", "cache-control": "max-age=9999" }),
  "kept.gif": send("image/gif", gzipSync("x"), { "cache-control": "max-age=9999" }),
};

export async function openHostileSite(): Promise<HostileSite> {
  const asked: HostileSite["asked"][number][] = [];
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0]?.slice(1) ?? "";
    asked.push({ path, cookie: request.headers.cookie ?? "" });
    const handler = hostilePages[path] ?? parts[path];
    if (handler) return handler(request, response);
    response.writeHead(404);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  return {
    host: `127.0.0.1:${port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
