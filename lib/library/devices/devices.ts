/**
 * The devices of the library as the engine holds them: who they are, how this one stands with them, how one is added or
 * taken out, and what this one keeps offline. Each part lies in a file of its own beside this one.
 */
import type { LinkId } from "../../domain/ids";
import type { DeviceStore } from "../../ports/device-store";
import type { MailboxServer } from "../../ports/mailbox-server";
import type { DeviceFact } from "../../replica/facts";
import { Mailbox } from "../../sync/mailbox/mailbox";
import type { LibraryKeys } from "../../sync/types";
import type { Batch, Copies, DeviceView, KeepPolicy, PairingState, SyncStatus } from "../library";
import type { Written } from "../editing/replica-store";
import type { Revert } from "../editing/undo";
import { Direct } from "./direct/direct";
import type { DirectParts } from "./direct/direct";
import { KeptKeys } from "./library-keys";
import type { LibraryKeysParts } from "./library-keys";
import { Members } from "./members";
import type { MembersGround } from "./members";
import { LibraryOfMailbox } from "./sealed/mailbox-library";

/** Values of the devices that screens can watch. */
export const deviceTopics = ["sync", "devices", "pairing", "keep"] as const;
export type DeviceTopic = (typeof deviceTopics)[number];

type OfDirect = "log" | "incoming" | "newId" | "whenOnAir" | "ticket";

export interface DevicesParts extends LibraryKeysParts, MembersGround, Pick<DirectParts, OfDirect> {
  readonly device: DeviceStore;
  /** What the server keeps sealed; absent where there is no server to keep it. */
  readonly mailbox?: MailboxServer;
  /** The devices the replica knows. */
  readonly facts: () => ReadonlyMap<string, DeviceFact>;
  readonly now: () => number;
  readonly changed: (topic: DeviceTopic) => void;
  readonly revert: (revert: Revert) => Promise<Batch | null>;
  /** Sees to it that what nobody waits for does not fail unseen. */
  readonly background: (work: Promise<unknown>) => void;
}

const DEVICE_ID = "deviceId";
/** Setting under which lies what is known to be in the mailbox. */
const MAILBOX = "mailbox";

export class Devices {
  #ownId = "";
  readonly #keys: KeptKeys;
  /** The devices that can be reached directly. */
  readonly direct: Direct;
  /** The sealed mailbox on the server; `null` where there is no server to have one. */
  readonly mailbox: Mailbox | null;
  readonly #refused = new Map<string, number>();

  readonly #members: Members;

