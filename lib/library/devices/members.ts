/**
 * Who belongs to the library, as the engine changes it: pairing, removal, names. What the server has to do with it (the
 * tokens) is made up for whenever it can be reached.
 */
import type { DeviceStore } from "../../ports/device-store";
import type { DeviceFact } from "../../replica/facts";
import { putDevice } from "../../replica/facts";
import { putToken } from "../../replica/roster";
import { isMember } from "../../sync/keys/roster";
import type { LibraryParcel } from "../../sync/pairing/parcel";
import type { Candidate } from "../../sync/keys/key-ring";
import { NoKeys } from "../../sync/keys/key-ring";
import { PairingFailed } from "../../sync/pairing/talk";
import type { Editor } from "../editing/editor";
import type { Batch, DeviceSettings } from "../library";
import type { SyncStatus } from "./door";
import type { KeptKeys } from "./library-keys";
import { PairingDesk } from "./pairing/desk";
import { endToken, httpRelay, nameOfToken, wasTakenOut } from "./pairing/http-relay";
import { newMember } from "./pairing/new-member";

/** What an engine gives its members beside the keys. */
export interface MembersGround {
  readonly device: DeviceStore;
  readonly editor: Editor;
  readonly facts: () => ReadonlyMap<string, DeviceFact>;
  readonly links: () => number;
  readonly newId: () => string;
  readonly now: () => number;
  readonly background: (work: Promise<unknown>) => void;
  readonly settings: () => DeviceSettings;
  readonly setName: (deviceName: string) => Promise<void>;
  /** System and browser of this device. */
  readonly defaultDeviceName: string;
  readonly token: () => string;
  /** Takes the token that was stored. */
  readonly reloadToken: () => Promise<void>;
  /** When a backup was saved last, ms since 1970; 0 = not since the start. */
  readonly backedUpAt: () => number;
  /** Takes all links away and stores these settings, in one commit. */
  readonly replaceLibrary: (settings: Readonly<Record<string, unknown>>) => Promise<void>;
}

export interface MembersParts extends MembersGround {
  readonly keys: KeptKeys;
  /** The device's id is another now. */
  readonly renamedId: (id: string) => void;
  readonly sync: () => SyncStatus;
  /** A device that is connected holds the same library. */
  readonly isEqual: () => boolean;
  readonly changed: () => void;
}

const DEVICE_ID = "deviceId";
/** Setting: the name of this device as the others were told it last. */
const TOLD_NAME = "toldName";
/** Setting: names of tokens that are known to be over. */
const ENDED = "endedTokens";

export class Members {
  readonly desk: PairingDesk;
  #knownToken = "";
  #connected = 0;

  constructor(private readonly parts: MembersParts) {
    const { keys, links, now, changed, backedUpAt, sync, isEqual } = parts;
    this.desk = new PairingDesk({
      relay: httpRelay(parts.token),
      own: () => ({ name: parts.settings().deviceName, system: parts.defaultDeviceName }),
      origin: () => globalThis.location?.origin ?? "",
      links,
      now,
      changed,
      backedUpAt,
      sync,
      isEqual,
      prepare: () => keys.ensure(),
      admit: (candidate) => this.#admit(candidate),
      admitted: (facts) => keys.write(facts),
      newMember: () =>
        newMember({
          ...parts,
          ring: keys.ring,
          ownId: () => this.#ownId(),
          replace: parts.replaceLibrary,
          taken: (before) => this.#taken(before),
        }),
    });
  }

  close(): void {
    this.desk.close();
  }

