/**
 * Puts the rooms of an engine together: who is given what, and what they tell. What concerns the engine as a whole is
 * asked of the class that extends `Rooms`, never before it is made.
 */
import type { LinkId } from "../../domain/ids";
import type { Snapshot } from "../../domain/snapshot";
import { Backup } from "../backup/backup";
import { Devices } from "../devices/devices";
import { Editor } from "../editing/editor";
import { ReplicaStore } from "../editing/replica-store";
import type { Written } from "../editing/replica-store";
import { ShardPool } from "../editing/shard-pool";
import { Keeping } from "../keeping/keeping";
import { shardOf } from "../../replica/shard-of";
import type { Counts, DeviceSettings, ListSpec, TagNode, Trouble } from "../library";
import { EditFailed } from "../edit-failed";
import { FirstScreen } from "../opening/first-screen";
import { WitnessKeeper } from "../opening/witness-keeper";
import { LinkIndex } from "../projection/link-index";
import { LibrarySearch } from "../search/library-search";
import { Transfer } from "../transfer/transfer";
import { Captures } from "./captures";
import { CatchUp } from "./catch-up";
import type { EngineParts } from "./engine-parts";
import type { ListPush, ListSession, MoreRows } from "./list-session";
import { OwnDevice } from "./own-device";
import { Watchers } from "./watchers";

export interface OpenedList {
  readonly session: ListSession;
  readonly close: () => void;
}

/** What every room may need. */
abstract class Ground {
  readonly index = new LinkIndex();
  readonly watchers = new Watchers();
  protected readonly own: OwnDevice;
  protected readonly replica: ReplicaStore;

  constructor(readonly parts: EngineParts) {
    this.own = new OwnDevice(parts);
    this.replica = new ReplicaStore(parts.log, new ShardPool(parts.writer), (written) =>
      this.written(written),
    );
  }

  /** An edit is durable, or damage was mended. */
  protected abstract written(written: Written): void;

  get counts(): Counts {
    return this.index.counts;
  }

  get settings(): DeviceSettings {
    return this.own.settings;
  }
}

export abstract class Rooms extends Ground {
  protected readonly missed: CatchUp;
  protected readonly witness: WitnessKeeper;
  readonly editor: Editor;
  readonly captures: Captures;
  readonly transfer: Transfer;
  readonly backups: Backup;
  readonly search: LibrarySearch;
  readonly firstScreen: FirstScreen;
  readonly keeping: Keeping;
  readonly devices: Devices;

  constructor(parts: EngineParts) {
    super(parts);
    const { index } = this;
    const background = (work: Promise<unknown>): void => this.background(work);
    this.missed = new CatchUp(parts.log, index, (heads) => this.replica.learn(heads));
    this.witness = new WitnessKeeper({
      ...parts,
      links: () => index.size,
      changed: () => this.watchers.status(),
      background,
    });
    this.editor = new Editor({
      replica: this.replica,
      written: (written) => this.written(written),
      trouble: (trouble) => this.trouble(trouble),
      working: (work) => this.keeping.setWork(work),
      facts: () => this.keeping.facts.now.tags,
      newId: parts.newId,
      now: parts.now,
    });
    this.captures = this.#openCaptures();
    this.transfer = new Transfer({
      ...parts,
      editor: this.editor,
      index,
      asked: (tasks) => this.captures.addedAll(tasks),
      changed: () => this.watchers.importing(),
    });
    this.backups = this.#openBackups();
    this.search = this.#openSearch();
    this.firstScreen = new FirstScreen(parts.device, () => this.around(), background);
    this.keeping = this.#openKeeping();
    this.devices = this.#openDevices();
  }

  protected abstract readonly lists: Iterable<ListSession>;
  abstract openList(spec: ListSpec, push: (push: ListPush | MoreRows) => void): OpenedList;
  /** Newest first. */
  abstract snapshotsOf(id: LinkId): Promise<readonly Snapshot[]>;
  /** What nobody waits for may fail, but not unseen. */
  abstract background(work: Promise<unknown>): void;
  protected abstract taskChanged(id: LinkId): void;
  /** Changes settings of this device, in every tab. */
  abstract set(change: Partial<DeviceSettings>): Promise<void>;
  /** Every link is gone from the log: shows none. */
  protected abstract emptied(): Promise<void>;
  protected abstract trouble(trouble: Trouble | null): void;
  protected abstract filesFit(fit: boolean): void;
  /** What stands around the first list. */
  protected abstract around(): { counts: Counts; tags: readonly TagNode[]; links: number };

