/**
 * Opens the room a page is captured in: one window of one size, hooks before the page's own scripts, and every other way
 * out shut (popups, downloads, dialogs, service workers, media streams).
 */
import type { Browser, BrowserContext, Page, Request } from "playwright";
import { browserEnded } from "../child/alive";
import type { Budget } from "../child/budget";
import { CaptureStopped } from "../child/failure";
import type { Scene, Trail } from "../child/scene";
import { DOOR_HEADER } from "../egress/door-header";
import { VIEWPORT } from "../limits";
import { Films } from "../probe/films";
import { MainDocument } from "../probe/main-document";
import { desktopAgent } from "../user-agents";

/** More navigations of the main document than this are a circle, by redirect, refresh or script. */
const MAX_NAVIGATIONS = 25;
/** What a page is made of. One that asks for data again and again lacks nothing when it is not answered any more. */
const SHOWN = new Set(["document", "stylesheet", "script", "image", "font"]);

export interface OpenOptions {
  readonly hooks: string;
  readonly locale: string;
  readonly maxRequests: number;
  /** Called when something that the page is made of is turned away for that. */
  readonly onTooMany?: () => void;
  /** The page is one that a person brought: its own policy lets nothing run. */
  readonly isSealed?: boolean;
}

/** What a browser is needed for: a room of its own for each capture. */
export type Rooms = Pick<Browser, "newContext" | "version">;

export async function openContext(browser: Rooms, options: OpenOptions): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    deviceScaleFactor: 1,
    locale: options.locale,
    acceptDownloads: false,
    serviceWorkers: "block",
    permissions: [],
    // The page's policy binds the page, not the scripts that read it (trusted types would stop the reader).
    bypassCSP: options.isSealed !== true,
    userAgent: desktopAgent(browser),
  });
  await context.addInitScript({ content: options.hooks });
  let requests = 0;
  await context.route("**/*", async (route) => {
    // Films and sounds are not kept; loading them would use up what the page's pictures need. Their beginnings pass by
    // another way (lib/capture/probe/films).
    const kind = route.request().resourceType();
    const isTooMuch = ++requests > options.maxRequests;
    if (isTooMuch && SHOWN.has(kind)) options.onTooMany?.();
    await (isTooMuch || kind === "media" ? route.abort("blockedbyclient") : route.continue()).catch(
      () => undefined,
    );
  });
  return context;
}

/** What a capture opens, and what follows it. */
type Opened = Pick<Scene, "page" | "anotherPage" | "trail" | "document">;

/** The page, with everything that could stop it or run beside it answered. */
export async function openPage(
  context: BrowserContext,
  bounds: { readonly maxBytes: number; readonly budget: Budget; readonly isSealed?: boolean },
): Promise<Opened> {
  const page = await context.newPage();
  const closePopup = (popup: Page): void => {
    // It closes with the browser at the latest.
    popup.close().catch(() => undefined);
  };
  context.on("page", closePopup);
  const anotherPage = async (): Promise<Page> => {
    await page.close();
    // Nobody is left who could open a window.
    context.off("page", closePopup);
    return context.newPage();
  };
  page.on("dialog", (dialog) => {
    dialog.dismiss().catch(() => undefined);
  });
  const trail = followTrail(page);
  if (!bounds.isSealed) await Films.watch(context, page, bounds.budget);
  return { page, anotherPage, trail, document: await MainDocument.watch(context, page, bounds) };
}

/** A promise that can only fail, and how to make it. */
function deferredFailure(): { promise: Promise<never>; reject: (error: Error) => void } {
  const end = new EventTarget();
  let failure: Error | undefined;
  const promise = new Promise<never>((_resolve, reject) => {
    end.addEventListener("fail", () => reject(failure ?? new Error("failed")), { once: true });
  });
  return {
    promise,
    reject(error) {
      failure ??= error;
      end.dispatchEvent(new Event("fail"));
    },
  };
}

function followTrail(page: Page): Trail {
  const { promise: ruin, reject: ruinWith } = deferredFailure();
  // Somebody always listens; a page that ends well never rejects.
  ruin.catch(() => undefined);
  const trail: Trail = {
    navigations: 0,
    passed: [],
    requested: "",
    status: 0,
    headers: {},
    read: null,
    isCut: false,
    isBounded: false,
    refused: new Set(),
    ruin,
  };
  const isMain = (request: Request): boolean =>
    request.isNavigationRequest() && request.frame() === page.mainFrame();
  page.on("request", (request) => {
    if (!isMain(request)) return;
    trail.requested = request.url();
    if (trail.passed.length < MAX_NAVIGATIONS) trail.passed.push(request.url());
    if (++trail.navigations > MAX_NAVIGATIONS)
      ruinWith(new CaptureStopped({ code: "redirect-loop", message: "the page redirects in a circle" }));
  });
  page.on("response", (response) => {
    const request = response.request();
    if (request.isNavigationRequest() && response.headers()[DOOR_HEADER] !== undefined)
      trail.refused.add(request.frame());
    if (!isMain(request)) return;
    trail.status = response.status();
    trail.headers = response.headers();
    trail.isCut = false;
  });
  page.on("requestfailed", (request) => {
    if (isMain(request)) trail.isCut = true;
  });
  page.on("crash", () =>
    ruinWith(new CaptureStopped({ code: "crashed", message: "the page crashed the browser" })),
  );
  // Nobody closes the room while its capture runs: the browser is gone, and nothing more would come of any step.
  page.context().once("close", () => ruinWith(new CaptureStopped(browserEnded)));
  return trail;
}
