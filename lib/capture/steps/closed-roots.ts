/**
 * Makes shadow trees known that no script of the page ever held: closed ones that the parser made (`<template
 * shadowrootmode="closed">`, `setHTMLUnsafe`). Scripts of the page cannot find them, ours neither; the browser's
 * inspector can. What it finds is put where the page's scripts remember the others (inpage/memory.ts).
 */
import type { CDPSession } from "playwright";
import type { Scene } from "../child/scene";

const PASS = { part: 0.05, ms: 2_000 };
/** Of a larger page the inspector's list would weigh more than the page. */
const MAX_NODES = 150_000;
const MAX_ROOTS = 500;
const MAX_FRAMES = 20;

/** A node as the inspector tells of it. */
interface Inspected {
  readonly backendNodeId: number;
  readonly shadowRootType?: string;
  readonly shadowRoots?: readonly Inspected[];
  readonly children?: readonly Inspected[];
  readonly contentDocument?: Inspected;
}

/** A closed shadow root with its host. */
interface Closed {
  readonly host: number;
  readonly root: number;
}

/** Never rejects. */
export async function rememberClosedRoots({ page, context, budget }: Scene): Promise<void> {
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  // A frame in the process of the page around it has no session of its own, and is seen from there.
  const sessions = [page, ...frames.slice(0, MAX_FRAMES)].map((place) => context.newCDPSession(place));
  const looks = Promise.allSettled(sessions.map(async (session) => lookThrough(await session)));
  await budget.box("closed shadow roots", budget.share(PASS.part, PASS.ms), looks).catch(() => undefined);
}

async function lookThrough(session: CDPSession): Promise<void> {
  try {
    const { nodes } = await session.send("Memory.getDOMCounters");
    if (nodes > MAX_NODES) return;
    const { root } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
    await Promise.allSettled(closedIn(root).map((closed) => remember(session, closed)));
  } finally {
    // It ends with the page at the latest.
    await session.detach().catch(() => undefined);
  }
}

function closedIn(document: Inspected): Closed[] {
  const found: Closed[] = [];
  const waiting = [document];
  for (let node = waiting.pop(); node && found.length < MAX_ROOTS; node = waiting.pop()) {
    for (const root of node.shadowRoots ?? [])
      if (root.shadowRootType === "closed")
        found.push({ host: node.backendNodeId, root: root.backendNodeId });
    for (const inside of [
      node.shadowRoots,
      node.children,
      node.contentDocument ? [node.contentDocument] : [],
    ])
      for (const one of inside ?? []) waiting.push(one);
  }
  return found;
}

async function remember(session: CDPSession, { host, root }: Closed): Promise<void> {
  const [on, shadow] = await Promise.all(
    [host, root].map(async (backendNodeId) => {
      const { object } = await session.send("DOM.resolveNode", { backendNodeId });
      return object.objectId;
    }),
  );
  if (on === undefined || shadow === undefined) return;
  await session.send("Runtime.callFunctionOn", {
    functionDeclaration: "function (root) { globalThis.linksnapMemory?.roots.set(this, root); }",
    objectId: on,
    arguments: [{ objectId: shadow }],
  });
}