  #openCaptures(): Captures {
    const { parts, index, own, watchers } = this;
    return new Captures({
      ...parts,
      editor: this.editor,
      deviceName: () => own.settings.deviceName,
      isBacklogPaused: () => own.settings.backlogPaused,
      wantsPhone: () => own.settings.phonePicture,
      tell: (message) => parts.tabs.tell(message),
      taskChanged: (id) => this.taskChanged(id),
      progressed: (id) => watchers.progress(id),
      serverChanged: () => {
        watchers.all();
        this.devices.groundChanged();
      },
      tokenRefused: (token) => this.devices.tokenRefused(token),
      otherSources: (hash) => this.devices.files.find(hash),
      releasedFiles: (hashes) => this.devices.files.released(hashes),
      filesFit: (fit) => this.filesFit(fit),
      trouble: (trouble) => this.trouble(trouble),
      background: (work) => this.background(work),
      watched: () => index.watched,
      entryOf: (id) => index.get(id),
      snapshotsOf: (id) => this.snapshotsOf(id),
      urlOf: (id) => index.get(id)?.projected.link.url ?? null,
    });
  }

  #openBackups(): Backup {
    const { parts, own, watchers } = this;
    return new Backup({
      ...parts,
      replica: this.replica,
      shards: () => parts.log.shards(),
      index: this.index,
      editor: this.editor,
      blobs: this.captures.blobs,
      deviceName: () => own.settings.deviceName,
      changed: () => watchers.backup(),
    });
  }

  #openSearch(): LibrarySearch {
    const { parts } = this;
    return new LibrarySearch({
      store: parts.search,
      heads: () => parts.log.heads(),
      index: this.index,
      stateOf: (entry) => this.captures.stateOf(entry),
      records: (ids) => this.replica.recordsWhenIdle(ids),
      text: (hash) => parts.cache.text(hash),
      random: parts.random,
      isBusy: () => this.replica.isBusy || this.devices.direct.isMeeting,
      factsChanged: () => this.watchers.status(),
      findsChanged: () => {
        for (const list of this.lists) list.searchAgain();
      },
      tell: (rebuild) => parts.tabs.tell({ kind: "index", rebuild }),
    });
  }

  #openDevices(): Devices {
    const token = (): string => this.captures.connection.token;
    const { mailboxOf } = this.parts;
    return new Devices({
      ...this.parts,
      replica: this.replica,
      editor: this.editor,
      links: () => this.index.size,
      settings: () => this.own.settings,
      setName: (deviceName) => this.set({ deviceName }),
      token,
      reloadToken: async () => {
        this.parts.tabs.tell({ kind: "token" });
        await this.captures.connection.reload();
      },
      backedUpAt: () => this.backups.madeAt,
      replaceLibrary: (settings) => this.replaceLibrary(settings),
      incoming: () => this.keeping.incoming,
      revert: (revert) => this.keeping.undo.revertDevice(revert),
      whenOnAir: (work) => this.parts.whenOnAir?.(work),
      ticket: async () => (await this.parts.signalTicket?.(this.captures.connection.token)) ?? false,
      facts: () => this.keeping.facts.now.devices,
      changed: (topic) => this.watchers.devices(topic),
      background: (work) => this.background(work),
      ...(mailboxOf ? { mailbox: mailboxOf(token) } : {}),
      keeper: this.captures.blobs,
      withSnapshots: () => new Set([...this.index.captured].map(({ id }) => shardOf(id))),
      isOpening: () => !this.search.words.isWhole,
      filesChanged: (ids) => {
        this.watchers.links(ids, false);
        this.search.fetched();
      },
    });
  }

  /** Takes all links away and stores these settings, in one commit. Throws `EditFailed`. */
  async replaceLibrary(settings: Readonly<Record<string, unknown>>): Promise<void> {
    const snapshots = await this.replica.snapshotIds(await this.parts.log.shards());
    await this.witness.forget();
    const done = await this.replica.replace(settings);
    if (!done.ok) throw new EditFailed(done.error);
    this.parts.tabs.tell({ kind: "replaced" });
    await this.emptied();
    this.background(this.captures.blobs.release(snapshots));
  }

  #openKeeping(): Keeping {
    return new Keeping({
      ...this.parts,
      replica: this.replica,
      editor: this.editor,
      index: this.index,
      openList: (spec, push) => this.openList(spec, (shown) => "view" in shown && push(shown)),
      release: (ids, snapshots) => this.captures.release(ids, snapshots),
      changed: (what, inTabs) => {
        if (inTabs) this.parts.tabs.tell({ kind: "held" });
        if (what === "held") this.devices.direct.lookSoon();
        this.watchers.kept(what);
        if (what === "aliases") for (const list of this.lists) list.reread();
      },
    });
  }
}
