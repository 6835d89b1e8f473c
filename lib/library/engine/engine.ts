/**
 * The library's engine, one in each tab, in a worker: replica, log, projection, search and capture queue. Screens never
 * reach it directly; `serve.ts` puts its doors on a message port.
 */
import type { LinkId } from "../../domain/ids";
import type { Query } from "../../domain/query/query";
import type { Snapshot } from "../../domain/snapshot";
import type {
  DeviceSettings,
  LibraryStatus,
  LinkView,
  ListSpec,
  TagNode,
  Trouble,
  WatchedLink,
} from "../library";
import { rowOf, type Entry } from "../projection/entry";
import type { EntryChange } from "../projection/link-index";
import type { Projected } from "../projection/projected";
import { ListSession, type ListPush, type MoreRows } from "./list-session";
import { loadPages } from "../editing/load-pages";
import type { Written } from "../editing/replica-store";
import { Keeping } from "../keeping/keeping";
import { changesTags, readTold, readUnread } from "../editing/read-told";
import { linksTold, type TabMessage } from "./tabs";
import type { EngineParts } from "./engine-parts";
import { languageTag } from "./settings";
import { Troubles } from "../keeping/troubles";
import { Rooms } from "./wiring";
import type { OpenedList } from "./wiring";

export class Engine extends Rooms {
  protected readonly lists = new Set<ListSession>();
  #loaded: Promise<void> = Promise.resolve();
  readonly #troubles = new Troubles(() => this.watchers.status());
  #isClosed = false;

  constructor(parts: EngineParts) {
    super(parts);
    this.watchers.onRedraw = () => this.lists.forEach((list) => list.send());
  }

  /** Resolves when every link can be listed. The server is asked afterwards. */
  async open(): Promise<void> {
    this.parts.tabs.listen((message) => this.#hear(message));
    // No database, no library: said on the status line. Everything else still answers.
    this.#loaded = this.#load().catch((error: unknown) =>
      this.#troubles.set({ kind: "database", message: String(error) }),
    );
    await this.#loaded;
    // Nothing is written over a library that was lost before the person has decided.
    if (!this.witness.loss) this.#begin();
  }

