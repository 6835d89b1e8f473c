/** What a device keeps of its keys, as one record in IndexedDB: written as a whole, so that no half of it can be lost. */
import type { DeviceKeys } from "./device-keys";
import { SECRET_BYTES } from "./epoch-keys";
import type { EpochSecret } from "./epoch-keys";
import type { Root } from "./roster";

export interface KeyRecord {
  /** 14 characters, as in the device cells of the replica. */
  readonly deviceId: string;
  readonly keys: DeviceKeys;
  readonly root: Root;
  /** Newest last. */
  readonly epochs: readonly EpochSecret[];
  /** This device was taken out of the library. */
  readonly isRemoved: boolean;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const of = (value: unknown, name: string): unknown =>
  isObject(value) ? Reflect.get(value, name) : undefined;
const isKey = (value: unknown): value is CryptoKey => value instanceof CryptoKey;
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** `null` for what is no record. */
export function parseKeyRecord(value: unknown): KeyRecord | null {
  const [deviceId, keys, root, epochs] = [
    of(value, "deviceId"),
    parseKeys(of(value, "keys")),
    parseRoot(of(value, "root")),
    parseEpochs(of(value, "epochs")),
  ];
  if (!isText(deviceId) || !keys || !root || !epochs) return null;
  return { deviceId, keys, root, epochs, isRemoved: of(value, "isRemoved") === true };
}

function parseKeys(value: unknown): DeviceKeys | null {
  const [sign, signKey, agree, agreeKey] = [
    of(value, "sign"),
    of(value, "signKey"),
    of(value, "agree"),
    of(value, "agreeKey"),
  ];
  if (!isKey(sign) || !isKey(agree) || !isText(signKey) || !isText(agreeKey)) return null;
  return { sign, signKey, agree, agreeKey };
}

export function parseRoot(value: unknown): Root | null {
  const [device, signKey] = [of(value, "device"), of(value, "signKey")];
  return isText(device) && isText(signKey) ? { device, signKey } : null;
}

function parseEpochs(value: unknown): EpochSecret[] | null {
  if (!Array.isArray(value)) return null;
  const epochs = value.flatMap((one: unknown): EpochSecret[] => {
    const [number, secret] = [of(one, "number"), of(one, "secret")];
    const isSound = typeof number === "number" && isSecret(secret);
    return isSound ? [{ number, secret }] : [];
  });
  return epochs.length > 0 ? epochs : null;
}

const isSecret = (value: unknown): value is Uint8Array<ArrayBuffer> =>
  value instanceof Uint8Array && value.length === SECRET_BYTES;
