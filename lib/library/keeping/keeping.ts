/**
 * What the engine does beside single links: facts of the library, tags as wholes, taking back, the trash's age, and what
 * other devices wrote. Put together here so that the engine has one thing to hold.
 */
import type { LinkId } from "../../domain/ids";
import { isUnder, tagHue, tagKey } from "../../domain/tag";
import type { BlobCache } from "../../ports/blob-cache";
import type { DeviceStore } from "../../ports/device-store";
import type { UpdateLog } from "../../ports/update-log";
import { LIBRARY_ID } from "../../replica/facts";
import type { Editor } from "../editing/editor";
import type { ReplicaStore } from "../editing/replica-store";
import { Undo } from "../editing/undo";
import type { ActivityEntry, Batch, ListSpec, TagShare, UnusedTag, Work } from "../library";
import { isPresent } from "../projection/entry";
import type { LinkIndex } from "../projection/link-index";
import { textsOf } from "../search/snapshot-texts";
import { suggestTags } from "../tags/suggest";
import { TagJobs } from "../tags/tag-jobs";
import { activityOf } from "./activity";
import { FactsStore } from "./facts-store";
import { Incoming } from "./incoming";
import { SearchCounts } from "./search-counts";
import { TrashKeeper } from "./trash-keeper";

export interface KeepingParts {
  readonly log: UpdateLog;
  readonly device: DeviceStore;
  readonly cache: Pick<BlobCache, "text">;
  readonly replica: ReplicaStore;
  readonly editor: Editor;
  readonly index: LinkIndex;
  readonly now: () => number;
  readonly newId: () => string;
  /** System and browser of this device. */
  readonly defaultDeviceName: string;
  readonly openList: (
    spec: ListSpec,
    push: (push: { view: { total: number } }) => void,
  ) => { close: () => void };
  /** Lets go of the files of snapshots and of tasks of links that are gone. */
  readonly release: (ids: readonly LinkId[], snapshots: readonly string[]) => Promise<void>;
  /** Tells the screens; the other tabs too where `tabs` is set. */
  readonly changed: (what: KeepingTopic, tabs?: boolean) => void;
}

/** "aliases": tags have other names now, lists that ask for tags are to be read anew. */
export type KeepingTopic = "facts" | "aliases" | "searches" | "held" | "work";

const DEVICE_ID = "deviceId";
/** Characters of a text in which tags are looked for: further down it is about many things. */
const BEGINNING = 4096;

export class Keeping {
  readonly facts: FactsStore;
  readonly tags: TagJobs;
  readonly undo: Undo;
  readonly incoming: Incoming;
  readonly trash: TrashKeeper;
  readonly #counts: SearchCounts;
  #work: Work | null = null;

  constructor(private readonly parts: KeepingParts) {
    const { changed, openList } = parts;
    this.facts = new FactsStore({
      ...parts,
      changed: (aliases) => {
        changed("facts");
        if (aliases) changed("aliases");
      },
    });
    this.tags = new TagJobs({ ...parts, facts: () => this.facts.now.tags });
    this.undo = new Undo(parts);
    this.incoming = new Incoming({ ...parts, changed: (isNew) => changed("held", isNew) });
    this.trash = new TrashKeeper({ ...parts, expire: (ids) => this.purge(ids, "expire") });
    this.#counts = new SearchCounts(openList, () => changed("searches"));
  }

  /** Reads what is kept, and notes what the other devices call this one. */
  async open(deviceName: string): Promise<void> {
    await this.facts.load();
    await this.incoming.load();
    await this.#noteDevice(deviceName);
  }

  close(): void {
    this.trash.stop();
    this.#counts.close();
  }

  get searches() {
    return this.#counts.of(this.facts.now.searches);
  }

  get work(): Work | null {
    return this.#work;
  }

  setWork(work: Work | null): void {
    this.#work = work;
    this.parts.changed("work");
  }

