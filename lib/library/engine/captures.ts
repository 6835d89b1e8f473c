/**
 * The capture queue as the engine runs it: tasks live in the log and on a board that every tab shares; one tab at a time
 * works through them; a finished snapshot enters the library together with the end of its task.
 */
import type { BroughtFile } from "../../ports/capture-server";
import type { LinkId } from "../../domain/ids";
import type { Snapshot } from "../../domain/snapshot";
import { isSameOrder } from "../../ports/update-log";
import type { CaptureTask, Decision, LogFailure } from "../../ports/update-log";
import { BlobKeeper } from "../captures/blob-keeper";
import { Connection, storedToken } from "../captures/connection";
import type { CapturesParts } from "../captures/captures-parts";
import { CaptureRunner } from "../captures/runner";
import { Errands } from "../captures/errands";
import type { BringRefusal } from "../captures/errands";
import { keepCheck, keepSnapshot } from "../captures/keep";
import { fetchFrom } from "../devices/files/fetch-from";
import { isBacklog, isOpen, newTask, watchTask } from "../captures/task";
import type { FailedEvent } from "../captures/task";
import { TaskBoard } from "../captures/task-board";
import type { Progress } from "../captures/task-board";
import { EditFailed } from "../edit-failed";
import type { CaptureState } from "../library";
import { restsInTrash, shownState } from "../projection/entry";
import type { Entry } from "../projection/entry";
import { Watch } from "../watch/watch";
import type { TabMessage } from "./tabs";

export class Captures {
  readonly board = new TaskBoard();
  readonly blobs: BlobKeeper;
  readonly connection: Connection;
  readonly errands: Errands;
  readonly watch: Watch;
  readonly #runner: CaptureRunner;
  /** Links whose order is just being replaced by a page that was brought: the end of the one before says nothing more. */
  readonly #replacing = new Set<LinkId>();

