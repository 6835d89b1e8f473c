/** Settings of this device and the register of the blobs it holds, in IndexedDB. */
import type { DeviceStore, HeldBlob } from "../ports/device-store";
import type { Database } from "./db";
import { heldOf, soundOnes } from "./put-aside";
import { isHeldRow } from "./sound";

export class DexieDevice implements DeviceStore {
  constructor(private readonly db: Database) {}

  async setting(name: string): Promise<unknown> {
    return (await this.db.settings.get(name))?.value;
  }

  async setSetting(name: string, value: unknown): Promise<void> {
    await this.db.settings.put({ name, value });
  }

  async settledText(name: string, text: string): Promise<string> {
    return this.db.transaction("rw", this.db.settings, async () => {
      const stored = await this.setting(name);
      if (typeof stored === "string" && stored !== "") return stored;
      await this.setSetting(name, text);
      return text;
    });
  }

  async setSettings(values: Readonly<Record<string, unknown>>): Promise<void> {
    const rows = Object.entries(values).map(([name, value]) => ({ name, value }));
    await this.db.transaction("rw", this.db.settings, () => this.db.settings.bulkPut(rows));
  }

  async held(hashes: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await this.db.blobs.where("hash").anyOf(hashes).toArray();
    const sound = await soundOnes(this.db, heldOf(this.db), found);
    return new Set(sound.filter(isHere).map(({ hash }) => hash));
  }

  async name(hash: string, snapshot: string): Promise<boolean> {
    return this.db.transaction("rw", this.db.blobs, async () => {
      const known = await this.db.blobs.get(hash);
      if (!isHeldRow(known)) return false;
      await this.db.blobs.put({ ...known, snapshots: [...new Set(known.snapshots).add(snapshot)] });
      return isHere(known);
    });
  }

  async hold(blob: Omit<HeldBlob, "snapshots">, snapshot: string): Promise<void> {
    await this.db.transaction("rw", this.db.blobs, async () => {
      const known = await this.db.blobs.get(blob.hash);
      const snapshots = new Set(isHeldRow(known) ? known.snapshots : []).add(snapshot);
      await this.db.blobs.put({ ...blob, snapshots: [...snapshots] });
    });
  }

  async forget(hash: string): Promise<void> {
    await this.db.blobs.update(hash, { verifiedAt: 0 });
  }

  async release(snapshots: readonly string[]): Promise<readonly string[]> {
    const gone = new Set(snapshots);
    return this.db.transaction("rw", this.db.blobs, async () => {
      const rows = await this.db.blobs.where("snapshots").anyOf(snapshots).distinct().toArray();
      const left = rows.map((row) => ({ ...row, snapshots: row.snapshots.filter((id) => !gone.has(id)) }));
      const unnamed = left.filter((row) => row.snapshots.length === 0).map((row) => row.hash);
      await this.db.blobs.bulkPut(left.filter((row) => row.snapshots.length > 0));
      await this.db.blobs.bulkDelete(unnamed);
      return unnamed;
    });
  }
}

const isHere = ({ verifiedAt }: HeldBlob): boolean => verifiedAt > 0;