  constructor(private readonly parts: DevicesParts) {
    this.#keys = new KeptKeys(parts);
    this.#keys.ring.onChange(() => {
      parts.changed("devices");
      this.#syncChanged();
    });
    this.#members = new Members({
      ...parts,
      keys: this.#keys,
      sync: () => this.sync,
      isEqual: () => this.direct.standings.some(({ isEqual }) => isEqual),
      changed: () => parts.changed("pairing"),
      renamedId: (id) => {
        this.#ownId = id;
      },
    });
    this.direct = this.#openDirect();
    this.mailbox = this.#openMailbox();
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
    await this.#members.stepName();
    await this.direct.open();
    this.parts.changed("devices");
    this.#members.serverChanged();
  }

  /** The server can be reached, perhaps with another token; or the settings of this device are others. */
  groundChanged(): void {
    if (this.#ownId === "") return;
    this.direct.look();
    this.#members.serverChanged();
    this.parts.background(this.#members.stepName());
  }

  /** The server does not know this token any more. */
  tokenRefused(token: string): Promise<void> {
    return this.#members.tokenRefused(token);
  }

  #syncChanged(): void {
    this.parts.changed("sync");
    this.#members.desk.look();
    this.#members.connected(this.direct.standings.length);
  }

  /** Links were written. */
  touched(): void {
    this.parts.background(this.#keys.touched());
  }

  /** What the devices say of each other was written. */
  async factsChanged(): Promise<void> {
    await this.#keys.factsChanged();
    if (this.#ownId !== "") await this.#members.stepName();
  }

  /** Another tab changed the keys. */
  async keysChanged(): Promise<void> {
    await this.#keys.reload();
  }

  /** Something is durable here that others may not have. */
  wrote(written: Pick<Written, "updates" | "origin">): void {
    this.direct.wrote(written);
    this.mailbox?.wrote(written.origin === undefined);
  }

  /** Another tab wrote. */
  wroteInTab(updates: Parameters<Direct["wroteInTab"]>[0]): void {
    this.direct.wroteInTab(updates);
    this.mailbox?.wrote(true);
  }

  /** The tab is looked at again, or the network is back. */
  async wake(): Promise<void> {
    const visit = this.mailbox?.isOn === true ? this.mailbox.visit() : Promise.resolve();
    await Promise.all([this.direct.wake(), visit]);
  }

  #openDirect(): Direct {
    const { parts } = this;
    const { ring } = this.#keys;
    return new Direct({
      ...parts,
      ...this.#names(),
      keys: ring,
      whenOnAir: (work) =>
        parts.whenOnAir(() => {
          work();
          this.mailbox?.start();
        }),
      iceServers: () => parts.settings().iceServers,
      hasOthers: () => this.#others().length > 0,
      isMember: (id) => this.#others().includes(id),
      changed: () => {
        this.#syncChanged();
        parts.changed("devices");
      },
    });
  }

  #names() {
    const nameOf = (id: string): string => this.parts.facts().get(id)?.name ?? "";
    return { nameOf, ownName: () => nameOf(this.#ownId) };
  }

  #openMailbox(): Mailbox | null {
    const { parts } = this;
    const { device, mailbox: server } = parts;
    if (!server) return null;
    return new Mailbox({
      ...parts,
      server,
      library: new LibraryOfMailbox({ ...parts, ...this.#names() }),
      keys: this.#keys.ring,
      load: () => device.setting(MAILBOX),
      save: (stored) => device.setSetting(MAILBOX, stored),
      hasOthers: () => this.#others().length > 0,
      heard: (id, at) => this.direct.heard(id, at),
      refused: (id) => this.#refused.set(id, (this.#refused.get(id) ?? 0) + 1),
      changed: () => this.#syncChanged(),
    });
  }

  /** Ids of the other devices that belong to the library. */
  #others(): readonly string[] {
    const { members, removed } = this.#keys.ring.roster;
    return [...members.keys()].filter((id) => id !== this.#ownId && !removed.has(id));
  }

  close(): void {
    this.#members.close();
    this.direct.close();
    this.mailbox?.close();
    this.#ownId = "";
  }

  get sync(): SyncStatus {
    const { standings, progress } = this.direct;
    return {
      kind: this.#kind(),
      connected: standings.length,
      progress,
      blobs: { waiting: 0, bytes: 0 },
      mailbox: this.mailbox?.status ?? { kind: "unknown", sealedAt: 0, bytes: 0 },
      refused: this.#allRefused(),
    };
  }

  #allRefused(): ReadonlyMap<string, number> {
    const all = new Map(this.#refused);
    for (const { deviceId, refused } of this.direct.standings)
      if (refused > 0) all.set(deviceId, (all.get(deviceId) ?? 0) + refused);
    return all;
  }

  #kind(): SyncStatus["kind"] {
    if (this.#keys.ring.isRemoved) return "off";
    if (this.#others().length === 0) return "alone";
    if (this.direct.standings.length > 0) return "together";
    return this.direct.isSearching ? "connecting" : "apart";
  }

  get list(): readonly DeviceView[] {
    const facts = this.parts.facts();
    const own = facts.get(this.#ownId);
    const here: DeviceView[] = own
      ? [{ ...own, seenAt: this.parts.now(), state: { kind: "here" }, holds: null }]
      : [];
    const others = this.#others().flatMap((id): DeviceView[] => {
      const fact = facts.get(id) ?? { id, name: "", system: "", since: 0 };
      return [{ ...fact, seenAt: this.direct.seenAt(id), state: this.direct.stateOf(id), holds: null }];
    });
    return [...here, ...others.toSorted((a, b) => b.seenAt - a.seenAt)];
  }

  get pairing(): PairingState | null {
    return this.#members.desk.state;
  }

  get keep(): KeepPolicy {
    return { rule: { kind: "everything" }, budget: 0 };
  }

  offerPairing(): Promise<void> {
    return this.#members.desk.offer();
  }

  joinPairing(code: string): Promise<void> {
    return this.#members.desk.join(code);
  }

  async confirmPairing(isSame: boolean): Promise<void> {
    this.#members.desk.confirm(isSame);
  }

  async chooseJoin(choice: "merge" | "replace"): Promise<void> {
    this.#members.desk.choose(choice);
  }

  async cancelPairing(): Promise<void> {
    this.#members.desk.cancel();
  }

  async renameDevice(id: string, name: string): Promise<Batch> {
    return this.#members.rename(id, name);
  }

  removeDevice(id: string): Promise<void> {
    return this.#members.remove(id);
  }

  /** Takes back what a device did since a time (ms since 1970), as one batch; `null` when there is nothing. */
  revertDevice(id: string, since: number): Promise<Batch | null> {
    const { revert, facts, newId } = this.parts;
    return revert({ deviceId: id, device: facts().get(id)?.name ?? "", since, newId });
  }

  async syncNow(): Promise<void> {
    await Promise.all([this.direct.syncNow(), this.mailbox?.visit()]);
  }

  setKeep(_policy: KeepPolicy): Promise<void> {
    return notHere();
  }

  copies(_id: LinkId): Promise<Copies> {
    return notHere();
  }
}

const notHere = (): Promise<never> => Promise.reject(new Error("This part of the library is not there."));
