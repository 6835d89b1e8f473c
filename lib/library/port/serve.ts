/** Puts an engine's doors on a message port. Requests wait until the library is open and are then answered in order. */
import type { LinkId } from "../../domain/ids";
import { EditFailed } from "../edit-failed";
import { addLink } from "../editing/add-link";
import type { AddParts } from "../editing/add-link";
import type { Engine } from "../engine/engine";
import type { ListSession } from "../engine/list-session";
import { isChanged } from "../projection/projected";
import type { Cells } from "../../replica/cells";
import { setFields } from "../../replica/edits";
import { deviceCalls } from "./device-calls";
import { keepingCalls, valueOf } from "./keeping-calls";
import type { Calls, Reply, Request, StandBy, Wire } from "./messages";

interface Open {
  readonly close: () => void;
  readonly session?: ListSession;
}

/** Resolves when the library is open and what was asked until then was answered. */
export function serve(engine: Engine, wire: Wire): Promise<void> {
  const subscriptions = new Map<number, Open>();
  const calls = callsOf(engine, (n) => subscriptions.get(n)?.session);
  const send = (reply: Reply): void => wire.postMessage(reply, []);
  const opened = engine.open();
  /** When the first lists are on their way. */
  const listed = opened.then(() => undefined);
  wire.addEventListener("message", ({ data: request, ports: [port] }: MessageEvent<Request | StandBy>) => {
    if (request.kind === "air") return port && engine.devices.direct.usePage(port);
    // All tags of a large library take a while to count.
    const when = request.kind === "watch" && request.topic === "tags" ? listed : opened;
    void when.then(() => {
      if (request.kind === "call") return answer(calls, request, send);
      return subscribe(engine, request, { subscriptions, send });
    });
  });
  return opened;
}

/** Both ends are compiled from one list of calls: arguments that come over the wire are those of the method. */
interface Doors {
  open(...args: readonly unknown[]): Promise<unknown>;
}
type Door = Doors["open"];

async function answer(
  calls: Readonly<Record<keyof Calls, Door>>,
  { n, method, args }: Extract<Request, { kind: "call" }>,
  send: (reply: Reply) => void,
): Promise<void> {
  try {
    send({ kind: "done", n, value: await calls[method](...args) });
  } catch (error) {
    const trouble = error instanceof EditFailed ? error.trouble : null;
    send({ kind: "failed", n, message: String(error), trouble });
  }
}

interface Subscriber {
  readonly subscriptions: Map<number, Open>;
  readonly send: (reply: Reply) => void;
}

function subscribe(
  engine: Engine,
  request: Exclude<Request, { kind: "call" }>,
  { subscriptions, send }: Subscriber,
): void {
  const { n } = request;
  const push = (value: unknown): void => send({ kind: "push", n, value });
  switch (request.kind) {
    case "watch": {
      const tell = (): void => push(valueOf(engine, request.topic));
      subscriptions.set(n, { close: engine.watchers.watch(request.topic, tell) });
      return tell();
    }
    case "watch-link":
      subscriptions.set(n, { close: watchLink(engine, request.id, push) });
      return;
    case "open-list": {
      const { session, close } = engine.openList(request.spec, push);
      subscriptions.set(n, { session, close });
      return;
    }
    case "look":
      return subscriptions.get(n)?.session?.look(request.windows);
    case "close":
      subscriptions.get(n)?.close();
      subscriptions.delete(n);
  }
}

/** Views are made one after the other, and only the newest is worth making when several are due. */
function watchLink(engine: Engine, id: LinkId, push: (value: unknown) => void): () => void {
  let isDue = false;
  let isMaking = false;
  const make = async (): Promise<void> => {
    isDue = true;
    if (isMaking) return;
    isMaking = true;
    try {
      while (isDue) {
        isDue = false;
        push(await engine.linkView(id));
      }
    } finally {
      isMaking = false;
    }
  };
  engine.background(make());
  engine.background(engine.noticeMissing(id));
  return engine.watchers.watchLink(id, () => engine.background(make()));
}

function callsOf(engine: Engine, session: (n: number) => ListSession | undefined): Calls {
  const { editor, captures } = engine;
  const { now } = engine.parts;
  const saving: AddParts = { editor, index: engine.index, now, asked: (task) => captures.added(task) };
  return {
    add: async (text, draft) => {
      const outcome = await addLink(saving, text, draft);
      if (outcome.kind === "saved") engine.storageChanged();
      return outcome;
    },
    patch: async (id, patch) => {
      const batch = await editor.patch(id, patch);
      if (patch.watch !== undefined) await captures.watch.reset(id);
      return batch;
    },
    ...keepingCalls(engine),
    ...deviceCalls(engine),
    capture: (id) => captures.ask(id),
    cancelCapture: (id) => captures.cancel(id),
    bring: (id, { type, bytes }) => captures.bring(id, { type, bytes: new Uint8Array(bytes) }),
    seen: (id) => markSeen(engine, id),
    resumeWatch: (id) => captures.watch.reset(id),
    artifactText: ({ hash }) => captures.blobs.text(hash),
    fetchArtifacts: (id) => engine.fetchArtifacts(id),
    readImport: async (file) => engine.transfer.read(file),
    importLinks: async (id, options) => {
      const report = await engine.transfer.run(id, options);
      engine.storageChanged();
      return report;
    },
    stopImport: async () => engine.transfer.stop(),
    makeBackup: () => engine.backups.make(),
    stopBackup: async () => engine.backups.stop(),
    openBackup: (file) => engine.backups.open(file),
    restoreBackup: async () => {
      const report = await engine.backups.restore();
      engine.storageChanged();
      return report;
    },
    set: (settings) => engine.set(settings),
    claim: (code) => captures.connection.claim(code),
    acceptLoss: () => engine.acceptLoss(),
    damageSeen: () => engine.damageSeen(),
    listIds: async (n) => session(n)?.ids() ?? [],
    listHit: async (n, id) => session(n)?.hit(id) ?? null,
    rebuildSearch: () => engine.search.rebuild(),
    wake: () => engine.wake(),
    persistAsked: () => engine.refreshStorage(true),
  };
}

/** Not worth an undo: what was seen stays seen. */
async function markSeen({ index, editor }: Engine, id: LinkId): Promise<void> {
  const entry = index.get(id);
  if (!entry || !isChanged(entry.projected)) return;
  const seen = entry.projected.newest?.changedAt ?? 0;
  const edit = (cells: Cells): void => setFields(cells, id, { seen });
  await editor.perform({ label: "edit", ids: [id], edit, undoable: false });
}
