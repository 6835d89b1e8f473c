/**
 * Takes the links of a file into the library: some hundreds a commit, all one batch that is undone as one, also when the
 * browser was closed in between. A link that is here already gets the tags and the note of the file and keeps the rest;
 * one that lies in the trash comes back.
 */
import type { LinkId } from "../../domain/ids";
import { linkIdOf } from "../../domain/url/link-id";
import { urlKey } from "../../domain/url/url-key";
import type { ReadLink } from "../../formats/format";
import type { CaptureTask, UndoBatch } from "../../ports/update-log";
import type { Cells } from "../../replica/cells";
import type { CellChange } from "../../replica/edits";
import { recordIn, setFields, setTags } from "../../replica/edits";
import { shardOf } from "../../replica/shard-of";
import { BACKLOG, newTask } from "../captures/task";
import { saveWish } from "../editing/add-link";
import type { Saved, Wish } from "../editing/add-link";
import { partId } from "../editing/editor";
import type { Editor } from "../editing/editor";
import { groupBy } from "../editing/group-by";
import { linkIdsOf } from "../editing/replica-store";
import { isWithdrawn } from "../projection/entry";
import type { LinkIndex } from "../projection/link-index";
import { tagsOf } from "./preview";
import type { ImportOptions, ImportReport } from "./types";

export interface ImportParts {
  readonly index: LinkIndex;
  readonly editor: Editor;
  readonly newId: () => string;
  readonly now: () => number;
  /** Wishes for snapshots that were stored with their links. */
  readonly asked: (tasks: readonly CaptureTask[]) => void;
}

export interface ImportOrder {
  readonly format: string;
  readonly links: readonly ReadLink[];
  readonly options: ImportOptions;
  /** Called after each commit with the links done so far. */
  readonly progress: (done: number) => void;
  readonly signal: AbortSignal;
}

/** Links a commit: few enough that the person sees it move and can stop it. */
const CHUNK = 400;
/** Ids tried for one address; each is taken only by a link that was purged, got another address or cannot be read. */
const CANDIDATES = 20;

/** Throws `EditFailed` when the device takes no more; what was written until then can be undone. */
export async function importLinks(parts: ImportParts, order: ImportOrder): Promise<ImportReport> {
  const run = new Run(parts, order);
  const links = inShardOrder(order.links);
  for (let done = 0; done < links.length && !order.signal.aborted; ) {
    const chunk = links.slice(done, done + CHUNK);
    await run.take(chunk);
    done += chunk.length;
    order.progress(done);
  }
  return run.report();
}

/** Neighbours in one shard: a commit then reads and writes few of them. In a shard in the order of the file. */
const inShardOrder = (links: readonly ReadLink[]): readonly ReadLink[] =>
  links
    .map((link) => ({ link, shard: shardOf(linkIdOf(urlKey(link.url))) }))
    .toSorted((a, b) => a.shard - b.shard)
    .map(({ link }) => link);

interface Wanted {
  readonly wish: Wish;
  readonly id: LinkId;
}

class Run {
  readonly #batchId: string;
  readonly #startedAt: number;
  /** Parts of the batch that are written. */
  #parts = 0;
  #taken = 0;
  #added = 0;
  #restored = 0;

  constructor(
    private readonly parts: ImportParts,
    private readonly order: ImportOrder,
  ) {
    this.#batchId = parts.newId();
    this.#startedAt = parts.now();
  }

  report(): ImportReport {
    return {
      batchId: this.#parts > 0 ? this.#batchId : "",
      added: this.#added,
      known: this.#taken - this.#added,
      restored: this.#restored,
      left: this.order.links.length - this.#taken,
    };
  }

  async take(links: readonly ReadLink[]): Promise<void> {
    let open = links.map((link) => this.#wishOf(link));
    for (let n = 0; n < CANDIDATES && open.length > 0; n++) {
      const tried = open.map((wish) => ({ wish, id: this.#idOf(wish, n) }));
      const outcomes = await this.#write(tried);
      open = tried.filter(({ id }) => outcomes.get(id) === "taken").map(({ wish }) => wish);
    }
    this.#taken += links.length;
  }

  /** A link that has this address is the one, whatever its id; else the id follows from the address. */
  #idOf({ key }: Wish, n: number): LinkId {
    if (n > 0) return linkIdOf(`${key}\n${n}`);
    const here = this.parts.index.withKey(key)[0];
    return here && !isWithdrawn(here) ? here.id : linkIdOf(key);
  }

  #wishOf(link: ReadLink): Wish {
    const { url, title, description, note, archived, starred, createdAt } = link;
    const { format, options } = this.order;
    const draft = {
      title,
      description,
      ...(note === "" ? {} : { note }),
      tags: tagsOf(link, options),
      ...(archived ? { archived } : {}),
      ...(starred ? { starred } : {}),
      source: `import:${format}`,
    };
    return { url, key: urlKey(url), draft, createdAt: createdAt || this.#startedAt };
  }

  async #write(wanted: readonly Wanted[]): Promise<ReadonlyMap<LinkId, Saved>> {
    const byShard = groupBy(wanted, ({ id }) => shardOf(id));
    const outcomes = new Map<LinkId, Saved>();
    const tasks = (): CaptureTask[] => this.#tasksOf(wanted.filter(({ id }) => outcomes.get(id) === "saved"));
    const done = await this.parts.editor.write({
      shards: byShard.keys(),
      edit: (cells, shard) => {
        for (const one of byShard.get(shard) ?? []) outcomes.set(one.id, this.#put(cells, one));
      },
      records: (changes) => ({ batches: this.#batches(changes), tasks: tasks() }),
    });
    if (done.changes.length > 0) this.#parts++;
    for (const outcome of outcomes.values()) {
      if (outcome === "saved") this.#added++;
      if (outcome === "trashed") this.#restored++;
    }
    this.parts.asked(tasks());
    return outcomes;
  }

  #put(cells: Cells, { id, wish }: Wanted): Saved {
    const outcome = saveWish(cells, id, wish);
    if (outcome === "here" || outcome === "trashed") unite(cells, id, wish);
    return outcome;
  }

  #batches(changes: readonly CellChange[]): UndoBatch[] {
    if (changes.length === 0) return [];
    const id = partId(this.#batchId, this.#parts);
    const at = this.#startedAt;
    return [{ id, label: "import", at, linkIds: linkIdsOf(changes), changes, undone: false }];
  }

  /** Newest links first. */
  #tasksOf(saved: readonly Wanted[]): CaptureTask[] {
    if (!this.order.options.snapshots) return [];
    const latest = this.#startedAt;
    return saved.map(({ id, wish }) => {
      const age = Math.max(0, latest - wish.createdAt);
      return newTask({ id, url: wish.url }, latest + age, BACKLOG);
    });
  }
}

const joined = (note: string, more: string): string =>
  note.includes(more) ? note : note === "" ? more : `${note}\n\n${more}`;

/** What the file knows of a link that is here: tags are added, a note is appended, and it comes out of the trash. */
function unite(cells: Cells, id: LinkId, { draft }: Wish): void {
  const link = recordIn(cells, id)?.link;
  if (!link) return;
  setFields(cells, id, {
    deletedAt: 0,
    note: joined(link.note, draft.note ?? ""),
    title: link.title || (draft.title ?? ""),
  });
  setTags(cells, id, { add: draft.tags ?? [], remove: [] });
}
