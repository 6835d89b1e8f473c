/**
 * A stand for the library worker alone: serves the built worker and a page that starts it, at the address a profile
 * belongs to. There is no server behind it, so nothing is captured and only what a device stores itself is at stake.
 */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** The page hands every message of the worker to `hear`, which the test exposes, and posts what `ask` is given. */
const PAGE = `<!doctype html><title>The library worker alone</title><script>
const worker = new Worker("/library.worker.js");
worker.addEventListener("message", ({ data }) => void globalThis.hear(data));
worker.addEventListener("error", ({ message }) => void globalThis.hear({ kind: "broken", message }));
globalThis.ask = (request, text) => {
  if (text !== undefined) request.args = [{ name: "links.txt", bytes: new TextEncoder().encode(text) }];
  worker.postMessage(request, []);
};
</script>`;

export interface Stand {
  readonly origin: string;
  close(): Promise<void>;
}

/** `port` 0 takes a free one. `root` is the folder that was built. */
export async function startStand(port = 0, root = "."): Promise<Stand> {
  const worker = await readFile(join(root, "public/library.worker.js"));
  const server = createServer((request, response) => {
    if (request.url === "/") response.setHeader("content-type", "text/html").end(PAGE);
    else if (request.url === "/library.worker.js")
      response.setHeader("content-type", "text/javascript").end(worker);
    else if (request.url === "/blank") response.setHeader("content-type", "text/plain").end("nothing");
    else response.writeHead(503).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
