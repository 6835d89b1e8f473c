/** What stands in the way of keeping things: the newest failure to write, else what was found damaged. */
import type { DeviceStore } from "../../ports/device-store";
import type { UpdateLog } from "../../ports/update-log";
import type { Trouble } from "../library";

/** Name of the setting: how many rows were put aside when the person saw it. */
const SEEN = "damageSeen";

interface Stores {
  readonly log: UpdateLog;
  readonly device: DeviceStore;
}

export class Troubles {
  #trouble: Trouble | null = null;
  #isFull = false;
  #damaged = 0;

  constructor(private readonly changed: () => void) {}

  get now(): Trouble | null {
    return this.#trouble ?? (this.#isFull ? { kind: "quota" } : this.#broken());
  }

  #broken(): Trouble | null {
    return this.#damaged > 0 ? { kind: "quarantined", rows: this.#damaged } : null;
  }

  /** `null`: writing works (again). */
  set(trouble: Trouble | null): void {
    if (JSON.stringify(trouble) === JSON.stringify(this.#trouble)) return;
    this.#trouble = trouble;
    this.changed();
  }

  /** Whether files of snapshots have room. An edit that fits says nothing of that: it is much smaller. */
  files(fit: boolean): void {
    if (this.#isFull === !fit) return;
    this.#isFull = !fit;
    this.changed();
  }

  /** What was put aside since the person last saw it told. */
  async load({ log, device }: Stores): Promise<void> {
    const [rows, seen] = await Promise.all([log.quarantined(), device.setting(SEEN)]);
    const damaged = Math.max(0, rows - (Number.isSafeInteger(seen) ? Number(seen) : 0));
    if (damaged === this.#damaged) return;
    this.#damaged = damaged;
    this.changed();
  }

  /** The person has seen it. */
  async seen({ log, device }: Stores): Promise<void> {
    await device.setSetting(SEEN, await log.quarantined());
    this.#damaged = 0;
    this.changed();
  }

  /** Rows of the log that were found damaged and put aside. */
  damaged(rows: number): void {
    if (rows === 0) return;
    this.#damaged += rows;
    this.changed();
  }
}
