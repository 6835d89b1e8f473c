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

/** A silent site is given up by the door; this is for a machine that has too much to do. */
const FIRST_BYTE = { part: 0.5, ms: 40_000 };
/** After this long a page that says enough is taken as it is; another one is waited for. */
const STRUCTURE_MS = 10_000;
const LATE_STRUCTURE = { part: 0.4, ms: 60_000 };
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
    const timeout = budget.share(FIRST_BYTE.part, FIRST_BYTE.ms);
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

/**
 * Waits for the whole text of the page. One that takes long and already says something is stopped there; one that says
 * next to nothing may stand on a busy machine, and gets most of what is left.
 */
async function awaitStructure(scene: Scene): Promise<void> {
  const { page, budget, trail } = scene;
  if (await stands(scene, budget.share(0.3, STRUCTURE_MS))) return;
  if (!(await saysEnough(scene))) {
    if (await stands(scene, budget.share(LATE_STRUCTURE.part, LATE_STRUCTURE.ms))) return;
    // A page whose script never returns cannot be asked either: the wait ends in the same verdict.
    if (!(await saysEnough(scene)))
      throw new CaptureStopped(failureOfTime(trail.navigations, "the page never finished loading"));
  }
  trail.isCut = true;
  const stop = page.mainFrame().evaluate("window.stop()");
  await budget.box("stopping the page", STOP_MS, stop).catch(() => undefined);
}

const stands = ({ page }: Scene, timeout: number): Promise<boolean> =>
  page.waitForLoadState("domcontentloaded", { timeout }).then(
    () => true,
    () => false,
  );

const saysEnough = async (scene: Scene): Promise<boolean> =>
  ((await readSigns(scene))?.textLength ?? 0) >= ENOUGH_TEXT;
