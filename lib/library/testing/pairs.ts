/** Devices of one library for tests: paired without a server, connected through channels in memory. */
import { putRoster } from "../../replica/roster";
import { openDatabase } from "../../store/db";
import { DexieDevice } from "../../store/dexie-device";
import { newDeviceKeys } from "../../sync/keys/device-keys";
import { KeyRing } from "../../sync/keys/key-ring";
import type { Connection } from "../../sync/exchange/together";
import type { RawChannel, RawListener } from "../../sync/wire/raw-channel";
import { randomId } from "../engine/randomness";
import type { Engine } from "../engine/engine";
import type { Tab, TestDevice } from "./harness";
import { until } from "./until";

async function ringOf({ engine: { devices } }: Tab): Promise<KeyRing> {
  await until(() => devices.keys instanceof KeyRing && devices.keys.record !== null, "keys of the library");
  if (!(devices.keys instanceof KeyRing)) throw new Error("the library has no keys");
  return devices.keys;
}

/** Opens `device` as another device of the library of `first`, which has a link already. */
export async function joinLibrary(first: Tab, device: TestDevice): Promise<Tab> {
  const ring = await ringOf(first);
  const { record } = ring;
  if (!record) throw new Error("the library has no keys");
  const [deviceId, keys] = [randomId(), await newDeviceKeys()] as const;
  const member = await ring.admit({ device: deviceId, signKey: keys.signKey, agreeKey: keys.agreeKey });
  await note(first.engine, { members: [member] });
  await first.engine.devices.factsChanged();
  const database = openDatabase(device.name);
  const store = new DexieDevice(database);
  await store.setSetting("deviceId", deviceId);
  await store.setSetting("keys", { ...record, deviceId, keys, isRemoved: false });
  database.close();
  const tab = await device.open();
  await ringOf(tab);
  await note(tab.engine, { members: [...ring.roster.members.values(), member] });
  await tab.engine.devices.factsChanged();
  return tab;
}

/** Writes what devices say of each other, as an edit of the engine's. */
async function note({ editor }: Engine, facts: Parameters<typeof putRoster>[1]): Promise<void> {
  await editor.perform({
    label: "edit",
    ids: [],
    edit: () => undefined,
    undoable: false,
    facts: (cells) => putRoster(cells, facts),
  });
}

/** One end of a pair of channels in memory. Pieces arrive later, in order, as with a network. */
class MemoryChannel implements RawChannel {
  isOpen = true;
  buffered = 0;
  other: MemoryChannel | null = null;
  #listener: RawListener | null = null;
  /** Bytes that went through. */
  bytes = 0;

  send(piece: Uint8Array<ArrayBuffer>): void {
    if (!this.isOpen) throw new Error("not open");
    this.buffered += piece.length;
    const copy = piece.slice();
    setTimeout(() => {
      this.buffered -= copy.length;
      this.bytes += copy.length;
      if (this.isOpen) this.other?.hear(copy);
      this.#listener?.drained();
    });
  }

  hear(piece: Uint8Array<ArrayBuffer>): void {
    if (this.isOpen) this.#listener?.piece(piece);
  }

  listen(listener: RawListener): void {
    this.#listener = listener;
    setTimeout(() => listener.opened());
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#listener?.closed();
    setTimeout(() => this.other?.close());
  }
}

function pairOfChannels(): [MemoryChannel, MemoryChannel] {
  const [a, b] = [new MemoryChannel(), new MemoryChannel()];
  a.other = b;
  b.other = a;
  return [a, b];
}

export interface Link {
  /** Ends the connection as a network does that goes away. */
  cut(): void;
  /** Bytes on the lane of the replica, both directions. */
  bytes(): number;
}

/** Connects two devices of a library. */
export function connect(
  a: Tab,
  b: Tab,
  certificates: readonly [string, string] = ["SHA-256 AA", "SHA-256 BB"],
): Link {
  const [syncA, syncB] = pairOfChannels();
  const [blobsA, blobsB] = pairOfChannels();
  const cut = (): void => {
    syncA.close();
    blobsA.close();
  };
  const end = (sync: RawChannel, blobs: RawChannel, ends: Awaited<Connection["ends"]>): Connection => ({
    sync,
    blobs,
    ends: Promise.resolve(ends),
    drop: cut,
  });
  const [own, other] = certificates;
  void a.engine.devices.direct.together.take(end(syncA, blobsA, { own, other }));
  void b.engine.devices.direct.together.take(end(syncB, blobsB, { own: "SHA-256 BB", other: "SHA-256 AA" }));
  return { cut, bytes: () => syncA.bytes + syncB.bytes };
}
