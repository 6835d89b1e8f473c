/**
 * Opens the library of this device: the only composition root of the browser app. The page's side is small on purpose;
 * replica, log, index and search load in the worker, not with the first screen.
 */
import type { Artifact } from "../domain/artifact";
import type { LinkId } from "../domain/ids";
import { Channel, type Listening } from "./client/channel";
import { choicesAside } from "./client/choices-aside";
import { ChosenSettings, nowhere, type Aside } from "./client/chosen-settings";
import { keepSame } from "./client/keep-same";
import { standBy } from "./client/stand-by";
import { OnDemand, Value } from "./client/live";
import { Recollection } from "./client/recollection";
import { RemoteList } from "./client/remote-list";
import type { Topic } from "./engine/watchers";
import type { DeviceSettings, Library, LinkView, ListSpec, Live } from "./library";
import { Recalled } from "./opening/recalled";
import { callNames } from "./port/call-names";
import type { CallName } from "./port/call-names";

/** Where the worker's bundle lies (workers/library.worker.ts). */
const WORKER = "/library.worker.js";
/** Where the head of the page leaves the worker it started. */
const STARTED_WORKER = "linksnapWorker";
/** Where it leaves what it reads of the device's database, before any worker has. */
const RECALLED = "linksnapRecalled";

export function openLibrary(): Library {
  const worker = takeStarted() ?? new Worker(WORKER, { name: "linksnap-library" });
  const channel = new Channel(worker);
  standBy(worker);
  const stopWaking = wakeWithPage(() => void channel.call("wake"));
  const close = (): void => {
    stopWaking();
    worker.terminate();
  };
  return createLibrary(channel, close, {
    coming: takeRecalled(),
    aside: choicesAside(navigator.userAgent),
  });
}

/** What the page's head found of the last visit. It resolves in any case. */
async function takeRecalled(): Promise<Recalled | null> {
  const coming: unknown = Reflect.get(globalThis, RECALLED);
  Reflect.deleteProperty(globalThis, RECALLED);
  return Recalled.from(await coming, navigator.userAgent);
}

/** The worker that the page's head started already (lib/ui/pre-paint.ts), once. */
function takeStarted(): Worker | null {
  const started: unknown = Reflect.get(globalThis, STARTED_WORKER);
  Reflect.deleteProperty(globalThis, STARTED_WORKER);
  return started instanceof Worker ? started : null;
}

/** What the visit before this one left. */
export interface LastVisit {
  readonly coming?: Promise<Recalled | null>;
  readonly aside?: Aside;
}

/** The library behind a channel. Apart from `openLibrary`, only tests need it. */
export function createLibrary(
  channel: Channel,
  close: () => void,
  { coming = Promise.resolve(null), aside = nowhere }: LastVisit = {},
): Library {
  const recollection = new Recollection(coming);
  const settings = new ChosenSettings(aside);
  const keep = (chosen: Partial<DeviceSettings>): Promise<void> => channel.call("set", chosen);
  watchTopic("settings", settings, { channel, recollection });
  settings.resume(keep).catch(() => undefined); // told as any choice that is not kept: shown as it was
  const topic = <T>(name: Topic, value = new Value<T>()): Live<T> => {
    const listening: Listening = {
      push(next: T) {
        value.set(keepSame(value.get(), next));
      },
    };
    watchTopic(name, listening, { channel, recollection });
    return value;
  };
  return {
    ...forwarded(channel),
    status: topic("status"),
    counts: topic("counts"),
    tags: topic("tags"),
    settings,
    set: (chosen) => settings.choose(chosen, () => keep(chosen)),
    list: (spec) => openList(spec, { channel, recollection }),
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

/** Where the values of the library come from: the worker, and until that speaks what is remembered. */
interface Sources {
  readonly channel: Channel;
  readonly recollection: Recollection;
}

function watchTopic(topic: Topic, listening: Listening, { channel, recollection }: Sources): void {
  recollection.use((recalled) => {
    const remembered = recalled.topic(topic);
    if (remembered !== undefined) listening.push(remembered);
  });
  channel.open((n) => ({ kind: "watch", n, topic }), {
    push(value) {
      recollection.end();
      listening.push(value);
    },
  });
}

function openList(spec: ListSpec, { channel, recollection }: Sources): RemoteList {
  const list = new RemoteList(channel, spec);
  recollection.use((recalled) => list.remind(recalled.list(spec)));
  return list;
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
