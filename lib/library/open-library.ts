/**
 * Opens the library of this device: the only composition root of the browser app. The page's side is small on purpose;
 * replica, log, index and search load in the worker, not with the first screen.
 */
import type { Artifact } from "../domain/artifact";
import type { LinkId } from "../domain/ids";
import { Channel } from "./client/channel";
import { keepSame } from "./client/keep-same";
import { standBy } from "./client/stand-by";
import { OnDemand, Value } from "./client/live";
import { RemoteList } from "./client/remote-list";
import type { Topic } from "./engine/watchers";
import type { Library, LinkView, Live } from "./library";
import { callNames } from "./port/call-names";
import type { CallName } from "./port/call-names";

/** Where the worker's bundle lies (workers/library.worker.ts). */
const WORKER = "/library.worker.js";
/** Where the head of the page leaves the worker it started. */
const STARTED_WORKER = "linksnapWorker";

export function openLibrary(): Library {
  const worker = takeStarted() ?? new Worker(WORKER, { name: "linksnap-library" });
  const channel = new Channel(worker);
  standBy(worker);
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
        value.set(keepSame(value.get(), next));
      },
    });
    return value;
  };
  return {
    ...forwarded(channel),
    status: topic("status"),
    counts: topic("counts"),
    tags: topic("tags"),
    settings: topic("settings"),
    list: (spec) => new RemoteList(channel, spec),
    link: linkViews(channel),
    work: topic("work"),
    held: topic("held"),
    searches: topic("searches"),
    unusedTags: topic("unusedTags"),
    sync: topic("sync"),
    devices: topic("devices"),
    pairing: topic("pairing"),
    keep: topic("keep"),
    watches: topic("watches"),
    artifactUrl,
    importing: topic("importing"),
    backup: topic("backup"),
    askToPersist: async () => {
      const persisted = await navigator.storage.persist();
      await channel.call("persistAsked");
      return persisted;
    },
    close: async () => close(),
  };
}

/** Everything the worker answers as it is called. */
function forwarded(channel: Channel): Pick<Library, CallName> {
  const methods = callNames.map((name): readonly unknown[] => [
    name,
    (...args: readonly unknown[]) => channel.forward(name, args),
  ]);
  const calls: Pick<Library, CallName> = Object.fromEntries(methods);
  return calls;
}

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