  /** Tags no link outside the trash carries: made by hand, left by their last link, or of links in the trash. */
  get unused(): UnusedTag[] {
    const { index } = this.parts;
    const inTrash = new Map<string, number>();
    for (const entry of index.trashed)
      for (const key of entry.tagKeys) inTrash.set(key, (inTrash.get(key) ?? 0) + 1);
    const { known, hues } = this.facts.now.tags;
    const keys = [...new Set([...known.keys(), ...inTrash.keys()])].filter(
      (key) => index.countOfTag(key) === 0,
    );
    return keys
      .map((key) => ({
        tag: known.get(key) ?? key,
        hue: hues.get(key) ?? tagHue(key),
        inTrash: inTrash.get(key) ?? 0,
      }))
      .toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  }

  async activity(): Promise<ActivityEntry[]> {
    const heads = await this.parts.log.batchHeads();
    const { devices } = this.facts.now;
    return activityOf(heads, {
      titleOf: (id) => this.parts.index.get(id)?.title ?? null,
      deviceOf: (id) => devices.get(id)?.name || undefined,
    });
  }

  /** A tag that loses its last link with this stays known, so that it can be found among the unused ones. */
  tag(ids: readonly LinkId[], add: readonly string[], remove: readonly string[]): Promise<Batch> {
    return this.parts.editor.tag(ids, { add, remove }, this.#leftBy(ids, remove));
  }

  #leftBy(ids: readonly LinkId[], remove: readonly string[]): readonly string[] {
    const gone = new Map(remove.map((tag) => [tagKey(tag), tag]));
    const own = new Set(ids);
    if (gone.size === 0) return [];
    for (const entry of this.parts.index.entries())
      if (!own.has(entry.id) && isPresent(entry))
        for (const key of entry.tagKeys)
          for (const left of gone.keys()) if (isUnder(key, left)) gone.delete(left);
    return [...gone.values()];
  }

  async suggest(id: LinkId, chosen: readonly string[]): Promise<readonly string[]> {
    const { index } = this.parts;
    const entry = index.get(id);
    if (!entry) return [];
    const beginning = await this.#beginning(id);
    const names = new Map<string, string>();
    const keys = suggestTags({ entry, chosen, entries: index.entries(), beginning });
    const wanted = new Set(keys);
    for (const other of index.entries())
      if (isPresent(other))
        for (const [n, key] of other.tagKeys.entries())
          if (wanted.has(key) && !names.has(key)) names.set(key, other.projected.link.tags[n] ?? key);
    return keys.map((key) => names.get(key) ?? key);
  }

  /** How the newest text of a link begins, where its file is here. */
  async #beginning(id: LinkId): Promise<string> {
    const { cache, replica } = this.parts;
    const record = (await replica.records([id])).get(id);
    const [newest] = record ? textsOf(record) : [];
    const text = newest ? await cache.text(newest.hash).catch(() => null) : null;
    return (text ?? "").slice(0, BEGINNING);
  }

  tagShares(ids: readonly LinkId[]): TagShare[] {
    const shares = new Map<string, TagShare>();
    for (const id of ids)
      for (const tag of this.parts.index.get(id)?.projected.link.tags ?? []) {
        const known = shares.get(tagKey(tag));
        shares.set(tagKey(tag), { tag: known?.tag ?? tag, count: (known?.count ?? 0) + 1 });
      }
    return [...shares.values()].toSorted((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1));
  }

  async purge(ids: readonly LinkId[], label: "purge" | "expire" = "purge"): Promise<Batch> {
    const { editor, release } = this.parts;
    const { batch, snapshots } = await editor.purge(ids, label);
    await release(ids, snapshots);
    return batch;
  }

  async #noteDevice(name: string): Promise<void> {
    const { device, newId, now, defaultDeviceName } = this.parts;
    const id = await device.settledText(DEVICE_ID, newId());
    // A name that others gave it meanwhile stands.
    const known = this.facts.now.devices.get(id)?.name;
    await this.facts.noteDevice({ id, name: known || name, system: defaultDeviceName, since: now() });
  }

  /** Whether these links include the facts of the library. */
  static concerns(ids: { has(id: LinkId): boolean }): boolean {
    return ids.has(LIBRARY_ID);
  }
}
