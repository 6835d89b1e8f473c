/**
 * What every walked path starts from: a fixture site, the built app, and real browsers with profiles of their own. Tests
 * of one worker share a server and its site as long as no test stopped it, left it at work or asked for one of its own;
 * wherever a server ends, the test fails when one of its processes is still alive.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
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

/** One browser less for each server: what stands ready is proven beside the capture itself, and by the soak. */
const noSpare = { LINKSNAP_READY_BROWSER: "off" };

/** A folder of its own, gone with `use`. */
async function withFolder(name: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), `linksnap-${name}-`));
  // Captures may run under another user, who has to get through here.
  chmodSync(folder, 0o755);
  await use(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Ends the server; resolves to what it left behind. */
async function end(app: App): Promise<string[]> {
  await app.stop();
  const left = await app.leftovers();
  await app.dispose();
  return left;
}

/** The site and the server that tests of one worker have one after another. */
interface Standing {
  readonly site: Site;
  /** The running server, a new one when the last was not fit to go on. */
  take(): Promise<App>;
  /** After a test: ends a server that was stopped or is still at work. Resolves to what that one left behind. */
  giveBack(): Promise<string[]>;
}

async function standing(folder: string, use: (standing: Standing) => Promise<void>): Promise<void> {
  const site = await startSite();
  let app: App | undefined;
  let servers = 0;
  const drop = async (): Promise<string[]> => {
    const last = app;
    app = undefined;
    return last ? end(last) : [];
  };
  await use({
    site,
    take: async () => {
      if (app) return app;
      const own = join(folder, String((servers += 1)));
      mkdirSync(own);
      app = await createApp({ folder: own, allowPrivate: site.allowPrivate, env: noSpare });
      await app.start();
      return app;
    },
    // The server itself and nothing that it started: all captures are done.
    giveBack: () => (app?.running().length === 1 ? Promise.resolve([]) : drop()),
  });
  const left = await drop();
  await site.close();
  expect(left, "no process of the server outlives it").toEqual([]);
}

interface Fixtures {
  /** Settings of the app's environment that differ from the usual; with any, the server is the test's own. */
  readonly appEnv: Readonly<Record<string, string>>;
  /** A server that no other test had: for tests that look into its folder or its output. */
  readonly ownServer: boolean;
  readonly folder: string;
  readonly site: Site;
  readonly app: App;
  readonly browse: Browse;
  /** One page of a fresh profile, opened at the library. */
  readonly page: Page;
}

export const test = base.extend<Fixtures, { readonly standing: Standing }>({
  standing: [
    async ({ browserName }, use) => withFolder(`${browserName}-server`, (folder) => standing(folder, use)),
    { scope: "worker" },
  ],
  appEnv: [{}, { option: true }],
  ownServer: [false, { option: true }],
  folder: async ({ browserName }, use) => withFolder(browserName, use),
  site: async ({ standing: { site } }, use) => {
    await use(site);
    site.renew();
  },
  app: async ({ folder, standing: shared, appEnv, ownServer }, use, info) => {
    const alone = ownServer || Object.keys(appEnv).length > 0;
    const app = alone
      ? await createApp({ folder, allowPrivate: shared.site.allowPrivate, env: { ...noSpare, ...appEnv } })
      : await shared.take();
    if (alone) await app.start();
    await use(app);
    const left = alone ? await end(app) : await shared.giveBack();
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
