/**
 * This device as it joins a library: with keys of its own, and taking over token, secrets and roster in one commit.
 * What has to lie in the replica comes after it and is made up for at the next start when it was cut off.
 */
import type { DeviceStore } from "../../../ports/device-store";
import { newDeviceKeys } from "../../../sync/keys/device-keys";
import type { KeyRecord } from "../../../sync/keys/key-record";
import type { Candidate, KeyRing } from "../../../sync/keys/key-ring";
import { isMember, readRoster } from "../../../sync/keys/roster";
import type { LibraryParcel } from "../../../sync/pairing/parcel";
import { PairingFailed } from "../../../sync/pairing/talk";
import { KEYS, PAIRED_FACTS } from "../library-keys";

export interface NewMember {
  readonly candidate: Candidate;
  /** All of it or nothing. */
  readonly take: (token: string, parcel: LibraryParcel, choice: "merge" | "replace") => Promise<void>;
}

export interface NewMemberParts {
  readonly device: DeviceStore;
  readonly ring: KeyRing;
  readonly ownId: () => Promise<string>;
  readonly newId: () => string;
  /** Puts the library that is here aside together with storing these settings. */
  readonly replace: (settings: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Everything is stored: goes by it from now on. */
  readonly taken: (before: string) => Promise<void>;
}

export async function newMember(parts: NewMemberParts): Promise<NewMember> {
  const { ring, device } = parts;
  const known = ring.isRemoved ? null : ring.record;
  // A device that was taken out comes back as another one: its old name stays taken out.
  const deviceId = ring.isRemoved ? parts.newId() : await parts.ownId();
  const keys = known?.keys ?? (await newDeviceKeys());
  const take: NewMember["take"] = async (token, { root, epochs, facts }, choice) => {
    const roster = await readRoster(root, facts);
    const isProven = roster.members.get(deviceId)?.signKey === keys.signKey && isMember(roster, deviceId);
    if (!isProven) throw new PairingFailed("refused");
    const record: KeyRecord = { deviceId, keys, root, epochs, isRemoved: false };
    const { members, removals } = facts;
    const settings = { token, deviceId, [KEYS]: record, [PAIRED_FACTS]: { members, removals } };
    const before = await device.setting("token");
    if (choice === "replace") await parts.replace(settings);
    else await device.setSettings(settings);
    await parts.taken(typeof before === "string" ? before : "");
  };
  return { candidate: { device: deviceId, signKey: keys.signKey, agreeKey: keys.agreeKey }, take };
}
