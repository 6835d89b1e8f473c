/**
 * Opens a page the way a capture does: through the egress door, with the engine's own steps, in a browser of its own.
 * Names other than our servers' lead nowhere, so a run does not depend on what the network looks like today.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright";
import { Resources } from "../../../lib/capture/archive/resources";
import { launchBrowser } from "../../../lib/capture/child/browser";
import { Budget } from "../../../lib/capture/child/budget";
import { InPage } from "../../../lib/capture/child/in-page";
import { Outlet } from "../../../lib/capture/child/outlet";
import { Recorder } from "../../../lib/capture/child/recorder";
import type { Scene } from "../../../lib/capture/child/scene";
import { openDoor, type EgressDoor } from "../../../lib/capture/egress/door";
import type { Pass } from "../../../lib/capture/egress/pass";
import { readChildMessage } from "../../../lib/capture/messages";
import { loadPage } from "../../../lib/capture/steps/load";
import { openContext, openPage } from "../../../lib/capture/steps/open";
import { settlePage } from "../../../lib/capture/steps/settle";
import { canSandbox } from "../support/tools";

const BUDGET_MS = 180_000;
/** More than any page of the corpus needs: the bench measures the page, not the bounds. */
const LIMITS = { responseBytes: 200e6, totalBytes: 1e9, requests: 20_000, idleMs: 30_000 };

/** A resource the engine kept, by its hash. */
export interface KeptResource {
  readonly path: string;
  readonly mediaType: string;
}

/** An open page, and a fresh scene for every archive that is made of it. */
export interface LivePage {
  readonly scene: Scene;
  /** The same page with an outlet and a memory of its own, as a capture would have them. */
  freshScene(): Promise<{ scene: Scene; kept: Map<string, KeptResource> }>;
  close(): Promise<void>;
}

export interface Studio {
  readonly chromium: string;
  readonly scripts: URL;
  readonly door: EgressDoor;
  /** Private folder of this run. */
  readonly folder: string;
}

/** Everything but the two loopback names is unknown. */
const resolve = (host: string): Promise<readonly string[]> =>
  host === "localhost" ? Promise.resolve(["127.0.0.1"]) : Promise.reject(new Error("no such host"));

export const openStudioDoor = (allowPrivate: ReadonlySet<string>): Promise<EgressDoor> =>
  openDoor({ allowPrivate, resolve });

/** One browser with a pass of its own, as each capture has one. */
export async function openBrowser({ chromium, door }: Studio): Promise<{ browser: Browser; pass: Pass }> {
  const pass = door.admit(LIMITS);
  const proxy = { server: door.address, username: pass.username, password: pass.password };
  return { browser: await launchBrowser({ chromium, sandbox: canSandbox(), proxy }), pass };
}

let outlets = 0;

async function newOutlet(folder: string): Promise<{ outlet: Outlet; kept: Map<string, KeptResource> }> {
  const own = join(folder, `files-${outlets++}`);
  await mkdir(own, { recursive: true });
  const kept = new Map<string, KeptResource>();
  const outlet = new Outlet(own, (line) => {
    const message = readChildMessage(line);
    if (message?.type === "file" && message.kind === "resource")
      kept.set(message.name, { path: join(own, message.name), mediaType: message.mediaType });
  });
  return { outlet, kept };
}

/** Loads the page and lets it come to rest. `hooks` run before the page's scripts; the engine's own when left out. */
export async function openLivePage(
  studio: Studio,
  browser: Browser,
  { url, hooks }: { readonly url: string; readonly hooks?: string },
): Promise<LivePage> {
  const budget = new Budget(BUDGET_MS);
  const inPage = await InPage.load(studio.scripts, budget);
  const context = await openContext(browser, {
    hooks: hooks ?? inPage.hooks,
    locale: "en-US",
    maxRequests: LIMITS.requests,
  });
  const recorder = new Recorder(context);
  const bounds = { maxBytes: LIMITS.responseBytes, budget };
  const opened = await openPage(context, bounds);
  const { outlet } = await newOutlet(studio.folder);
  const scene: Scene = {
    job: {
      type: "capture",
      url,
      artifacts: [],
      folder: studio.folder,
      budgetMs: BUDGET_MS,
      maxRequests: LIMITS.requests,
      maxResponseBytes: LIMITS.responseBytes,
      maxDecodedBytes: LIMITS.totalBytes * 3,
      locale: "en-US",
    },
    context,
    ...opened,
    inPage,
    outlet,
    budget,
    resources: new Resources(recorder, context, outlet),
  };
  await loadPage(scene);
  await settlePage(scene);
  return {
    scene,
    freshScene: async () => {
      const fresh = await newOutlet(studio.folder);
      return {
        scene: {
          ...scene,
          outlet: fresh.outlet,
          budget: new Budget(BUDGET_MS),
          resources: new Resources(recorder, context, fresh.outlet),
        },
        kept: fresh.kept,
      };
    },
    close: () => context.close(),
  };
}
