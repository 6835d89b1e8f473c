/** What anybody may know of this server, and what a device shows of it. */
import type { ServerRuntime } from "../runtime";
import { jsonResponse } from "./respond";

export async function getHealth(runtime: ServerRuntime): Promise<Response> {
  const [capture, freeBytes, claimed] = await Promise.all([
    runtime.captureHealth(),
    runtime.blobs.freeBytes(),
    runtime.access.isClaimed(),
  ]);
  return jsonResponse({
    ok: true,
    version: runtime.version,
    capture,
    storage: { kind: "fs", freeBytes },
    claimed,
  });
}
