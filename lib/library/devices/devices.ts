/**
 * The devices of the library as the engine holds them: who they are, how this one stands with them, how one is added or
 * taken out, and what this one keeps offline. Each part lies in a file of its own beside this one.
 */
import type { LinkId } from "../../domain/ids";
import { Mailbox } from "../../sync/mailbox/mailbox";
import type { LibraryKeys } from "../../sync/types";
import type { Batch, Copies, DeviceView, KeepPolicy, PairingState, SyncStatus } from "../library";
import type { DevicesParts } from "./devices-parts";
import { Direct } from "./direct/direct";
import { Files } from "./files/files";
import { KeptKeys } from "./library-keys";
import { Members } from "./members";
import { LibraryOfMailbox } from "./sealed/mailbox-library";

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
  /** The files of snapshots, here and elsewhere. */
  readonly files: Files;
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
    this.files = this.#openFiles();
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
    await this.files.open();
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
  wrote(written: Parameters<Direct["wrote"]>[0]): void {
    this.direct.wrote(written);
    this.mailbox?.wrote(written.origin === undefined);
    this.files.wrote();
  }

  /** Another tab wrote. */
  wroteInTab(updates: Parameters<Direct["wroteInTab"]>[0]): void {
    this.direct.wroteInTab(updates);
    this.mailbox?.wrote(true);
    this.files.wrote();
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
          this.files.start(this.direct.peers);
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
      isBusy: () => this.direct.isMeeting,
      heard: (id, at) => this.direct.heard(id, at),
      refused: (id) => this.#refused.set(id, (this.#refused.get(id) ?? 0) + 1),
      changed: () => this.#syncChanged(),
    });
  }

  #openFiles(): Files {
    const { parts } = this;
    return new Files({
      ...parts,
      keys: this.#keys.ring,
      isBusy: () => this.direct.isMeeting || parts.isOpening(),
      mailbox: parts.mailbox ?? null,
      sealedCopies: () => parts.settings().sealedCopies,
      changed: (ids) => {
        parts.filesChanged(ids);
        parts.changed("sync");
      },
      toldHolds: () => {
        parts.changed("devices");
        parts.changed("sync");
      },
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
    this.files.close();
    this.#ownId = "";
  }

  get sync(): SyncStatus {
    const { standings, progress } = this.direct;
    return {
      kind: this.#kind(),
      connected: standings.length,
      progress,
      blobs: this.files.waiting,
      mailbox: this.mailbox?.status ?? { kind: "unknown", sealedAt: 0, bytes: 0 },
      refused: sumOf(this.#refused, standings),
    };
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
      ? [{ ...own, seenAt: this.parts.now(), state: { kind: "here" }, holds: this.files.known }]
      : [];
    const others = this.#others().flatMap((id): DeviceView[] => {
      const fact = facts.get(id) ?? { id, name: "", system: "", since: 0 };
      const state = this.direct.stateOf(id);
      return [{ ...fact, seenAt: this.direct.seenAt(id), state, holds: this.files.holdsOf(id) }];
    });
    return [...here, ...others.toSorted((a, b) => b.seenAt - a.seenAt)];
  }

  get pairing(): PairingState | null {
    return this.#members.desk.state;
  }

  get keep(): KeepPolicy {
    return this.files.policy;
  }

  offerPairing(): Promise<void> {
    this.parts.background(this.direct.prepare());
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
    this.files.wrote();
  }

  async setKeep(policy: KeepPolicy): Promise<void> {
    await this.files.setPolicy(policy);
    this.parts.changed("keep");
  }

  async copies(id: LinkId): Promise<Copies> {
    const { nameOf, ownName } = this.#names();
    const others = { nameOf, isMember: (other: string) => this.#others().includes(other) };
    const record = (await this.parts.replica.records([id])).get(id);
    return this.files.copies(record, { id: this.#ownId, name: ownName() }, others);
  }
}

/** Updates that were refused, by device: those of parcels, and those that came directly. */
function sumOf(
  parcels: ReadonlyMap<string, number>,
  standings: Direct["standings"],
): ReadonlyMap<string, number> {
  const all = new Map(parcels);
  for (const { deviceId, refused } of standings)
    if (refused > 0) all.set(deviceId, (all.get(deviceId) ?? 0) + refused);
  return all;
}