  /** Everything that works by itself, and may write. */
  #begin(): void {
    this.background(this.search.open());
    this.background(this.keeping.open(this.own.settings.deviceName).then(() => this.devices.open()));
    this.parts.whenAlone(() => {
      this.background(this.captures.work());
      this.background(this.search.work());
      this.keeping.trash.start((look) => this.background(look));
      this.background(this.replica.tidy());
    });
    this.background(this.captures.connection.open());
    this.background(this.refreshStorage());
  }

  async #load(): Promise<void> {
    const { log } = this.parts;
    this.witness.ask();
    log.whenDamaged(() => this.background(this.#troubles.load(this.parts)));
    const reading = this.missed.start().then(() => loadPages(log, this.replica));
    const known = [this.own.load(), this.firstScreen.load(), this.captures.load()];
    const [{ loaded, failure }] = await Promise.all([reading, ...known]);
    if (failure) this.#troubles.set(failure);
    await this.#troubles.load(this.parts);
    this.index.adopt(loaded);
    if (!failure) this.missed.learn();
    this.search.words.fill(loaded.values());
    await this.witness.compare();
  }

  /** The person goes on with what is here after a loss. */
  async acceptLoss(): Promise<void> {
    await this.witness.accept();
    if (this.witness.loss) return; // the page begins anew
    this.#begin();
    this.watchers.status();
  }

  close(): void {
    this.#isClosed = true;
    this.own.close();
    this.firstScreen.close();
    this.witness.close();
    this.keeping.close();
    this.devices.close();
    this.captures.close();
    this.search.close();
    this.parts.tabs.close();
    this.parts.log.close();
  }

  damageSeen(): Promise<void> {
    return this.#troubles.seen(this.parts);
  }

  get status(): LibraryStatus {
    return {
      server: this.captures.connection.status,
      links: this.index.size,
      capturesWaiting: this.captures.awaited.length,
      ...this.own.storage,
      trouble: this.#troubles.now,
      search: this.search.facts,
      loss: this.witness.loss,
    };
  }

  get tags(): readonly TagNode[] {
    const languages = [this.own.settings.language, languageTag(this.parts.language)];
    const sorting = languages.find((language) => language !== "auto") ?? "en";
    return this.index.tagTree(sorting, this.keeping.facts.now.tags);
  }

  openList(spec: ListSpec, push: (push: ListPush | MoreRows) => void): OpenedList {
    const source = {
      index: this.index,
      words: this.search.words,
      stateOf: (entry: Entry) => this.captures.stateOf(entry),
      isAtRest: ({ id }: Entry) => !this.captures.board.get(id),
      openTasks: () => this.captures.awaited,
      now: this.parts.now,
      isStreaming: () => this.devices.direct.progress !== null,
      texts: this.search,
      hit: (query: Query, entry: Entry) => this.search.hit(query, entry),
      facts: () => this.keeping.facts.now.tags,
    };
    const session = new ListSession(spec, source, (shown) => {
      push(shown);
      if ("view" in shown) this.firstScreen.saw(spec, shown);
    });
    this.lists.add(session);
    return { session, close: () => this.lists.delete(session) && session.close() };
  }

  /** Newest first. */
  async snapshotsOf(id: LinkId): Promise<readonly Snapshot[]> {
    return (await this.replica.records([id])).get(id)?.snapshots ?? [];
  }

  get watches(): readonly WatchedLink[] {
    return this.captures.watch.list();
  }

  async linkView(id: LinkId): Promise<LinkView | null> {
    const record = (await this.replica.records([id])).get(id);
    const entry = this.index.get(id);
    if (!record || !entry) return null;
    const { link, snapshots, highlights } = record;
    const held = await this.captures.blobs.held(snapshots);
    const watch = this.captures.watch.stateOf(entry);
    return { link, snapshots, highlights, held, row: rowOf(entry, this.captures.stateOf(entry)), watch };
  }

  /** Fetches the files of a link's snapshots that are not here. Resolves to whether all are here now. */
  async fetchArtifacts(id: LinkId): Promise<boolean> {
    const snapshots = await this.snapshotsOf(id);
    const whole = await this.captures.fetchFiles(snapshots);
    if (!(await this.replica.records([id])).has(id))
      await this.captures.blobs.release(snapshots.map((snapshot) => snapshot.id)); // purged meanwhile
    this.watchers.links([id], false);
    this.search.fetched();
    return whole;
  }

  /** Looks whether the browser threw files of this link away that count as held. */
  async noticeMissing(id: LinkId): Promise<void> {
    await this.devices.files.read(id);
    const snapshots = await this.snapshotsOf(id);
    if (await this.captures.blobs.noticeMissing(snapshots)) this.watchers.links([id], false);
  }

  async set(change: Partial<DeviceSettings>): Promise<void> {
    await this.own.set(change);
    this.parts.tabs.tell({ kind: "settings" });
    this.watchers.all();
    this.devices.groundChanged();
    this.captures.heldChanged();
  }

  async #hearSettings(): Promise<void> {
    await this.own.load();
    this.watchers.all();
    this.captures.heldChanged();
  }

  /** `asked`: the browser was just asked to keep the data. */
  async refreshStorage(asked = false): Promise<void> {
    await this.own.measure(asked);
    this.watchers.status();
  }

  /** Something was stored: the room left is worth asking for again. */
  storageChanged(): void {
    this.own.soon(() => this.background(this.refreshStorage()));
  }

  protected override written(written: Written): void {
    const { projected, damaged } = written;
    this.#troubles.damaged(damaged);
    this.devices.wrote(written);
    if (projected.size === 0) return;
    this.witness.tell();
    this.#show(projected, written.origin !== undefined);
    this.parts.tabs.tell(linksTold(written));
    this.devices.touched();
  }

  /** Puts links into the index and tells every list and watcher. */
  #show(projected: ReadonlyMap<LinkId, Projected | Entry | null>, isForeign = false): void {
    if (projected.size === 0) return;
    if (Keeping.concerns(projected))
      this.background(this.keeping.facts.load().then(() => this.devices.factsChanged()));
    const changes = [...projected].map(([id, one]) => this.index.put(id, one));
    this.#announce(changes, isForeign);
    this.captures.heldChanged([...projected.keys()]);
    this.watchers.links(projected.keys(), changes.some(changesTags));
    this.search.touch(projected.keys());
  }

  protected override async emptied(): Promise<void> {
    this.#show(new Map([...this.index.entries()].map(({ id }) => [id, null])));
    await Promise.all([this.captures.load(), this.keeping.facts.load()]);
  }

  protected override trouble(trouble: Trouble | null): void {
    this.#troubles.set(trouble);
  }

  protected override filesFit(fit: boolean): void {
    this.#troubles.files(fit);
  }

  protected override around() {
    return { counts: this.counts, tags: this.tags, links: this.index.size };
  }

  #announce(changes: readonly EntryChange[], isForeign = false): void {
    this.search.words.change(changes, () => this.index.entries());
    for (const list of this.lists) list.change(changes, isForeign);
  }

  protected override taskChanged(id: LinkId): void {
    const entry = this.index.get(id);
    // A new entry, because searches remember whether the capture failed.
    if (entry) this.#announce([this.index.put(id, entry.projected)]);
    this.search.recent.forget();
    this.watchers.progress(id);
  }

  /** This tab is looked at again: shows what it may have missed. */
  async wake(): Promise<void> {
    await this.replica.inTurn(async () => this.#show(await this.missed.look()));
    await this.captures.connection.wake();
    await this.devices.wake();
  }

  /** What is told while this tab still reads must not be covered by what it has read. */
  #hear(message: TabMessage): void {
    this.background(this.#loaded.then(() => this.#take(message)));
  }

  #take(message: TabMessage): void {
    if (message.kind === "links") this.background(this.#reload(message));
    else if (message.kind === "held") this.background(this.keeping.incoming.load());
    else if (message.kind === "settings") this.background(this.#hearSettings());
    else if (message.kind === "replaced") this.background(this.replica.forget().then(() => this.emptied()));
    else if (message.kind === "keys") this.background(this.devices.keysChanged());
    else if (message.kind === "index") this.background(this.search.hear(message.rebuild));
    else this.captures.hear(message);
  }

  /** Takes over what another tab wrote, in turn with this tab's own edits so that neither hides the other. */
  async #reload(told: Extract<TabMessage, { kind: "links" }>): Promise<void> {
    this.devices.wroteInTab(told.updates);
    const unread = await this.replica.inTurn(async () => {
      const read = await readTold(this.parts.log, told);
      this.#show(read.links);
      return read.unread;
    });
    this.#show(await readUnread(this.replica, unread));
  }

  /** What nobody waits for may fail, but not unseen. */
  background(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!this.#isClosed) this.#troubles.set({ kind: "database", message: String(error) });
    });
  }
}
