/**
 * Empties the trash of what has lain there for thirty days with the library open on this device, and forgets undo records
 * of that age; see trash-age.ts and activity-age.ts.
 */
import type { LinkId } from "../../domain/ids";
import type { DeviceStore } from "../../ports/device-store";
import type { UpdateLog } from "../../ports/update-log";
import { isTrashed } from "../projection/entry";
import type { LinkIndex } from "../projection/link-index";
import { ageActivity, readMarks } from "./activity-age";
import { ageTrash, readTrashMemory } from "./trash-age";

export interface TrashKeeperParts {
  readonly index: LinkIndex;
  readonly device: DeviceStore;
  readonly log: Pick<UpdateLog, "lastBatchPlace" | "forgetBatches">;
  readonly now: () => number;
  /** Deletes links for good, with their files. */
  readonly expire: (ids: readonly LinkId[]) => Promise<unknown>;
}

const MEMORY = "trash";
const MARKS = "activityDays";
/** Ms between two looks while the library stays open. */
const LOOK_EVERY = 3_600_000;

export class TrashKeeper {
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly parts: TrashKeeperParts) {}

  /** From now on, in one tab of the device. `begun` is handed each look. */
  start(begun: (look: Promise<void>) => void): void {
    begun(this.look());
    this.#timer = setInterval(() => begun(this.look()), LOOK_EVERY);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Counts the day and deletes what is due. */
  async look(): Promise<void> {
    const { index, device, now, expire } = this.parts;
    const trashed: { id: LinkId; deletedAt: number }[] = [];
    let total = 0;
    for (const entry of index.entries()) {
      total++;
      if (isTrashed(entry)) trashed.push({ id: entry.id, deletedAt: entry.projected.link.deletedAt });
    }
    const known = readTrashMemory(await device.setting(MEMORY));
    const { memory, due } = ageTrash(known, { now: now(), trashed, total });
    await device.setSetting(MEMORY, memory);
    if (due.length > 0) await expire(due);
    await this.#ageActivity(memory.days);
  }

  async #ageActivity(days: number): Promise<void> {
    const { device, log } = this.parts;
    const known = readMarks(await device.setting(MARKS));
    const { marks, forget } = ageActivity(known, { days, place: await log.lastBatchPlace() });
    await device.setSetting(MARKS, marks);
    if (forget > 0) await log.forgetBatches(forget);
  }
}
