/** What this device remembers of its looks at watched links, kept as one setting and read totally. */
import { captureFailures } from "../../domain/capture";
import { isLinkId } from "../../domain/ids";
import type { LinkId } from "../../domain/ids";
import { MAX_TIME } from "../../domain/link";
import type { DeviceStore } from "../../ports/device-store";
import { freshRecord } from "./rhythm";
import type { WatchRecord } from "./rhythm";

const SETTING = "watch";

const numberIn = (value: object, name: string): number => {
  const found: unknown = Reflect.get(value, name);
  return typeof found === "number" && Number.isFinite(found) ? Math.min(MAX_TIME, Math.max(0, found)) : 0;
};

function parseRecord(value: unknown): WatchRecord {
  if (typeof value !== "object" || value === null) return freshRecord;
  const code: unknown = Reflect.get(value, "code");
  return {
    triedAt: numberIn(value, "triedAt"),
    failures: Math.trunc(numberIn(value, "failures")),
    failingSince: numberIn(value, "failingSince"),
    code: captureFailures.find((one) => one === code) ?? "",
    httpStatus: numberIn(value, "httpStatus"),
    notBefore: numberIn(value, "notBefore"),
    stoppedAt: numberIn(value, "stoppedAt"),
  };
}

export class WatchRecords {
  #records = new Map<LinkId, WatchRecord>();

  constructor(private readonly device: DeviceStore) {}

  async load(): Promise<void> {
    const stored = await this.device.setting(SETTING);
    const entries = typeof stored === "object" && stored !== null ? Object.entries(stored) : [];
    this.#records = new Map(
      entries.flatMap(([id, value]): [LinkId, WatchRecord][] =>
        isLinkId(id) ? [[id, parseRecord(value)]] : [],
      ),
    );
  }

  get(id: LinkId): WatchRecord {
    return this.#records.get(id) ?? freshRecord;
  }

  /** `null` forgets. */
  async put(id: LinkId, record: WatchRecord | null): Promise<void> {
    if (record) this.#records.set(id, record);
    else if (!this.#records.delete(id)) return;
    await this.device.setSetting(SETTING, Object.fromEntries(this.#records));
  }
}
