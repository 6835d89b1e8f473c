/**
 * The fixture site: small pages of our own, honest and hostile, served over plain HTTP on loopback. Tests start one each
 * on a free port; `node --import tsx e2e/support/site-server.ts --port 8401` runs it by hand. It remembers every request,
 * so a test can prove that something did not call.
 */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { colourOf, gbk, landscape, png } from "./site/bytes";
import { endpoints, type SiteVisit } from "./site/endpoints";
import { siteNotes } from "./site/notes";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "site");

export interface SiteRequest {
  readonly method: string;
  /** Path and query as asked for. */
  readonly path: string;
  readonly userAgent: string;
}

export interface Site {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** `127.0.0.1:<port>` */
  readonly host: string;
  /** What captures must be allowed to reach: the site under both of its names. */
  readonly allowPrivate: string;
  /** Every request so far, oldest first. */
  readonly requests: readonly SiteRequest[];
  /** How many requests so far had a path that starts with `prefix`. */
  hits(prefix: string): number;
  url(path: string): string;
  /** As new for the next test: no request was seen, no page was visited, no connection is open. */
  renew(): void;
  close(): Promise<void>;
}

const pages: Readonly<Record<string, string>> = {
  "/append-only-log": "append-only-log.html",
  "/code-styles": "code-styles.html",
  "/lazy": "lazy.html",
  "/shadow": "shadow.html",
  "/frames": "frames.html",
  "/canvas": "canvas.html",
  "/form": "form.html",
  "/home": "home.html",
  "/consent": "consent.html",
  "/xss": "xss.html",
};

const html = "text/html; charset=utf-8";
const readPage = (name: string): Promise<string> => readFile(join(folder, name), "utf8");

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
  response.end(body);
}

async function sendChinese(response: ServerResponse, form: string): Promise<void> {
  const page = await readPage("chinese.html");
  if (form === "") send(response, html, page.replace("CHARSET", '<meta charset="utf-8">'));
  else if (form === "-gbk") send(response, "text/html; charset=gbk", gbk(page.replace("CHARSET", "")));
  else send(response, "text/html", gbk(page.replace("CHARSET", '<meta charset="gbk">')));
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

async function sendNote(response: ServerResponse, slug: string): Promise<boolean> {
  const note = siteNotes.find((candidate) => candidate.slug === slug);
  if (!note) return false;
  const values: Readonly<Record<string, string>> = {
    LANG: note.language,
    TITLE: escape(note.title),
    SUMMARY: escape(note.summary),
    AUTHOR: escape(note.author),
    SITE: escape(note.site),
    SLUG: note.slug,
    DATE: note.date,
    BODY: note.paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`).join("\n"),
  };
  const page = await readPage("note.html");
  send(
    response,
    html,
    page.replaceAll(/\b[A-Z]{4,7}\b/g, (name) => values[name] ?? name),
  );
  return true;
}

function sendImage(response: ServerResponse, name: string, size: readonly [number, number]): void {
  const [width, height] = [Math.min(size[0], 2000), Math.min(size[1], 2000)];
  const solid = colourOf(name);
  const kind = name.endsWith("-landscape") ? landscape(name, width, height) : png(width, height, () => solid);
  send(response, "image/png", kind);
}

async function answer(visit: SiteVisit): Promise<boolean> {
  const { path, response, origin } = visit;
  const other = origin.replace("127.0.0.1", "localhost");
  const page = pages[path];
  if (page) {
    send(response, html, (await readPage(page)).replaceAll("OTHER_ORIGIN", other));
    return true;
  }
  const chinese = /^\/zh(|-gbk|-gbk-meta)$/.exec(path);
  if (chinese) return sendChinese(response, chinese[1] ?? "").then(() => true);
  const note = /^\/notes\/([a-z-]+)$/.exec(path);
  if (note) return sendNote(response, note[1] ?? "");
  const image = /^\/images\/([a-z0-9-]+)-(\d+)x(\d+)\.png$/.exec(path);
  if (image) {
    sendImage(response, image[1] ?? "", [Number(image[2]), Number(image[3])]);
    return true;
  }
  if (path === "/style.css") send(response, "text/css; charset=utf-8", await readPage("style.css"));
  else if (path === "/favicon.svg") send(response, "image/svg+xml", await readPage("favicon.svg"));
  else return endpoints(visit);
  return true;
}

function sendMissing(response: ServerResponse): void {
  response.writeHead(404, { "content-type": html });
  response.end("<!doctype html><title>Not found</title><h1>Not found</h1><p>There is no such page here.</p>");
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

/** Starts the site. `port` 0, the default, takes any free one. */
export async function startSite(port = 0): Promise<Site> {
  const requests: SiteRequest[] = [];
  const counts = new Map<string, number>();
  const sockets = new Set<Socket>();
  let origin = "";

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = request.url ?? "/";
    requests.push({
      method: request.method ?? "",
      path: asked,
      userAgent: request.headers["user-agent"] ?? "",
    });
    const { pathname, searchParams } = new URL(asked, origin);
    const visit = (counts.get(pathname) ?? 0) + 1;
    counts.set(pathname, visit);
    const answered = await answer({ request, response, origin, path: pathname, query: searchParams, visit });
    if (!answered) sendMissing(response);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  });
  server.on("upgrade", (request, socket) => {
    requests.push({ method: "UPGRADE", path: request.url ?? "", userAgent: "" });
    socket.destroy();
  });
  const bound = await listen(server, port);
  origin = `http://127.0.0.1:${bound}`;
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };

  return {
    origin,
    host: `127.0.0.1:${bound}`,
    allowPrivate: `127.0.0.1:${bound},localhost:${bound}`,
    requests,
    hits: (prefix) => requests.filter((request) => request.path.startsWith(prefix)).length,
    url: (path) => origin + path,
    renew: () => {
      hangUp();
      requests.length = 0;
      counts.clear();
    },
    close: () =>
      new Promise((resolve) => {
        hangUp();
        server.close(() => resolve());
      }),
  };
}

const runByHand = pathToFileURL(process.argv[1] ?? "").href === import.meta.url;
if (runByHand) {
  const at = process.argv.indexOf("--port");
  const site = await startSite(at < 0 ? 8401 : Number(process.argv[at + 1]));
  process.stdout.write(`fixture site at ${site.origin}/home\n`);
}
