/**
 * A capturer for tests of what is made of pages: every capture goes through the whole pipeline and the egress door, all in
 * one browser and in the test's own process. Walls, deadlines and ends of processes are proved where they are the subject.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext } from "playwright";
import type { Capturer } from "../../ports/capturer";
import { AdFilter } from "../blocking/ad-filter";
import { HostList } from "../blocking/list/host-list";
import { buildCapture } from "../build";
import { launchBrowser } from "../child/browser";
import { capturePage } from "../child/capture-page";
import { Outlet } from "../child/outlet";
import { openDoor } from "../egress/door";
import type { EgressRules } from "../egress/target";
import { defaultLimits, type CaptureLimits } from "../limits";
import { readChildMessage } from "../messages";
import type { Prepared } from "../parent/ready-process";
import { runJob } from "../parent/run-job";
import { createWorkFolder } from "../parent/work-folder";

export interface OneBrowser {
  /** `watch` sees the room of the capture before anything is opened in it. */
  capture(
    job: Parameters<Capturer["capture"]>[0],
    watch?: (room: BrowserContext) => void,
  ): ReturnType<Capturer["capture"]>;
  /** The browser, for looking at what was made. It has no way to any network but the door. */
  readonly browser: Browser;
  close(): Promise<void>;
}

/** The list that is shipped. */
const list = new HostList(readFileSync(join(import.meta.dirname, "../blocking/list/hosts.txt")));

/** A machine under load takes its time; what is proved with this is no speed. */
const DEADLINE_MS = 150_000;

/** Starts the browser. The rules allow the test's own sites; with `trust` also those whose certificate nobody signed. */
export async function openOneBrowser(
  rules: EgressRules,
  given: Partial<CaptureLimits> = {},
  trust = false,
): Promise<OneBrowser> {
  const limits = { ...defaultLimits, deadlineMs: DEADLINE_MS, ...given };
  const root = mkdtempSync(join(tmpdir(), "linksnap-one-"));
  const chromium = process.env["LINKSNAP_CHROMIUM"] || "/usr/bin/chromium";
  const [door] = await Promise.all([openDoor(rules), buildCapture(root)]);
  // One pass for all captures: what each may use is proved elsewhere.
  const pass = door.admit({ ...limits, totalBytes: Infinity, requests: Infinity });
  const { username, password } = pass;
  const proxy = { server: door.address, username, password };
  const browser = await launchBrowser({ chromium, sandbox: process.getuid?.() !== 0, proxy });
  const scripts = pathToFileURL(`${root}/`);
  return {
    browser,
    capture: async (job, watch) => {
      pass.ads = new AdFilter({ pageHost: new URL(job.url).hostname, list });
      const folder = await createWorkFolder(root, {});
      const result = await runJob(job, {
        pass,
        folder,
        limits,
        locale: "en-US",
        isReady: Promise.resolve(true),
        process: inProcess({ browser, scripts, trust }, watch),
      });
      if (!result.ok) await folder.remove();
      return result;
    },
    close: async () => {
      await browser.close();
      await door.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** What a capture process does with its job, done here; its rooms are closed instead of its browser. */
function inProcess(
  { browser, scripts, trust }: { readonly browser: Browser; readonly scripts: URL; readonly trust: boolean },
  watch?: (room: BrowserContext) => void,
): Prepared["process"] {
  const rooms: BrowserContext[] = [];
  const own = {
    version: () => browser.version(),
    newContext: async (options: Parameters<Browser["newContext"]>[0]) => {
      const room = await browser.newContext({ ...options, ...(trust ? { ignoreHTTPSErrors: true } : {}) });
      rooms.push(room);
      watch?.(room);
      return room;
    },
  };
  return {
    isOver: false,
    end: () => Promise.resolve(0),
    run: async ({ orders, onMessage }) => {
      for (const order of orders) {
        if (order.type !== "capture") continue;
        const outlet = new Outlet(order.folder, (line) => {
          const message = readChildMessage(line);
          if (message) onMessage(message);
        });
        await capturePage(order, outlet, { browser: Promise.resolve(own), scripts });
      }
      for (const room of rooms) await room.close();
      return { end: "finished", left: 0, complaint: "" };
    },
  };
}
