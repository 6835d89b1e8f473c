/**
 * What every walked path starts from: a fixture site, the built app with data of its own, and real browsers with profiles
 * of their own. After each test the app is stopped, and the test fails when one of its processes is still alive.
 */
import { mkdtempSync, chmodSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, chromium, expect, type BrowserContext, type Page } from "playwright/test";
import { chromiumPath, createApp, type App } from "./app";
import { startSite, type Site } from "./site-server";

export interface BrowserOptions {
  /** Two browsers with the same profile name see the same storage, one after the other. */
  readonly profile?: string;
  readonly locale?: "en-US" | "zh-CN";
  readonly theme?: "light" | "dark";
  /** A touch screen of 390 × 844 pixels. */
  readonly phone?: boolean;
  /** May connect to other browsers of this machine, where there is no network but the loopback. */
  readonly direct?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
}

export type Browse = (options?: BrowserOptions) => Promise<BrowserContext>;

const asRoot = process.getuid?.() === 0;
export const browserArgs = [
  ...(asRoot ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** Last lines of the console that are told with a failure. */
const MOST_SAID = 20;
const SHOW_MS = 5000;

/** A failure on a machine that is gone afterwards can be understood from its report alone. */
async function whatPagesShow(contexts: readonly BrowserContext[]): Promise<string[]> {
  const pages = contexts.flatMap((context) => context.pages());
  return Promise.all(
    pages.map(async (page) => {
      const body = page.locator("body").ariaSnapshot({ timeout: SHOW_MS });
      return `${page.url()}\n${await body.catch((error: unknown) => String(error))}`;
    }),
  );
}

interface Fixtures {
  /** Settings of the app's environment that differ from the usual. */
  readonly appEnv: Readonly<Record<string, string>>;
  /** Port of the fixture site; 0 takes a free one. */
  readonly sitePort: number;
  readonly folder: string;
  readonly site: Site;
  readonly app: App;
  readonly browse: Browse;
  /** One page of a fresh profile, opened at the library. */
  readonly page: Page;
}

export const test = base.extend<Fixtures>({
  appEnv: [{}, { option: true }],
  sitePort: [0, { option: true }],
  folder: async ({ browserName }, use) => {
    const folder = mkdtempSync(join(tmpdir(), `linksnap-${browserName}-`));
    // Captures may run under another user, who has to get through here.
    chmodSync(folder, 0o755);
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
  site: async ({ sitePort }, use) => {
    const site = await startSite(sitePort);
    await use(site);
    await site.close();
  },
  app: async ({ folder, site, appEnv }, use, info) => {
    const app = await createApp({ folder, allowPrivate: site.allowPrivate, env: appEnv });
    await app.start();
    await use(app);
    await app.stop();
    const left = await app.leftovers();
    await app.dispose();
    if (info.status !== info.expectedStatus)
      await info.attach("server output", { body: app.output(), contentType: "text/plain" });
    expect(left, "no process of the server outlives it").toEqual([]);
  },
  browse: async ({ app, folder }, use, info) => {
    const open: BrowserContext[] = [];
    const thrown: string[] = [];
    const said: string[] = [];
    await use(async (options = {}) => {
      const context = await chromium.launchPersistentContext(join(folder, options.profile ?? "profile"), {
        executablePath: chromiumPath(),
        args: options.direct ? [...browserArgs, "--allow-loopback-in-peer-connection"] : browserArgs,
        // Chromium names its addresses only to pages that may listen: otherwise they hide behind mDNS.
        ...(options.direct ? { permissions: ["microphone"] } : {}),
        baseURL: app.origin,
        locale: options.locale ?? "en-US",
        colorScheme: options.theme ?? "light",
        ...(options.phone ? phone : { viewport: options.viewport ?? { width: 1440, height: 900 } }),
      });
      context.on("weberror", (fault) => thrown.push(fault.error().stack ?? fault.error().message));
      context.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") said.push(message.text());
      });
      open.push(context);
      return context;
    });
    if (info.status !== info.expectedStatus)
      await info.attach("what the pages showed", {
        body: [...(await whatPagesShow(open)), ...said.slice(-MOST_SAID)].join("\n"),
        contentType: "text/plain",
      });
    for (const context of open) await context.close();
    expect(thrown, "no screen threw an error").toEqual([]);
  },
  page: async ({ browse }, use) => {
    const context = await browse();
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto("/");
    await use(page);
  },
});

export { expect };
