/**
 * Loads what stands at the address: to its first byte, then to its structure, then to its resources, each with its own
 * bound. What is no page is handed out as the file it is. A page that never ends is kept when there is something to read.
 */
import type { Response } from "playwright";
import { CaptureStopped, failureOfNavigation, type Failure } from "../child/failure";
import type { Scene } from "../child/scene";
import { DOOR_HEADER } from "../egress/door-header";
import type { ArrivedFile } from "../probe/main-document";
import { noteDocument } from "../probe/note-document";
import { readSigns, stopAtWall } from "./judge";
import { failureOfStatus } from "./verdict";

const FIRST_BYTE_MS = 15_000;
const STRUCTURE_MS = 10_000;
const RESOURCES_MS = 6_000;
const STOP_MS = 3_000;
const ENOUGH_TEXT = 200;
/** A page that was asked for more often than this before it was whole never will be. */
const RESTLESS = 4;

/** Resolves with `null` when a page stands, else with the file; rejects with `CaptureStopped` when nothing can be kept. */
export async function loadPage(scene: Scene): Promise<ArrivedFile | null> {
  const { page, budget, outlet, document } = scene;
  outlet.send({ type: "step", step: "load", progress: 0 });
  let response: Response | null;
  try {
    const timeout = budget.share(0.4, FIRST_BYTE_MS);
    response = await page.goto(scene.job.url, { waitUntil: "commit", timeout });
  } catch (error) {
    const file = await document.file();
    if (file) return file;
    judgeAnswer(scene);
    throw new CaptureStopped(failureOfNavigation(error));
  }
  document.pageStands();
  judgeAnswer(scene);
  outlet.send({ type: "step", step: "load", progress: 0.15 });
  await awaitStructure(scene);
  const noted = await noteDocument(scene, response);
  if (typeof noted === "object") {
    document.leave();
    return noted;
  }
  if (noted === "anew") await awaitStructure(scene);
  const file = await awaitResources(scene);
  document.leave();
  return file;
}

/** Waits for the page to be whole; `null` unless it only led on to a file. */
async function awaitResources(scene: Scene): Promise<ArrivedFile | null> {
  const { page, budget, outlet, trail, document } = scene;
  outlet.send({ type: "step", step: "load", progress: 0.25 });
  // Late resources are waited for while the page settles. A page that was stopped in the middle does not always say that it
  // is loaded.
  const timeout = budget.share(trail.isCut ? 0.05 : 0.2, RESOURCES_MS);
  await page.waitForLoadState("load", { timeout }).catch(() => undefined);
  judgeAnswer(scene);
  const signs = await readSigns(scene);
  if (!signs) return null;
  stopAtWall(scene, signs, null);
  if (signs.textLength > 0 || signs.pictures > 0) return null;
  const file = await document.heldFile();
  if (!file && trail.isCut)
    throw new CaptureStopped({ code: "unreachable", message: "the site broke the connection off" });
  return file;
}

/** Ends the capture where the main document's answer says that there is no page. */
function judgeAnswer({ trail, job }: Scene): void {
  const { status, headers } = trail;
  if (status === 0) return;
  if (headers[DOOR_HEADER] !== undefined)
    throw new CaptureStopped({ code: "unreachable", message: "the site does not answer" });
  const failure = failureOfStatus(status, headers);
  if (failure) throw new CaptureStopped({ ...failure, httpStatus: status });
  // Redirects and 204 are followed by another answer, or by an error of the navigation.
  const announced = status >= 300 || status === 204 ? 0 : Number(headers["content-length"] ?? 0);
  if (announced > job.maxResponseBytes)
    throw new CaptureStopped({ code: "too-large", message: "the page is larger than a capture may be" });
}

/** Why nothing came of a page in all its time: it may have been replaced by itself again and again. */
export const failureOfTime = (navigations: number, message: string): Failure =>
  navigations > RESTLESS
    ? { code: "redirect-loop", message: "the page leads on and on without an end" }
    : { code: "timeout", message };

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
      throw new CaptureStopped(failureOfTime(trail.navigations, "the page never finished loading"));
    await budget.box("stopping the page", STOP_MS, main.evaluate("window.stop()")).catch(() => undefined);
  }
}
