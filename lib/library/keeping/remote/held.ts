/**
 * What waits for the person, as it is stored: whole messages of one or several devices, each under the name and id of the
 * device it came from. What was stored by an earlier version, one message without an id, is read too. Pure.
 */
import type { RemoteChange, RemoteUpdate } from "./remote-change";

export interface Held {
  /** One for each device, in the order they came. */
  readonly messages: readonly RemoteChange[];
  /** Links all of it together would remove. */
  readonly removes: number;
  /** When the first came, ms since 1970. */
  readonly at: number;
}

export const nothingHeld = (at: number): Held => ({ messages: [], removes: 0, at });

export const updatesOf = (messages: readonly RemoteChange[]): RemoteUpdate[] =>
  messages.flatMap(({ updates }) => updates);

export const shardsOf = (updates: readonly RemoteUpdate[]): ReadonlySet<number> =>
  new Set(updates.map(({ shard }) => shard));

/** Names of the devices, as a banner says them. */
export const namesOf = ({ messages }: Held): string =>
  [...new Set(messages.map(({ device }) => device))].join(", ");

export const isSameDevice = (a: RemoteChange, b: RemoteChange): boolean =>
  a.deviceId === undefined || b.deviceId === undefined ? a.device === b.device : a.deviceId === b.deviceId;

/** One message more; what a device sends later goes to what it sent before. */
export function joined(messages: readonly RemoteChange[], change: RemoteChange): RemoteChange[] {
  const place = messages.findIndex((one) => isSameDevice(one, change));
  if (place === -1) return [...messages, change];
  return messages.map((one, i) =>
    i === place ? { ...one, device: change.device, updates: [...one.updates, ...change.updates] } : one,
  );
}

/** What was stored, made sound; `null` when nothing of it is. */
export function readHeld(value: unknown): Held | null {
  const of = membersOf(value);
  const [removes, at, messages] = [of("removes"), of("at"), of("messages")];
  if (typeof removes !== "number" || typeof at !== "number") return null;
  const sound = (Array.isArray(messages) ? messages : [value]).flatMap((one) => readMessage(one) ?? []);
  return sound.length > 0 ? { messages: sound, removes, at } : null;
}

function readMessage(value: unknown): RemoteChange | null {
  const of = membersOf(value);
  const [device, updates, deviceId, batch] = [of("device"), of("updates"), of("deviceId"), of("batch")];
  if (typeof device !== "string" || !Array.isArray(updates)) return null;
  const sound = updates.flatMap((one) => readUpdate(one) ?? []);
  if (sound.length === 0) return null;
  return {
    device,
    updates: sound,
    ...(typeof deviceId === "string" && { deviceId }),
    ...(typeof batch === "string" && { batch }),
  };
}

function readUpdate(value: unknown): RemoteUpdate | null {
  const of = membersOf(value);
  const [shard, update] = [of("shard"), of("update")];
  return typeof shard === "number" && update instanceof Uint8Array ? { shard, update } : null;
}

/** Members of what may be anything. */
export const membersOf = (value: unknown): ((name: string) => unknown) =>
  typeof value === "object" && value !== null ? (name) => Reflect.get(value, name) : () => undefined;
