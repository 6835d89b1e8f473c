/** Writes a request's body to the disk as it comes in, with a bound: what is longer is refused and removed. */
import { randomBytes } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder, TEMPORARY } from "../durable-file";
import type { ReceivedFile } from "./box";

export type NotReceived = "too-large" | "cut-off" | "empty";

/** The body as a flushed file below `folder`; whoever gets it moves or removes it. */
export async function receiveFile(
  request: Request,
  folder: string,
  maxBytes: number,
): Promise<ReceivedFile | NotReceived> {
  if (Number(request.headers.get("content-length") ?? "0") > maxBytes) return "too-large";
  await makeFolder(folder);
  const path = join(folder, `${TEMPORARY}${randomBytes(9).toString("hex")}`);
  let isKept = false;
  const file = await open(path, "wx", 0o600);
  try {
    const bytes = await copy(request, maxBytes, (part) => file.writeFile(part));
    if (typeof bytes === "string") return bytes;
    await file.sync();
    isKept = true;
    return { path, bytes };
  } finally {
    await file.close();
    if (!isKept) await rm(path, { force: true });
  }
}

async function copy(
  request: Request,
  maxBytes: number,
  write: (part: Uint8Array) => Promise<void>,
): Promise<number | NotReceived> {
  let bytes = 0;
  const reader = request.body?.getReader();
  for (;;) {
    // The sender went away: nobody reads the answer, and nothing is wrong here.
    const part = await reader?.read().catch(() => null);
    if (part === null) return "cut-off";
    if (!part || part.done) return bytes === 0 ? "empty" : bytes;
    bytes += part.value.byteLength;
    if (bytes > maxBytes) {
      await reader?.cancel();
      return "too-large";
    }
    await write(part.value);
  }
}
