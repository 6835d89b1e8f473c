/**
 * Where a file of a snapshot is to be had: from a device that is connected, else sealed on the server. Whatever comes is
 * taken only when it has the hash it was asked for by, and kept with the headers of this app, never with the sender's.
 */
import { ARCHIVED_PAGE_CSP, servedType } from "../../../domain/archived-page";
import type { CachedBlob } from "../../../ports/blob-cache";
import { BlobLine } from "../../../sync/blobs/blob-line";
import type { BlobShelf, ServedBlob } from "../../../sync/blobs/blob-line";
import { Partials } from "../../../sync/blobs/partials";
import type { Peer, Peers } from "../../../sync/types";
import { sha256Hex } from "../../captures/blob-keeper";

export interface SourcesParts {
  readonly shelf: BlobShelf;
  /** The sealed copy on the server. */
  readonly findSealed: (hash: string) => Promise<ServedBlob | null>;
  /** Another device says what it holds. */
  readonly told: (deviceId: string, holds: unknown) => void;
  /** There is somebody more to ask. */
  readonly joined: () => void;
}

const MEDIA_TYPE = /^[\w.+-]{1,60}\/[\w.+*-]{1,60}(; ?[\w-]{1,20}="?[\w.-]{1,60}"?){0,3}$/;

/** A file as the service worker answers with it: shown in a sandbox, believed by its type, for this origin alone. */
export function cachedBlob(hash: string, { bytes, mediaType }: ServedBlob): CachedBlob {
  const type = servedType(MEDIA_TYPE.test(mediaType) ? mediaType : "application/octet-stream");
  return {
    bytes,
    mediaType: type,
    headers: [
      ["content-type", type],
      ["content-security-policy", ARCHIVED_PAGE_CSP],
      ["x-content-type-options", "nosniff"],
      ["cross-origin-resource-policy", "same-origin"],
      ["referrer-policy", "no-referrer"],
      ["etag", `"${hash}"`],
    ],
  };
}

export class Sources {
  readonly #lines = new Map<string, BlobLine>();
  readonly #partials = new Partials();
  #holds: unknown = null;

  constructor(private readonly parts: SourcesParts) {}

  /** Serves the devices that are connected, and asks them. Returns how to stop. */
  use(peers: Peers): () => void {
    const stops = [peers.onJoin((peer) => this.#join(peer)), peers.onLeave((peer) => this.#leave(peer))];
    return () => {
      for (const stop of stops) stop();
      for (const line of this.#lines.values()) line.close();
    };
  }

  #join({ deviceId, blobs: lane }: Peer): void {
    const { shelf, told, joined } = this.parts;
    this.#lines.get(deviceId)?.close();
    const line = new BlobLine({
      lane,
      shelf,
      partials: this.#partials,
      told: (holds) => told(deviceId, holds),
    });
    this.#lines.set(deviceId, line);
    if (this.#holds !== null) line.tell(this.#holds);
    joined();
  }

  #leave({ deviceId }: Peer): void {
    this.#lines.get(deviceId)?.close();
    this.#lines.delete(deviceId);
  }

  /** Tells the connected devices what this one holds. */
  tell(holds: unknown): void {
    if (JSON.stringify(holds) === JSON.stringify(this.#holds)) return;
    this.#holds = holds;
    for (const line of this.#lines.values()) line.tell(holds);
  }

  /** `null`: nobody who can be asked has it. */
  async find(hash: string): Promise<CachedBlob | null> {
    for (const line of this.#lines.values()) {
      const found = await line.fetch(hash);
      if (found && (await sha256Hex(found.bytes)) === hash) return cachedBlob(hash, found);
    }
    const found = await this.parts.findSealed(hash);
    return found && (await sha256Hex(found.bytes)) === hash ? cachedBlob(hash, found) : null;
  }

  /** Connected devices that have all of these. */
  async holders(hashes: readonly string[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const [deviceId, line] of this.#lines)
      if ((await line.has(hashes)).size === new Set(hashes).size) found.push(deviceId);
    return found;
  }

  /** The devices that are connected, and how to ask each. */
  get lines(): ReadonlyMap<string, Pick<BlobLine, "has">> {
    return this.#lines;
  }
}
