/**
 * Serves unpacked documentation and the shared corpora on loopback. A folder is mounted under a prefix of one letter or
 * more; files that lie compressed are served as they would be on the web.
 */
import { readFile, stat } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { gunzipSync } from "node:zlib";

export interface CorpusServer {
  readonly origin: string;
  /** What captures must be allowed to reach. */
  readonly allowPrivate: readonly string[];
  mount(prefix: string, folder: string): void;
  /** From now on every page has one line more, which names this edition: the page as it is some days later. */
  publishEdition(edition: number): void;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".md": "text/markdown",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".ttf": "font/ttf",
  ".otf": "font/otf",
};

async function readPath(path: string): Promise<{ bytes: Buffer; type: string } | null> {
  const file = (await stat(path).catch(() => null))?.isDirectory() ? join(path, "index.html") : path;
  const type = TYPES[extname(file).toLowerCase()] ?? "application/octet-stream";
  try {
    return { bytes: await readFile(file), type };
  } catch {
    // Debian compresses long texts.
    const bytes = await readFile(`${file}.gz`).then(gunzipSync, () => null);
    return bytes && { bytes, type };
  }
}

/** The line goes before the last end tag of the body, as a date or a counter would. */
function withEdition(html: Buffer, edition: number): Buffer {
  const at = html.lastIndexOf("</body>");
  if (edition === 1 || at < 0) return html;
  return Buffer.concat([html.subarray(0, at), Buffer.from(`<p>Edition ${edition}</p>`), html.subarray(at)]);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

/** Starts the server on a free port. */
export async function startCorpusServer(): Promise<CorpusServer> {
  const mounts = new Map<string, string>();
  let edition = 1;

  const answer = async (asked: string, response: ServerResponse): Promise<void> => {
    const path = normalize(decodeURIComponent(new URL(asked, "http://corpus").pathname));
    const [, prefix = "", rest = ""] = /^\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    const folder = mounts.get(prefix);
    const found = folder === undefined ? null : await readPath(join(folder, rest));
    if (!found) {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not here");
      return;
    }
    response.writeHead(200, { "content-type": found.type, "cache-control": "max-age=3600" });
    response.end(found.type === "text/html" ? withEdition(found.bytes, edition) : found.bytes);
  };

  const server = createServer((request, response) => {
    answer(request.url ?? "/", response).catch(() => response.destroy());
  });
  const port = await listen(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    allowPrivate: [`127.0.0.1:${port}`, `localhost:${port}`],
    mount: (prefix, folder) => void mounts.set(prefix, folder),
    publishEdition: (next) => {
      edition = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
