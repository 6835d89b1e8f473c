/** Fetches the files of a snapshot that a person wants to see: from another device or a sealed copy, else from the server. */
import type { Snapshot } from "../../../domain/snapshot";
import type { BlobKeeper, FetchOptions } from "../../captures/blob-keeper";
import type { CapturesParts } from "../../captures/captures-parts";
import type { Connection } from "../../captures/connection";

export interface FetchFromParts extends Pick<CapturesParts, "otherSources"> {
  readonly blobs: BlobKeeper;
  readonly connection: Connection;
}

/** Resolves to whether all of them are here now. */
export async function fetchFrom(snapshot: Snapshot, parts: FetchFromParts): Promise<boolean> {
  const { blobs, connection, otherSources: others } = parts;
  if (await blobs.isWhole(snapshot)) return true;
  const options: Omit<FetchOptions, "token"> = {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...(others ? { others } : {}),
  };
  if (others && (await blobs.fetch(snapshot, { ...options, token: connection.token })).ok) return true;
  return fetchFromServer(snapshot, parts, options);
}

async function fetchFromServer(
  snapshot: Snapshot,
  { blobs, connection }: FetchFromParts,
  options: Omit<FetchOptions, "token">,
): Promise<boolean> {
  if (!connection.isReachable) await connection.check(); // a person asks: no reason to wait for the next look
  for (let claimed = false; connection.isReachable; claimed = true) {
    const { token } = connection;
    const done = await blobs.fetch(snapshot, { ...options, token });
    if (done.ok) return true;
    if (done.error.kind === "offline") connection.lost();
    if (done.error.kind !== "unauthorised" || claimed) return false;
    await connection.refused(token);
  }
  return false;
}
