/**
 * A backup of links with snapshots whose files are random bytes, made without a capture: a library of any weight to bring
 * into a browser.
 */
import { createHash, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Writable } from "node:stream";
import { TextReader, Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js";

export interface BackupOf {
  /** Links, each with one snapshot of one file. */
  readonly snapshots: number;
  /** Bytes of each file. */
  readonly bytes: number;
}

interface File {
  readonly id: string;
  readonly hash: string;
  readonly bytes: number;
}

const idOf = (n: number): string => `Snap${String(n).padStart(10, "0")}`;
const sha256 = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex");

function cellsOf({ id, hash, bytes }: File): unknown[] {
  const url = `https://snapshots.example/${id}`;
  const at = Date.UTC(2026, 10, 1);
  const snapshot = {
    id,
    url,
    finalUrl: url,
    capturedAt: at,
    capturedBy: "test",
    httpStatus: 200,
    verdict: "good",
    page: { title: `Page ${id}`, site: "", author: "", published: "", language: "", description: "" },
    artifacts: [{ kind: "fullpage", hash, bytes, mediaType: "image/webp" }],
    missing: [],
    textHash: "",
    words: 0,
    isArticle: false,
  };
  return [
    [id, [1, url, `Page ${id}`, "", at, "test", []]],
    [`${id}~${id}`, snapshot],
  ];
}

const lines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join("");

/** Writes it to `path`. */
export async function writeBackupFile(path: string, { snapshots, bytes }: BackupOf): Promise<void> {
  const zip = new ZipWriter(Writable.toWeb(createWriteStream(path)), { useWebWorkers: false, level: 0 });
  const files: File[] = [];
  for (let n = 0; n < snapshots; n++) {
    const data = randomBytes(bytes);
    files.push({ id: idOf(n), hash: sha256(data), bytes });
    await zip.add(`blobs/${files.at(-1)?.hash}`, new Uint8ArrayReader(data));
  }
  const texts = {
    "cells/0.ndjson": lines(files.flatMap(cellsOf)),
    "types.ndjson": lines(files.map(({ hash }) => [hash, "image/webp"])),
  };
  const parts = Object.entries(texts).map(([name, text]) => ({
    name,
    bytes: Buffer.byteLength(text),
    sha256: sha256(text),
  }));
  const manifest = {
    format: "linksnap-backup",
    version: 1,
    createdAt: 0,
    device: "test",
    links: snapshots,
    blobs: snapshots,
    bytes: snapshots * bytes,
    parts,
  };
  for (const [name, text] of Object.entries({ ...texts, "linksnap.json": JSON.stringify(manifest) }))
    await zip.add(name, new TextReader(text));
  await zip.close();
}
