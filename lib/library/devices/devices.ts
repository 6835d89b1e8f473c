/**
 * The devices of the library as the engine holds them: who they are, how this one stands with them, how one is added or
 * taken out, and what this one keeps offline. Each part lies in a file of its own beside this one.
 */
import type { LinkId } from "../../domain/ids";
import type { DeviceStore } from "../../ports/device-store";
import type { DeviceFact } from "../../replica/facts";
import type { LibraryKeys } from "../../sync/types";
import type { Batch, Copies, DeviceView, KeepPolicy, PairingState, SyncStatus } from "../library";
import { KeptKeys } from "./library-keys";
import type { LibraryKeysParts } from "./library-keys";

/** Values of the devices that screens can watch. */
export const deviceTopics = ["sync", "devices", "pairing", "keep"] as const;
export type DeviceTopic = (typeof deviceTopics)[number];

export interface DevicesParts extends LibraryKeysParts {
  readonly device: DeviceStore;
  /** The devices the replica knows. */
  readonly facts: () => ReadonlyMap<string, DeviceFact>;
  readonly now: () => number;
  readonly changed: (topic: DeviceTopic) => void;
  /** Sees to it that what nobody waits for does not fail unseen. */
  readonly background: (work: Promise<unknown>) => void;
}

const DEVICE_ID = "deviceId";

export class Devices {
  #ownId = "";
  readonly #keys: KeptKeys;

  constructor(private readonly parts: DevicesParts) {
    this.#keys = new KeptKeys(parts);
    this.#keys.ring.onChange(() => parts.changed("devices"));
  }

  /** The keys of the library, as all parts of sync use them. */
  get keys(): LibraryKeys {
    return this.#keys.ring;
  }

  /** Reads what is kept of this device. Called when the library is open. */
  async open(): Promise<void> {
    const id = await this.parts.device.setting(DEVICE_ID);
    this.#ownId = typeof id === "string" ? id : "";
    await this.#keys.open(this.#ownId);
    this.parts.changed("devices");
  }

  /** Links were written. */
  touched(): void {
    this.parts.background(this.#keys.touched());
  }

  /** What the devices say of each other was written. */
  async factsChanged(): Promise<void> {
    await this.#keys.factsChanged();
  }

  /** Another tab changed the keys. */
  async keysChanged(): Promise<void> {
    await this.#keys.reload();
  }

  close(): void {
    this.#ownId = "";
  }

  get sync(): SyncStatus {
    return {
      kind: "alone",
      connected: 0,
      progress: null,
      blobs: { waiting: 0, bytes: 0 },
      mailbox: { kind: "unknown", sealedAt: 0, bytes: 0 },
      refused: new Map(),
    };
  }

  get list(): readonly DeviceView[] {
    const own = this.parts.facts().get(this.#ownId);
    if (!own) return [];
    return [{ ...own, seenAt: this.parts.now(), state: { kind: "here" }, holds: null }];
  }

  get pairing(): PairingState | null {
    return null;
  }

  get keep(): KeepPolicy {
    return { rule: { kind: "everything" }, budget: 0 };
  }

  offerPairing(): Promise<void> {
    return notHere();
  }

  joinPairing(_code: string): Promise<void> {
    return notHere();
  }

  confirmPairing(_isSame: boolean): Promise<void> {
    return notHere();
  }

  chooseJoin(_choice: "merge" | "replace"): Promise<void> {
    return notHere();
  }

  cancelPairing(): Promise<void> {
    return notHere();
  }

  renameDevice(_id: string, _name: string): Promise<Batch> {
    return notHere();
  }

  removeDevice(_id: string): Promise<void> {
    return notHere();
  }

  revertDevice(_id: string, _since: number): Promise<Batch | null> {
    return notHere();
  }

  async syncNow(): Promise<void> {
    this.parts.changed("sync");
  }

  setKeep(_policy: KeepPolicy): Promise<void> {
    return notHere();
  }

  copies(_id: LinkId): Promise<Copies> {
    return notHere();
  }
}

const notHere = (): Promise<never> => Promise.reject(new Error("This part of the library is not there."));
