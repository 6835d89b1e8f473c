/**
 * Where a file of a snapshot is to be had: from a device that is connected, else sealed on the server. Whatever comes is
 * taken only when it has the hash it was asked for by, and kept with the headers of this app, never with the sender's.
 */
import { ARCHIVED_PAGE_CSP, servedType } from "../../../domain/archived-page";
import type { CachedBlob } from "../../../ports/blob-cache";
import type { MailboxServer } from "../../../ports/mailbox-server";
import { BlobLine } from "../../../sync/blobs/blob-line";
import type { BlobShelf, ServedBlob } from "../../../sync/blobs/blob-line";
import { Partials } from "../../../sync/blobs/partials";
import { openBlob, sealBlob } from "../../../sync/blobs/sealed-blob";
import type { LibraryKeys, Peer, Peers } from "../../../sync/types";
import { sha256Hex } from "../../captures/blob-keeper";

export interface SourcesParts {
  readonly keys: LibraryKeys;
  readonly shelf: BlobShelf;
  readonly server: MailboxServer | null;
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
  /** Names that are known to lie sealed on the server. */
  readonly #sealed = new Set<string>();
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
    return this.#findSealed(hash);
  }

  async #findSealed(hash: string): Promise<CachedBlob | null> {
    const { keys, server } = this.parts;
    if (!server) return null;
    for (const epoch of [...(keys.current ? [keys.current] : []), ...keys.older]) {
      const answer = await server.sealed(await epoch.blobName(hash), 0);
      const found = answer.ok ? await openBlob(epoch, hash, answer.value) : null;
      if (found && (await sha256Hex(found.bytes)) === hash) return cachedBlob(hash, found);
      if (!answer.ok && answer.error.kind !== "unknown") return null;
    }
    return null;
  }

  /** Connected devices that have all of these. */
  async holders(hashes: readonly string[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const [deviceId, line] of this.#lines)
      if ((await line.has(hashes)).size === new Set(hashes).size) found.push(deviceId);
    return found;
  }

  /** Learns what lies sealed on the server. Answers whether copies are taken there. */
  async readSealed(): Promise<boolean> {
    const { server, keys } = this.parts;
    if (!server || !keys.current) return false;
    this.#sealed.clear();
    for (let after = "", isMore = true; isMore; ) {
      const list = await server.sealedNames(after);
      if (!list.ok) return false;
      for (const name of list.value.names) this.#sealed.add(name);
      isMore = list.value.isMore;
      after = list.value.names.at(-1) ?? "";
      if (!isMore) return list.value.budget > 0;
    }
    return false;
  }

  async isSealed(hash: string): Promise<boolean> {
    const { keys } = this.parts;
    for (const epoch of [...(keys.current ? [keys.current] : []), ...keys.older])
      if (this.#sealed.has(await epoch.blobName(hash))) return true;
    return false;
  }

  /** Lays a sealed copy on the server, unless one is there. "later": the server cannot be asked or has no room. */
  async seal(hash: string): Promise<"there" | "later"> {
    const { server, keys, shelf } = this.parts;
    const { current } = keys;
    if (!server || !current) return "later";
    if (await this.isSealed(hash)) return "there";
    const blob = await shelf.get(hash);
    if (!blob) return "there"; // it is not here any more: whoever has it lays it there
    const name = await current.blobName(hash);
    const done = await server.putSealed(current.mailbox, name, await sealBlob(current, hash, blob));
    if (!done.ok) return "later";
    this.#sealed.add(name);
    return "there";
  }
}
