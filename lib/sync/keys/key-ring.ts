/**
 * The keys of this device and of its library. Made once, when the library has something to keep, so that its sealed
 * mailbox works for one device too. What others sign about each other is taken from the replica with `take`; a new epoch
 * is learned from the envelope sealed for this device, and nothing else changes the epoch.
 */
import type { EnvelopeFact, MemberFact, RemovalFact, RosterFacts } from "../../ports/roster";
import type { EpochKeys, Identity, LibraryKeys } from "../types";
import type { Bytes } from "./bytes";
import { isSignedBy, newDeviceKeys, openEnvelope, sealFor, signWith } from "./device-keys";
import { deriveEpochKeys, epochId, newEpoch, SECRET_BYTES } from "./epoch-keys";
import type { EpochSecret } from "./epoch-keys";
import { parseKeyRecord } from "./key-record";
import type { KeyRecord } from "./key-record";
import {
  envelopeMessage,
  envelopesFor,
  isMember,
  memberMessage,
  noRoster,
  readRoster,
  removalMessage,
  signed,
} from "./roster";
import type { Roster } from "./roster";

export interface KeyRingParts {
  /** The stored record, whatever it is. */
  readonly load: () => Promise<unknown>;
  readonly save: (record: KeyRecord) => Promise<void>;
  readonly now: () => number;
}

/** What taking a device out writes. */
export interface Rotation {
  readonly removals: readonly RemovalFact[];
  readonly envelopes: readonly EnvelopeFact[];
}

/** A device that asks to be taken in. */
export interface Candidate {
  readonly device: string;
  readonly signKey: string;
  readonly agreeKey: string;
}

export class NoKeys extends Error {
  constructor() {
    super("this device has no keys of a library");
    this.name = "NoKeys";
  }
}

interface Known {
  readonly id: string;
  readonly keys: EpochKeys;
}

export class KeyRing implements LibraryKeys {
  #record: KeyRecord | null = null;
  #roster: Roster = noRoster;
  /** The current epoch first. */
  #epochs: readonly Known[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(private readonly parts: KeyRingParts) {}

  get record(): KeyRecord | null {
    return this.#record;
  }

  get roster(): Roster {
    return this.#roster;
  }

  get isRemoved(): boolean {
    return this.#record?.isRemoved === true;
  }