  constructor(private readonly parts: CapturesParts) {
    const { server, device, random, now } = parts;
    this.blobs = new BlobKeeper(parts);
    this.errands = new Errands({ ...parts, blobs: this.blobs });
    this.watch = new Watch({
      ...parts,
      isReachable: () => this.connection.isReachable,
      isLooking: () => this.board.open.some((task) => task.watch),
      isBusy: (id) => isOpenTask(this.board.get(id)),
      look: (link) => this.#look(link),
      changed: parts.taskChanged,
    });
    this.connection = new Connection({
      server,
      loadToken: () => storedToken(device),
      saveToken: async (token) => {
        await device.setSetting("token", token);
        parts.tell({ kind: "token" });
      },
      deviceName: parts.deviceName,
      tokenRefused: parts.tokenRefused,
      background: parts.background,
      now,
      changed: () => {
        parts.serverChanged();
        this.#runner.pump();
        this.watch.pump();
      },
    });
    this.#runner = new CaptureRunner({
      server,
      connection: this.connection,
      blobs: this.blobs,
      isHeld: (task) =>
        (parts.isBacklogPaused() && isBacklog(task)) || restsInTrash(task, parts.entryOf(task.linkId)),
      tasks: () => this.board.all().filter(({ linkId }) => !this.#replacing.has(linkId)),
      save: (task, next) => this.#save(task, next),
      progress: (linkId, progress) => this.#progress(linkId, progress),
      keep: (task, snapshot) => this.#keep(task, snapshot),
      ask: (token, task) => this.errands.ask(token, task),
      keepCheck: (task, check) => this.#keepCheck(task, check),
      visited: (task, crawlDelay) => parts.background(this.watch.found(task, crawlDelay)),
      watchFailed: (task, event, next) => this.#watchFailed(task, event, next),
      filesFit: parts.filesFit,
      background: parts.background,
      now,
      random,
    });
  }

  async load(): Promise<void> {
    this.board.fill(await this.parts.log.tasks());
    await this.watch.load();
  }

  /** This tab works from now on. What the tab before it was doing is taken up again. */
  async work(): Promise<void> {
    await this.load();
    this.board.clearProgress();
    this.#runner.start();
    await this.watch.start();
  }

  close(): void {
    this.#runner.stop();
    this.watch.stop();
    this.connection.close();
  }

  stateOf(entry: Entry): CaptureState {
    const { snapshots } = entry.projected;
    // Until the server was asked, nobody can say that it is away.
    const isHopeful = this.connection.isReachable || this.connection.status.kind === "unknown";
    return shownState(entry, this.board.state(entry.id, isHopeful, snapshots));
  }

  /** Tasks another part of the engine stored or dropped in a commit of its own. */
  added(task: CaptureTask): void {
    this.#show(task.linkId, task);
    this.#runner.pump();
  }

  /** Many at once: the other tabs read them from the log. */
  addedAll(tasks: readonly CaptureTask[]): void {
    if (tasks.length === 0) return;
    for (const task of tasks) this.board.put(task);
    this.parts.tell({ kind: "tasks" });
    for (const { linkId } of tasks) this.parts.taskChanged(linkId);
    this.#runner.pump();
  }

  /** The backlog was let go on or is to stand still, or these links changed: one that left the trash goes on. */
  heldChanged(ids?: readonly LinkId[]): void {
    if (!ids || ids.some((id) => isOpenTask(this.board.get(id)))) this.#runner.pump();
  }

  /** Tasks that end by themselves: not those that rest in the trash. */
  get awaited(): readonly CaptureTask[] {
    return this.board.open.filter((task) => !restsInTrash(task, this.parts.entryOf(task.linkId)));
  }

  dropped(linkId: LinkId): void {
    const task = this.board.get(linkId);
    if (!task) return;
    this.#show(linkId, null);
    this.#runner.cancel(task);
    if (task.brought) this.parts.background(this.errands.release(linkId));
  }

  /** Of links that were purged: their tasks end, their snapshots' files go, with their sealed copies. */
  async release(ids: readonly LinkId[], snapshots: readonly string[]): Promise<void> {
    for (const id of ids) if (this.parts.urlOf(id) === null) this.dropped(id);
    await this.parts.releasedFiles?.(await this.blobs.purge(snapshots));
  }

  /** Asks for a snapshot now. One that is under way is left alone. Throws `EditFailed`, as `cancel` does. */
  async ask(id: LinkId): Promise<void> {
    // A page that was brought and did not become a snapshot is tried again as it is.
    const { phase, brought } = this.board.get(id) ?? {};
    if (phase?.kind === "queued" || phase?.kind === "fetching") return;
    const url = this.parts.urlOf(id);
    if (url === null) return;
    const task = { ...newTask({ id, url }, this.parts.now()), ...(brought ? { brought } : {}) };
    await this.#storeOrThrow({ tasks: [task] });
    this.added(task);
  }

  async cancel(id: LinkId): Promise<void> {
    if (!this.board.get(id)) return;
    await this.#storeOrThrow({ droppedTasks: [id] });
    this.dropped(id);
  }

  /** Fetches what of these snapshots is not here. Resolves to whether everything is here now. */
  async fetchFiles(snapshots: readonly Snapshot[]): Promise<boolean> {
    const { parts, blobs, connection } = this;
    let whole = true;
    for (const snapshot of snapshots)
      whole = (await fetchFrom(snapshot, { ...parts, blobs, connection })) && whole;
    return whole;
  }

  hear(message: TabMessage): void {
    switch (message.kind) {
      case "task":
        return this.#heardTask(message.linkId, message.task);
      case "progress":
        this.board.setProgress(message.linkId, message.progress);
        return this.parts.progressed(message.linkId);
      case "tasks":
        return this.parts.background(this.load().then(() => this.#runner.pump()));
      case "token":
        return this.parts.background(this.connection.reload());
      default:
        return;
    }
  }

  #heardTask(linkId: LinkId, task: CaptureTask | null): void {
    const known = this.board.get(linkId);
    // News of an order that was replaced meanwhile comes late.
    if (task && known && task.queuedAt < known.queuedAt) return;
    if (task) this.board.put(task);
    else this.board.drop(linkId);
    if (known && !isSameOrder(known, task)) this.#runner.cancel(known);
    this.parts.taskChanged(linkId);
    this.#runner.pump();
  }

  #progress(linkId: LinkId, progress: Progress): void {
    this.board.setProgress(linkId, progress);
    this.parts.tell({ kind: "progress", linkId, progress });
    this.parts.progressed(linkId);
  }

  /** Stores what became of a task, unless it was taken away or replaced meanwhile. */
  async #save(task: CaptureTask, next: CaptureTask | null): Promise<void> {
    if (!this.#stands(task)) return;
    await this.#store(next ? { changedTasks: [next] } : { endedTasks: [task] });
    if (this.#stands(task)) this.#show(task.linkId, next);
  }

  #stands(task: CaptureTask): boolean {
    return !this.#replacing.has(task.linkId) && isSameOrder(this.board.get(task.linkId), task);
  }

  #show(linkId: LinkId, task: CaptureTask | null): void {
    if (task) this.board.put(task);
    else this.board.drop(linkId);
    this.parts.tell({ kind: "task", linkId, task });
    this.parts.taskChanged(linkId);
  }

  async #store(what: TaskChanges): Promise<LogFailure | null> {
    const done = await this.parts.log.commit([], () => ({ value: null, ...what }));
    if (done.ok) return null;
    this.parts.trouble(done.error);
    return done.error;
  }

  async #storeOrThrow(what: TaskChanges): Promise<void> {
    const failure = await this.#store(what);
    if (failure) throw new EditFailed(failure);
  }

  async #keep(task: CaptureTask, snapshot: Snapshot): Promise<boolean> {
    const done = await keepSnapshot(this.parts.editor, task, snapshot);
    if (done === "failed") return false;
    if (this.#stands(task)) {
      this.#show(task.linkId, null);
      if (task.brought) await this.errands.release(task.linkId);
    }
    if (done === "gone") await this.blobs.release([snapshot.id]);
    else this.parts.background(this.errands.bases.remember(snapshot));
    return true;
  }

  async #keepCheck(task: CaptureTask, check: { snapshotId: string; at: number }): Promise<void> {
    if ((await keepCheck(this.parts.editor, task, check)) && this.#stands(task))
      this.#show(task.linkId, null);
  }

  /** What went wrong with a look of a watch is shown at the link only when it says something of the page. */
  async #watchFailed(task: CaptureTask, event: FailedEvent, next: NextTask): Promise<NextTask> {
    if (event.code === "unauthorised" || event.code === "interrupted") return next;
    const isTelling = await this.watch.failed(task, event);
    return isTelling && next?.phase.kind === "failed" ? next : null;
  }

  /** Makes a snapshot of a page the person brought. Resolves to why it is not taken, or `null`. */
  async bring(id: LinkId, page: BroughtFile): Promise<BringRefusal | null> {
    const url = this.parts.urlOf(id);
    if (url === null) return "empty";
    this.#replacing.add(id);
    try {
      const kept = await this.errands.keep(id, page);
      if (!kept.ok) return kept.error;
      const task = { ...newTask({ id, url }, this.parts.now()), brought: kept.value };
      await this.#storeOrThrow({ tasks: [task] });
      // What was under way ends; a page brought before goes with this one's end.
      const before = this.board.get(id);
      if (before) this.#runner.cancel(before);
      this.added(task);
      return null;
    } finally {
      this.#replacing.delete(id);
      this.#runner.pump();
    }
  }

  /** A look of the watch: after everything a person asked for. */
  async #look(link: { readonly id: LinkId; readonly url: string }): Promise<void> {
    const task = watchTask(link, this.parts.now());
    await this.#storeOrThrow({ tasks: [task] });
    this.added(task);
  }
}

const isOpenTask = (task: CaptureTask | undefined): boolean => task !== undefined && isOpen(task);

type NextTask = CaptureTask | null;
type TaskChanges = Pick<Decision<null>, "tasks" | "changedTasks" | "endedTasks" | "droppedTasks">;
