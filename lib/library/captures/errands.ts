/**
 * How a capture is asked for. The server is told by which prints the newest whole snapshot can be known again, so that a
 * page that has not changed costs no bytes; a page that the person brought is kept on this device until its snapshot is
 * here, so that neither a reload nor a server that is away loses it.
 */
import { allArtifactKinds } from "../../domain/artifact";
import type { BroughtType, CaptureBase, CaptureRequest } from "../../domain/capture";
import { MAX_BROUGHT } from "../../domain/capture";
import type { BlobHash, LinkId } from "../../domain/ids";
import { partsOf } from "../../domain/parts/parts";
import { fail, ok } from "../../domain/result";
import type { Result } from "../../domain/result";
import type { Snapshot } from "../../domain/snapshot";
import type { CachedBlob } from "../../ports/blob-cache";
import type { CaptureStream } from "../../ports/capture-server";
import type { BroughtPage, CaptureTask } from "../../ports/update-log";
import { isQuotaError } from "../../store/failure";
import { sha256Hex } from "./blob-keeper";
import type { BlobKeeper, BlobParts } from "./blob-keeper";
import { PageBases } from "./page-bases";

export interface ErrandParts extends BlobParts {
  readonly blobs: BlobKeeper;
  /** Newest first. */
  readonly snapshotsOf: (id: LinkId) => Promise<readonly Snapshot[]>;
  /** Whether a snapshot shows the page on a phone too. */
  readonly wantsPhone: () => boolean;
}

/** Bytes of earlier pages that go to the server with a capture. */
const MAX_LENT = 2 * 1024 * 1024;

/** Why a page that was brought is not taken. */
export type BringRefusal = "empty" | "too-large" | "quota";

/** Who a brought page is held for, until its snapshot is here. */
const holderOf = (id: LinkId): string => `brought:${id}`;

/** The archive's own headers: what a stranger's page may do when it is opened from this device. Nothing. */
const SEALED: readonly (readonly [string, string])[] = [
  ["content-type", "application/octet-stream"],
  ["content-security-policy", "sandbox; default-src 'none'"],
  ["x-content-type-options", "nosniff"],
];

export class Errands {
  readonly bases: PageBases;

  constructor(private readonly parts: ErrandParts) {
    this.bases = new PageBases(parts.device);
  }

  /** `null` when the page the person brought is not here any more. */
  async ask(token: string, task: CaptureTask): Promise<CaptureStream | null> {
    const { server, cache } = this.parts;
    const { url, linkId, brought, watch } = task;
    if (brought) {
      const bytes = await cache.bytes(brought.hash);
      return bytes ? server.bring(token, { url, linkId }, { type: brought.type, bytes }) : null;
    }
    const snapshots = await this.parts.snapshotsOf(linkId);
    const base = await this.#baseOf(snapshots);
    const bases = await this.#lend(token, await this.bases.of(url, snapshots));
    const request: CaptureRequest = {
      url,
      linkId,
      ...(base ? { base } : {}),
      ...(watch ? { watch } : {}),
      ...(this.parts.wantsPhone() ? { artifacts: allArtifactKinds } : {}),
      ...(bases.length > 0 ? { bases } : {}),
    };
    return server.start(token, request);
  }

  /**
   * The server keeps nothing of earlier captures, so the pages that this one may resemble go to it again, as far as they
   * are here and small together. It lets go of them with the capture.
   */
  async #lend(token: string, pages: readonly BlobHash[]): Promise<BlobHash[]> {
    const lent: BlobHash[] = [];
    let room = MAX_LENT;
    for (const page of pages) {
      const files = await this.#withParts(page);
      const bytes = files.reduce((sum, [, blob]) => sum + blob.bytes.length, 0);
      if (files.length === 0 || bytes > room) continue;
      room -= bytes;
      const taken = await Promise.all(files.map(([hash, blob]) => this.parts.server.lend(token, hash, blob)));
      if (!taken.includes(false)) lent.push(page);
    }
    return lent;
  }

  /** A page with the parts it is made of; nothing when one of them is not here. */
  async #withParts(page: BlobHash): Promise<(readonly [BlobHash, CachedBlob])[]> {
    const whole = await this.parts.cache.get(page);
    if (!whole) return [];
    const found: (readonly [BlobHash, CachedBlob])[] = [[page, whole]];
    for (const part of partsOf(new TextDecoder().decode(whole.bytes))) {
      const blob = await this.parts.cache.get(part);
      if (!blob) return [];
      found.push([part, blob]);
    }
    return found;
  }

  /** The newest whole snapshot whose files are here: only of one that can be read may be said that nothing is new. */
  async #baseOf(snapshots: readonly Snapshot[]): Promise<CaptureBase | null> {
    const known = snapshots.find(({ verdict, brought }) => verdict === "good" && !brought);
    if (!known?.prints?.page) return null;
    const held = await this.parts.blobs.held([known]);
    if (!known.artifacts.every(({ hash }) => held.has(hash))) return null;
    const { id, prints, artifacts } = known;
    return { id, prints, kinds: artifacts.map(({ kind }) => kind) };
  }

  /** Keeps a page that the person brought, for the link's next capture. */
  async keep(
    id: LinkId,
    page: { readonly type: BroughtType; readonly bytes: Uint8Array<ArrayBuffer> },
  ): Promise<Result<BroughtPage, BringRefusal>> {
    const { cache, device, exclusive, now } = this.parts;
    const { type, bytes } = page;
    if (bytes.length === 0) return fail("empty");
    if (bytes.length > MAX_BROUGHT) return fail("too-large");
    const hash = await sha256Hex(bytes);
    try {
      await exclusive(async () => {
        await cache.put(hash, { bytes, mediaType: type, headers: SEALED });
        await device.hold({ hash, bytes: bytes.length, mediaType: type, verifiedAt: now() }, holderOf(id));
      });
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      return fail("quota");
    }
    return ok({ hash, type });
  }

  /** The page has become a snapshot, or its capture was taken away. */
  release(id: LinkId): Promise<void> {
    return this.parts.blobs.release([holderOf(id)]);
  }
}
