import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCorpusServer, type CorpusServer } from "./server";

let folder = "";
let server: CorpusServer;
const get = async (path: string): Promise<{ status: number; type: string | null; text: string }> => {
  const answer = await fetch(`${server.origin}${path}`);
  return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linksnap-bench-"));
  await writeFile(join(folder, "index.html"), "<body>hello</body>");
  await writeFile(join(folder, "long.html.gz"), gzipSync("<p>long</p>"));
  server = await startCorpusServer();
  server.mount("docs-1.0", folder);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the corpus server", () => {
  it("serves a mounted folder, its index, and files that lie compressed", async () => {
    expect(await get("/docs-1.0/")).toMatchObject({
      status: 200,
      type: "text/html",
      text: "<body>hello</body>",
    });
    expect(await get("/docs-1.0/long.html")).toMatchObject({ status: 200, text: "<p>long</p>" });
  });

  it("serves nothing outside of what is mounted", async () => {
    expect((await get("/docs-1.0/none.html")).status).toBe(404);
    expect((await get("/etc/passwd")).status).toBe(404);
    expect((await get("/docs-1.0/%2e%2e/%2e%2e/etc/passwd")).status).toBe(404);
  });

  it("shows a later edition with one line more", async () => {
    server.publishEdition(2);
    expect((await get("/docs-1.0/index.html")).text).toBe("<body>hello<p>Edition 2</p></body>");
    server.publishEdition(1);
    expect((await get("/docs-1.0/index.html")).text).toBe("<body>hello</body>");
  });
});
