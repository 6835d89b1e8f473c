/**
 * Opens the library of this device: the only composition root of the browser app. The page's side is small on purpose;
 * replica, log, index and search load in the worker, not with the first screen.
 */
import type { Artifact } from "../domain/artifact";
import type { LinkId } from "../domain/ids";
import { Channel } from "./client/channel";
import { OnDemand, Value } from "./client/live";
import { RemoteList } from "./client/remote-list";
import type { Topic } from "./engine/watchers";
import type { Library, LinkView, Live } from "./library";

/** Where the worker's bundle lies (workers/library.worker.ts). */
const WORKER = "/library.worker.js";
/** Where the head of the page leaves the worker it started. */
const STARTED_WORKER = "linksnapWorker";

export function openLibrary(): Library {
  const worker = takeStarted() ?? new Worker(WORKER, { name: "linksnap-library" });
  const channel = new Channel(worker);
  const stopWaking = wakeWithPage(() => void channel.call("wake"));
  return createLibrary(channel, () => {
    stopWaking();
    worker.terminate();
  });
}

/** The worker that the page's head started already (lib/ui/pre-paint.ts), once. */
function takeStarted(): Worker | null {
  const started: unknown = Reflect.get(globalThis, STARTED_WORKER);
  Reflect.deleteProperty(globalThis, STARTED_WORKER);
  return started instanceof Worker ? started : null;
}

/** The library behind a channel. Apart from `openLibrary`, only tests need it. */
export function createLibrary(channel: Channel, close: () => void): Library {
  const topic = <T>(name: Topic, value = new Value<T>()): Live<T> => {
    channel.open((n) => ({ kind: "watch", n, topic: name }), {
      push(next: T) {
        value.set(next);
      },
    });
    return value;
  };
  return {
    status: topic("status"),
    counts: topic("counts"),
    tags: topic("tags"),
    settings: topic("settings"),
    list: (spec) => new RemoteList(channel, spec),
    link: linkViews(channel),
    ...edits(channel),
    ...transfers(channel),
    ...keeping(channel),
    work: topic("work"),
    held: topic("held"),
    searches: topic("searches"),
    unusedTags: topic("unusedTags"),
    capture: (id) => channel.call("capture", id),
    cancelCapture: (id) => channel.call("cancelCapture", id),
    bring: (id, page) => channel.call("bring", id, page),
    seen: (id) => channel.call("seen", id),
    watches: topic("watches"),
    resumeWatch: (id) => channel.call("resumeWatch", id),
    artifactUrl,
    artifactText: (artifact) => channel.call("artifactText", artifact),
    fetchArtifacts: (id) => channel.call("fetchArtifacts", id),
    importing: topic("importing"),
    backup: topic("backup"),
    set: (settings) => channel.call("set", settings),
    claim: (code) => channel.call("claim", code),
    askToPersist: async () => {
      const persisted = await navigator.storage.persist();
      await channel.call("persistAsked");
      return persisted;
    },
    rebuildSearch: () => channel.call("rebuildSearch"),
    acceptLoss: () => channel.call("acceptLoss"),
    close: async () => close(),
  };
}

type Edits = Pick<
  Library,
  "add" | "patch" | "tag" | "star" | "archive" | "trash" | "restore" | "purge" | "undo" | "moveUp"
>;
type Keeping = Pick<
  Library,
  | "highlight"
  | "changeHighlight"
  | "activity"
  | "answerHeld"
  | "renameTag"
  | "mergeTags"
  | "nestTag"
  | "deleteTags"
  | "colourTag"
  | "addTagAlias"
  | "removeTagAlias"
  | "createTag"
  | "suggestTags"
  | "tagShares"
  | "saveSearch"
  | "changeSearch"
  | "deleteSearch"
  | "moveSearch"
  | "duplicates"
>;

const edits = (channel: Channel): Edits => ({
  add: (text, draft) => channel.call("add", text, draft),
  patch: (id, patch) => channel.call("patch", id, patch),
  tag: (ids, add, remove) => channel.call("tag", ids, add, remove),
  star: (ids, on) => channel.call("star", ids, on),
  archive: (ids, on) => channel.call("archive", ids, on),
  trash: (ids) => channel.call("trash", ids),
  restore: (ids) => channel.call("restore", ids),
  purge: (ids) => channel.call("purge", ids),
  undo: (batchId) => channel.call("undo", batchId),
  moveUp: (ids) => channel.call("moveUp", ids),
});

const keeping = (channel: Channel): Keeping => ({
  highlight: (id, draft) => channel.call("highlight", id, draft),
  changeHighlight: (id, highlight, patch) => channel.call("changeHighlight", id, highlight, patch),
  activity: () => channel.call("activity"),
  answerHeld: (wish) => channel.call("answerHeld", wish),
  renameTag: (tag, name) => channel.call("renameTag", tag, name),
  mergeTags: (tags, into) => channel.call("mergeTags", tags, into),
  nestTag: (tag, under) => channel.call("nestTag", tag, under),
  deleteTags: (tags) => channel.call("deleteTags", tags),
  colourTag: (tag, hue) => channel.call("colourTag", tag, hue),
  addTagAlias: (tag, alias) => channel.call("addTagAlias", tag, alias),
  removeTagAlias: (alias) => channel.call("removeTagAlias", alias),
  createTag: (tag) => channel.call("createTag", tag),
  suggestTags: (id, chosen) => channel.call("suggestTags", id, chosen),
  tagShares: (ids) => channel.call("tagShares", ids),
  saveSearch: (query, name) => channel.call("saveSearch", query, name),
  changeSearch: (id, change) => channel.call("changeSearch", id, change),
  deleteSearch: (id) => channel.call("deleteSearch", id),
  moveSearch: (id, to) => channel.call("moveSearch", id, to),
  duplicates: () => channel.call("duplicates"),
});

type Transfers = Pick<
  Library,
  "readImport" | "importLinks" | "stopImport" | "makeBackup" | "stopBackup" | "openBackup" | "restoreBackup"
>;

const transfers = (channel: Channel): Transfers => ({
  readImport: (file) => channel.call("readImport", file),
  importLinks: (id, options) => channel.call("importLinks", id, options),
  stopImport: () => channel.call("stopImport"),
  makeBackup: () => channel.call("makeBackup"),
  stopBackup: () => channel.call("stopBackup"),
  openBackup: (file) => channel.call("openBackup", file),
  restoreBackup: () => channel.call("restoreBackup"),
});

/** One live view per link, shared by all who look at it. */
function linkViews(channel: Channel): (id: LinkId) => Live<LinkView | null> {
  const views = new Map<LinkId, Live<LinkView | null>>();
  return (id) => {
    const known = views.get(id);
    if (known) return known;
    const shared = new OnDemand<LinkView | null>(
      (set) => {
        const push = { push: (view: LinkView | null) => set(view) };
        const subscription = channel.open((n) => ({ kind: "watch-link", n, id }), push);
        return () => subscription.close();
      },
      () => views.delete(id),
    );
    views.set(id, shared);
    return shared;
  };
}

/** Archived pages are composed by the service worker; everything else is shown from its blob. */
const artifactUrl = ({ kind, hash }: Artifact): string =>
  kind === "page" ? `/archived/${hash}` : `/api/blobs/${hash}`;

function wakeWithPage(wake: () => void): () => void {
  const seen = (): void => {
    if (document.visibilityState === "visible") wake();
  };
  document.addEventListener("visibilitychange", seen);
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", seen);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    window.removeEventListener("online", wake);
    window.removeEventListener("pageshow", seen);
  };
}