  get current(): EpochKeys | null {
    return this.isRemoved ? null : (this.#epochs[0]?.keys ?? null);
  }

  get older(): readonly EpochKeys[] {
    return this.#epochs.slice(1).map(({ keys }) => keys);
  }

  readonly identity: Identity = this.#identity();

  onChange(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  /** Reads what is stored; to be called again when another tab changed it. */
  async open(): Promise<void> {
    const record = parseKeyRecord(await this.parts.load());
    if (record) await this.#use(record);
  }

  /** Makes keys for a library that has none; the caller sees to it that no other tab does the same meanwhile. */
  async make(deviceId: string): Promise<void> {
    await this.open();
    if (this.#record) return;
    const keys = await newDeviceKeys();
    const root = { device: deviceId, signKey: keys.signKey };
    await this.adopt({ deviceId, keys, root, epochs: [newEpoch(1)], isRemoved: false });
  }

  /** Stores a record and goes by it from now on. */
  async adopt(record: KeyRecord): Promise<void> {
    await this.parts.save(record);
    await this.#use(record);
  }

  /** What the first device of a library says of itself; `null` for all others. */
  async ownMember(): Promise<MemberFact | null> {
    const record = this.#record;
    if (record?.root.device !== record?.deviceId || !record) return null;
    return this.#roster.members.get(record.deviceId) ?? this.admit(ownCandidate(record));
  }

  /** Signs that a device belongs to the library. Throws `NoKeys`. */
  async admit({ device, signKey, agreeKey }: Candidate): Promise<MemberFact> {
    const { root, keys, deviceId } = this.#own();
    const fact = { device, signKey, agreeKey, by: deviceId, at: this.parts.now() };
    return signed(fact, memberMessage(root, fact), keys.sign);
  }

  /** Takes over what the replica says: who belongs to the library, and which epoch it is. */
  async take(facts: RosterFacts): Promise<void> {
    const record = this.#record;
    if (!record) return;
    const { root, deviceId } = record;
    const roster = await readRoster(root, facts);
    const epochs = await this.#opened(
      record,
      await envelopesFor(deviceId, { root, roster }, facts.envelopes),
    );
    const isRemoved = record.isRemoved || roster.removed.has(deviceId);
    const isOther = print(roster) !== print(this.#roster);
    this.#roster = roster;
    if (epochs.length > record.epochs.length || isRemoved !== record.isRemoved)
      await this.adopt({ ...record, epochs, isRemoved });
    else if (isOther) this.#tell();
  }

  /** Takes a device out and begins a new epoch, sealed for everyone who stays. Throws `NoKeys`. */
  async remove(device: string): Promise<Rotation> {
    const { root, keys, deviceId, epochs } = this.#own();
    const epoch = Math.max(...epochs.map(({ number }) => number)) + 1;
    const fact = { device, by: deviceId, at: this.parts.now(), epoch };
    const removal = await signed(fact, removalMessage(root, fact), keys.sign);
    return { removals: [removal], envelopes: await this.#envelopes(newEpoch(epoch), device) };
  }

  /**
   * A new epoch where two removals crossed, so that the secret of each was sealed for the device the other took out;
   * `null` when all is well.
   */
  async mend({ envelopes }: RosterFacts): Promise<Rotation | null> {
    const [current, { removed }] = [this.#epochs[0], this.#roster];
    if (!current || this.isRemoved) return null;
    if (!envelopes.some(({ id, device }) => id === current.id && removed.has(device))) return null;
    return { removals: [], envelopes: await this.#envelopes(newEpoch(current.keys.epoch + 1)) };
  }

  async #envelopes(epoch: EpochSecret, without?: string): Promise<EnvelopeFact[]> {
    const { root, keys, deviceId } = this.#own();
    const id = await epochId(epoch);
    const all: EnvelopeFact[] = [];
    for (const { device, agreeKey } of this.#roster.members.values()) {
      if (device === without || !isMember(this.#roster, device)) continue;
      const envelope = await sealFor(agreeKey, epoch.secret, contextOf(device, epoch.number));
      if (!envelope) continue;
      const fact = { device, epoch: epoch.number, id, by: deviceId, ...envelope };
      all.push(await signed(fact, envelopeMessage(root, fact), keys.sign));
    }
    return all;
  }

  async #opened(record: KeyRecord, envelopes: readonly EnvelopeFact[]): Promise<readonly EpochSecret[]> {
    const known = new Set(this.#epochs.map(({ id }) => id));
    const found: EpochSecret[] = [];
    for (const { id, epoch, key, sealed, device } of envelopes) {
      if (known.has(id)) continue;
      const secret = await openEnvelope(record.keys, { key, sealed }, contextOf(device, epoch));
      if (secret?.length !== SECRET_BYTES) continue;
      if ((await epochId({ number: epoch, secret })) === id) found.push({ number: epoch, secret });
    }
    return [...record.epochs, ...found];
  }

  async #use(record: KeyRecord): Promise<void> {
    const epochs = await Promise.all(
      record.epochs.map(async (epoch) => ({ id: await epochId(epoch), keys: await deriveEpochKeys(epoch) })),
    );
    // Two devices may have begun one epoch apart: all go by the same of the two.
    this.#epochs = epochs.toSorted((a, b) => b.keys.epoch - a.keys.epoch || (a.id < b.id ? -1 : 1));
    this.#record = record;
    this.#tell();
  }

  #own(): KeyRecord {
    if (!this.#record || this.isRemoved) throw new NoKeys();
    return this.#record;
  }

  #tell(): void {
    for (const changed of this.#listeners) changed();
  }

  #identity(): Identity {
    const own = (): KeyRecord => this.#own();
    const ring = (): Roster => this.#roster;
    return {
      get deviceId() {
        return own().deviceId;
      },
      sign: (message: Bytes) => signWith(own().keys.sign, message),
      verify: async (device: string, message: Bytes, signature: Bytes) => {
        const member = ring().members.get(device);
        return !!member && isMember(ring(), device) && isSignedBy(member.signKey, message, signature);
      },
    };
  }
}

const ownCandidate = ({ deviceId, keys }: KeyRecord): Candidate => ({
  device: deviceId,
  signKey: keys.signKey,
  agreeKey: keys.agreeKey,
});

const contextOf = (device: string, epoch: number): string => `epoch ${epoch} for ${device}`;

const print = ({ members, removed }: Roster): string =>
  JSON.stringify([[...members.keys()].toSorted(), [...removed.keys()].toSorted()]);
