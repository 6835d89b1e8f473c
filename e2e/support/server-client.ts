/** The server's face as a script uses it: a token, captures as they stream, blobs by their hash. */
import { createHash } from "node:crypto";
import type { CaptureEvent, CaptureRequest } from "../../lib/domain/capture";
import type { Snapshot } from "../../lib/domain/snapshot";

export interface ServerClient {
  readonly token: string;
  get(path: string, init?: RequestInit): Promise<Response>;
  /** Makes a capture and resolves to all its events. */
  capture(request: CaptureRequest): Promise<CaptureEvent[]>;
  /** Makes a capture that must succeed. */
  snapshot(url: string): Promise<Snapshot>;
  /** A blob's bytes, proven by its hash. */
  blob(hash: string): Promise<Buffer>;
}

const isEvent = (value: unknown): value is CaptureEvent =>
  typeof value === "object" && value !== null && "type" in value;

function parseEvents(text: string): CaptureEvent[] {
  return text.split("\n").flatMap((line) => {
    if (!line.trim()) return [];
    const value: unknown = JSON.parse(line);
    if (!isEvent(value)) throw new Error(`not an event: ${line}`);
    return [value];
  });
}

/** Claims the server at `origin` as a device of its own. */
export async function connect(origin: string): Promise<ServerClient> {
  const claim = await fetch(`${origin}/api/claim`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ deviceName: "A script" }),
  });
  const body: unknown = await claim.json();
  const token =
    typeof body === "object" && body !== null && "token" in body && typeof body.token === "string"
      ? body.token
      : "";
  if (!token) throw new Error(`the server gave no token: ${claim.status} ${JSON.stringify(body)}`);

  const get = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${token}`);
    return fetch(origin + path, { ...init, headers });
  };
  const capture = async (request: CaptureRequest): Promise<CaptureEvent[]> => {
    const response = await get("/api/captures", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return parseEvents(await response.text());
  };
  return {
    token,
    get,
    capture,
    snapshot: async (url) => {
      const last = (await capture({ url })).at(-1);
      if (last?.type !== "done") throw new Error(`no snapshot of ${url}: ${JSON.stringify(last)}`);
      return last.snapshot;
    },
    blob: async (hash) => {
      const response = await get(`/api/blobs/${hash}`);
      if (!response.ok) throw new Error(`blob ${hash}: ${response.status}`);
      const bytes = Buffer.from(await response.arrayBuffer());
      if (createHash("sha256").update(bytes).digest("hex") !== hash)
        throw new Error(`blob ${hash} has other bytes`);
      return bytes;
    },
  };
}
