/**
 * Loads the page: to its first byte, then to its structure, then to its resources, each with its own bound. Ends the
 * capture where the answer is no page. A page that never ends is kept when there is something to read.
 */
import { CaptureStopped, failureOfNavigation } from "../child/failure";
import type { Scene } from "../child/scene";
import { DOOR_HEADER } from "../egress/door-header";
import { readSigns, stopAtWall } from "./judge";
import { failureOfStatus, nameOfType } from "./verdict";

const FIRST_BYTE_MS = 15_000;
const STRUCTURE_MS = 10_000;
const RESOURCES_MS = 6_000;
const STOP_MS = 3_000;
const ENOUGH_TEXT = 200;

/** Resolves when the page stands; rejects with `CaptureStopped` when it cannot be kept. */
export async function loadPage(scene: Scene): Promise<void> {
  const { page, budget, outlet, trail } = scene;
  outlet.send({ type: "step", step: "load", progress: 0 });
  try {
    await page.goto(scene.job.url, { waitUntil: "commit", timeout: budget.share(0.4, FIRST_BYTE_MS) });
  } catch (error) {
    judgeAnswer(scene);
    throw new CaptureStopped(failureOfNavigation(error));
  }
  judgeAnswer(scene);
  outlet.send({ type: "step", step: "load", progress: 0.15 });
  await awaitStructure(scene);
  outlet.send({ type: "step", step: "load", progress: 0.25 });
  // Late resources are waited for while the page settles.
  await page.waitForLoadState("load", { timeout: budget.share(0.2, RESOURCES_MS) }).catch(() => undefined);
  judgeAnswer(scene);
  const signs = await readSigns(scene);
  if (signs && !isPageType(signs.contentType)) throw notAPage(signs.contentType);
  if (signs) stopAtWall(scene, signs, null);
  if (signs && signs.textLength === 0 && signs.pictures === 0 && trail.isCut)
    throw new CaptureStopped({ code: "unreachable", message: "the site broke the connection off" });
}

const isPageType = (type: string): boolean => type === "text/html" || type === "application/xhtml+xml";

const notAPage = (type: string): CaptureStopped =>
  new CaptureStopped({ code: "not-a-page", message: `this address is ${nameOfType(type)}, not a page` });

const mediaType = (header: string | undefined): string =>
  header?.split(";", 1)[0]?.trim().toLowerCase() ?? "";

/** Ends the capture where the main document's answer says that there is no page. */
function judgeAnswer({ trail, job }: Scene): void {
  const { status, headers } = trail;
  if (status === 0) return;
  if (headers[DOOR_HEADER] !== undefined)
    throw new CaptureStopped({ code: "unreachable", message: "the site does not answer" });
  const failure = failureOfStatus(status, headers);
  if (failure) throw new CaptureStopped({ ...failure, httpStatus: status });
  // Redirects and 204 are followed by another answer, or by an error of the navigation.
  if (status === 200 || status === 203 || status === 206) judgeContent(headers, job.maxResponseBytes);
}

function judgeContent(headers: Scene["trail"]["headers"], maxBytes: number): void {
  if (Number(headers["content-length"] ?? 0) > maxBytes)
    throw new CaptureStopped({ code: "too-large", message: "the page is larger than a capture may be" });
  const type = mediaType(headers["content-type"]);
  if (/^\s*attachment/i.test(headers["content-disposition"] ?? ""))
    throw notAPage(isPageType(type) ? "" : type);
  if (type !== "" && !isPageType(type)) throw notAPage(type);
}

async function awaitStructure(scene: Scene): Promise<void> {
  const { page, budget, trail } = scene;
  try {
    await page.waitForLoadState("domcontentloaded", { timeout: budget.share(0.3, STRUCTURE_MS) });
  } catch {
    trail.isCut = true;
    const main = page.mainFrame();
    // A page whose script never returns cannot be asked either: the wait ends in the same verdict.
    const signs = await readSigns(scene);
    if (!signs || signs.textLength < ENOUGH_TEXT)
      throw new CaptureStopped({ code: "timeout", message: "the page never finished loading" });
    await budget.box("stopping the page", STOP_MS, main.evaluate("window.stop()")).catch(() => undefined);
  }
}
