/**
 * Which snapshots the other devices said they hold whole, kept for when they are away. A device is asked again when it
 * says that it holds more or less than before, or when there are other snapshots to ask about; an idle one is not.
 */
import type { Snapshot } from "../../../domain/snapshot";
import type { DeviceStore } from "../../../ports/device-store";
import { MOST_HASHES } from "../../../sync/blobs/frames";

const SETTING = "heldElsewhere";

interface Memory {
  /** What it said last and how many snapshots it was asked about. */
  readonly when: string;
  readonly snapshots: ReadonlySet<string>;
}

type Ask = (hashes: readonly string[]) => Promise<ReadonlySet<string>>;

interface Asked {
  readonly snapshots: readonly Snapshot[];
  readonly ask: Ask;
  /** Whether the device is still connected. */
  readonly isThere: () => boolean;
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

function memoryIn(value: unknown): Memory | null {
  const [when, snapshots] = [memberOf(value, "when"), memberOf(value, "snapshots")];
  if (typeof when !== "string" || !Array.isArray(snapshots)) return null;
  return { when, snapshots: new Set(snapshots.filter((id: unknown) => typeof id === "string")) };
}

export class Remembered {
  readonly #known = new Map<string, Memory>();

  constructor(private readonly device: DeviceStore) {}

  async open(): Promise<void> {
    const stored = await this.device.setting(SETTING);
    if (typeof stored !== "object" || stored === null) return;
    for (const [id, value] of Object.entries(stored)) {
      const memory = memoryIn(value);
      if (memory) this.#known.set(id, memory);
    }
  }

  /** Devices that were last known to hold this snapshot whole. */
  holders(snapshot: string): readonly string[] {
    return [...this.#known].flatMap(([id, { snapshots }]) => (snapshots.has(snapshot) ? [id] : []));
  }

  /** Whether a device has something new to tell. */
  isStale(deviceId: string, when: string): boolean {
    return this.#known.get(deviceId)?.when !== when;
  }

  /** Asks a connected device which of these it holds. */
  async learn(deviceId: string, when: string, { snapshots, ask, isThere }: Asked): Promise<void> {
    const found = new Set<string>();
    for (const some of inParts(snapshots)) {
      const here = await ask([...new Set(some.flatMap(hashesOf))]);
      for (const one of some) if (hashesOf(one).every((hash) => here.has(hash))) found.add(one.id);
    }
    if (!isThere()) return; // it went away meanwhile: what it did not answer is not known
    this.#known.set(deviceId, { when, snapshots: found });
    await this.#save();
  }

  #save(): Promise<void> {
    const stored = [...this.#known].map(([id, { when, snapshots }]) => [
      id,
      { when, snapshots: [...snapshots] },
    ]);
    return this.device.setSetting(SETTING, Object.fromEntries(stored));
  }
}

const hashesOf = ({ artifacts }: Snapshot): string[] => artifacts.map(({ hash }) => hash);

/** Some at a time, so many that one question holds their files. */
function inParts(snapshots: readonly Snapshot[]): Snapshot[][] {
  const parts: Snapshot[][] = [];
  let room = 0;
  for (const snapshot of snapshots) {
    const last = parts.at(-1);
    if (last && snapshot.artifacts.length <= room) last.push(snapshot);
    else {
      parts.push([snapshot]);
      room = MOST_HASHES;
    }
    room -= snapshot.artifacts.length;
  }
  return parts;
}
