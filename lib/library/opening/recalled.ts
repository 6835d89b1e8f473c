/**
 * What the last visit left on this device, as the page reads it by itself while its own code still loads: the first list
 * is on screen before the library's worker has begun. It is never a source of truth; see first-screen.ts.
 */
import { deviceNameFrom, parseSettings } from "../engine/settings";
import type { ListPush } from "../engine/list-session";
import type { Topic } from "../engine/watchers";
import type { SyncStatus } from "../devices/door";
import type { DeviceSettings, LibraryStatus, ListSpec } from "../library";
import { keyOf, readRemembered, type Remembered } from "./first-screen";

/** Nobody was asked yet. */
const UNASKED: Omit<LibraryStatus, "links"> = {
  server: { kind: "unknown" },
  capturesWaiting: 0,
  persisted: null,
  usedBytes: 0,
  quotaBytes: 0,
  trouble: null,
  search: { texts: 0, bytes: 0, progress: null, trouble: null },
  loss: null,
};

const ALONE: SyncStatus = {
  kind: "alone",
  connected: 0,
  progress: null,
  blobs: { waiting: 0, bytes: 0 },
  mailbox: { kind: "unknown", sealedAt: 0, bytes: 0 },
  refused: new Map(),
};

/** What is so on a device that was never used: known without asking. */
const UNUSED: Partial<Record<Topic, unknown>> = {
  counts: { all: 0, inbox: 0, starred: 0, archive: 0, trash: 0 },
  status: { ...UNASKED, links: 0 },
  sync: ALONE,
  devices: [],
};

export class Recalled {
  private constructor(
    private readonly settings: DeviceSettings,
    private readonly remembered: Remembered | null,
    private readonly isUnused: boolean,
  ) {}

  /** Of what the device's database holds, or `fresh`: there is none yet. `null` where it could not be read. */
  static from(stored: unknown, userAgent: string): Recalled | null {
    if (typeof stored !== "object" || stored === null) return null;
    const settings = parseSettings(Reflect.get(stored, "settings"), deviceNameFrom(userAgent));
    const remembered = readRemembered(Reflect.get(stored, "firstScreen"));
    return new Recalled(settings, remembered, Reflect.get(stored, "fresh") === true);
  }

  /** The remembered beginning of a list, `null` when there is none. */
  list(spec: ListSpec): ListPush | null {
    const found = this.remembered?.lists.find((one) => one.spec === keyOf(spec));
    return found ? { view: { ...found.view, isRemembered: true }, windows: [[0, found.rows]] } : null;
  }

  /** The remembered value of a topic, `undefined` when there is none. */
  topic(topic: Topic): unknown {
    if (topic === "settings") return this.settings;
    if (this.isUnused) return UNUSED[topic];
    const { counts, tags, links } = this.remembered ?? {};
    if (topic === "counts") return counts;
    if (topic === "tags") return tags && tags.length > 0 ? tags : undefined;
    return topic === "status" && links !== undefined ? { ...UNASKED, links } : undefined;
  }
}
