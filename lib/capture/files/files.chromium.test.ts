/** What stands at an address that is no page, and in which encoding it speaks. Captured with a real Chromium. */
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usualArtifactKinds, type ArtifactKind } from "../../domain/artifact";
import type { Captured, CapturedFile, Capturer } from "../../ports/capturer";
import { buildCapture } from "../build";
import { createCapturer } from "../capturer";
import { makePdf } from "./testing/make-pdf";

const chromium = process.env["LINKSNAP_CHROMIUM"] || "/usr/bin/chromium";
const cache = join(import.meta.dirname, "..", "..", "..", "node_modules", ".cache");
const outdir = join(cache, `linksnap-files-${process.pid}`);
const workRoot = mkdtempSync(join(tmpdir(), "linksnap-files-"));

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const answers = new Map<string, Answer>();
const asked: string[] = [];
let server: Server;
let host = "";
let capturer: Capturer;

beforeAll(async () => {
  await buildCapture(outdir);
  server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const answer = answers.get(path);
    response.writeHead(answer?.status ?? (answer ? 200 : 404), answer?.headers);
    response.end(answer?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  capturer = createCapturer({
    chromium,
    allowPrivate: new Set([host]),
    workRoot,
    childCommand: [process.execPath, join(outdir, "capture.js")],
  });
}, 60_000);

afterAll(async () => {
  await capturer.close();
  server.closeAllConnections();
  server.close();
  rmSync(outdir, { recursive: true, force: true });
  rmSync(workRoot, { recursive: true, force: true });
}, 30_000);

/** Serves an answer at a path of its own and captures it. */
async function captured(
  path: string,
  answer: Answer,
  artifacts: readonly ArtifactKind[] = usualArtifactKinds,
) {
  answers.set(path, answer);
  return capturer.capture({
    id: "test",
    url: `http://${host}${path}`,
    artifacts,
    signal: new AbortController().signal,
    onStep: () => undefined,
  });
}

async function kept(path: string, answer: Answer, artifacts?: readonly ArtifactKind[]): Promise<Captured> {
  const result = await captured(path, answer, artifacts);
  if (!result.ok) throw new Error(`${path}: ${result.error.code} ${result.error.message}`);
  return result.value;
}

const fileOf = ({ files }: Captured, kind: ArtifactKind): CapturedFile => {
  const file = files.find((one) => one.kind === kind);
  if (!file) throw new Error(`no ${kind}`);
  return file;
};
const readText = (value: Captured, kind: ArtifactKind): Promise<string> =>
  readFile(fileOf(value, kind).path, "utf8");
const kindsOf = ({ files }: Captured): string[] => [...new Set(files.map(({ kind }) => kind))].toSorted();
const typed = (type: string, more: Readonly<Record<string, string>> = {}) => ({
  "content-type": type,
  ...more,
});

describe("an address that leads to a file", () => {
  it("[C30] keeps a PDF byte for byte, asked for once, with its text, its title and its pages as pictures", async () => {
    const bytes = makePdf({
      title: "A report on rivers",
      pages: ["Rivers carry more than water.", "They bring sand and news."],
    });
    answers.set("/moved", { status: 302, headers: { location: "/report.pdf" }, body: "" });
    answers.set("/report.pdf", { headers: typed("application/pdf"), body: bytes });
    const value = await kept("/moved", { status: 302, headers: { location: "/report.pdf" }, body: "" });
    expect(value.missing).toEqual([]);
    expect(value.verdict).toBe("good");
    expect(kindsOf(value)).toEqual(["file", "fullpage", "reader", "screenshot", "text", "thumbnail"]);
    expect(fileOf(value, "file")).toMatchObject({
      mediaType: "application/pdf",
      name: "report.pdf",
      bytes: bytes.length,
    });
    expect((await readFile(fileOf(value, "file").path)).equals(Buffer.from(bytes))).toBe(true);
    expect(value.page.title).toBe("A report on rivers");
    expect(await readText(value, "text")).toBe("Rivers carry more than water.\n\nThey bring sand and news.");
    expect(fileOf(value, "thumbnail")).toMatchObject({ width: 640, height: 400 });
    expect(fileOf(value, "fullpage").height).toBeGreaterThan(1_500);
    expect(value).toMatchObject({ finalUrl: `http://${host}/report.pdf`, httpStatus: 200, isArticle: false });
    expect(value.answer).toMatchObject({ mediaType: "application/pdf", bytes: bytes.length, redirects: [] });
    expect(asked.filter((path) => path === "/report.pdf")).toHaveLength(1);
    await value.dispose();
  }, 60_000);
});