  /** Takes a device out: nothing that is written from now on reaches it. */
  async remove(id: string): Promise<void> {
    const { keys } = this.parts;
    if (!isMember(keys.ring.roster, id) || id === keys.ring.record?.deviceId)
      throw new Error("This device cannot be taken out here.");
    await keys.write(await keys.ring.remove(id));
    this.parts.background(this.#endTokens());
  }

  rename(id: string, name: string): Promise<Batch> {
    const wanted = name.trim();
    const known = this.parts.facts().get(id);
    if (!known || wanted === "") throw new Error("There is no such device, or no name for it.");
    return this.parts.editor.perform({
      label: "edit",
      subject: wanted,
      ids: [],
      edit: () => undefined,
      facts: (cells) => putDevice(cells, { ...known, name: wanted }),
    });
  }

  /**
   * Keeps the name in this device's settings and the one the others see the same, whoever changed it. What was told is
   * noted once both are the same, which takes a further step: of two at once, one would take a name that is being told
   * for an old one.
   */
  async stepName(): Promise<void> {
    const { device, facts, settings, setName } = this.parts;
    const id = await this.#ownId();
    const told = await device.setting(TOLD_NAME);
    const known = facts().get(id);
    if (!known) return;
    const { deviceName } = settings();
    if (deviceName === known.name) {
      if (told !== deviceName) await device.setSetting(TOLD_NAME, deviceName);
    } else if (told === deviceName) await setName(known.name);
    else await this.#writeName({ ...known, name: deviceName });
  }

  /** So many devices are connected now: when one hung up, it may be that this one was taken out. */
  connected(count: number): void {
    if (count < this.#connected) this.parts.background(this.tokenRefused(this.parts.token()));
    this.#connected = count;
  }

  /** The server can be reached, perhaps with another token. */
  serverChanged(): void {
    this.parts.background(this.#stepTokens());
  }

  /** The server does not know this token any more: was this device taken out? */
  async tokenRefused(token: string): Promise<void> {
    const { ring } = this.parts.keys;
    if (!ring.record || ring.isRemoved || !(await wasTakenOut(token))) return;
    await ring.adopt({ ...ring.record, isRemoved: true });
    this.parts.changed();
  }

  async #stepTokens(): Promise<void> {
    const { keys, token } = this.parts;
    const bearer = token();
    if (bearer === "" || bearer === this.#knownToken || !keys.ring.current) return;
    const name = await nameOfToken(bearer);
    if (name === null) return this.tokenRefused(bearer);
    this.#knownToken = bearer;
    const { deviceId } = keys.ring.identity;
    if (keys.cells.tokens.get(deviceId) !== name) await keys.edit((cells) => putToken(cells, deviceId, name));
    await this.#endTokens();
  }

  /** Tells the server whose tokens are over, until it knows. */
  async #endTokens(): Promise<void> {
    const { keys, device, token } = this.parts;
    const stored = await device.setting(ENDED);
    const ended = new Set<unknown>(Array.isArray(stored) ? stored : []);
    for (const id of keys.ring.roster.removed.keys()) {
      const name = keys.cells.tokens.get(id);
      if (name === undefined || ended.has(name)) continue;
      if (await endToken(token(), name)) ended.add(name);
    }
    await device.setSetting(ENDED, [...ended]);
  }

  async #admit(candidate: Candidate): Promise<LibraryParcel> {
    const { ring } = this.parts.keys;
    const { record, roster } = ring;
    if (!record) throw new NoKeys();
    // Who was taken out once comes back under another id, or not at all.
    if (roster.removed.has(candidate.device)) throw new PairingFailed("refused");
    const member = await ring.admit(candidate);
    const others = [...roster.members.values()].filter(({ device }) => device !== candidate.device);
    const facts = { members: [...others, member], removals: [...roster.removed.values()], envelopes: [] };
    return { root: record.root, epochs: record.epochs, facts };
  }

  /** Everything of another library is stored: goes by it, and lets go of the place this device had at the server. */
  async #taken(before: string): Promise<void> {
    const { parts } = this;
    const id = await this.#ownId();
    parts.renamedId(id);
    await parts.keys.paired(id);
    await parts.reloadToken();
    if (!parts.facts().has(id))
      await this.#writeName({
        id,
        name: parts.settings().deviceName,
        system: parts.defaultDeviceName,
        since: parts.now(),
      });
    this.#knownToken = "";
    this.serverChanged();
    if (before !== "") parts.background(this.#leave(before));
  }

  async #leave(bearer: string): Promise<void> {
    const name = await nameOfToken(bearer);
    if (name !== null) await endToken(bearer, name);
  }

  async #writeName(fact: DeviceFact): Promise<void> {
    await this.parts.keys.edit((cells) => putDevice(cells, fact));
  }

  async #ownId(): Promise<string> {
    const id = await this.parts.device.setting(DEVICE_ID);
    return typeof id === "string" ? id : "";
  }
}
