/** One capture from its order to its verdict: the steps in their order, under one budget. */
import { artifactKinds } from "../../domain/artifact";
import { Resources } from "../archive/resources";
import { answerOf } from "../files/answer";
import { keepFile } from "../files/keep-file";
import { serveBrought } from "../brought/serve";
import type { ChildJob } from "../messages";
import { countWords } from "../reader/facts";
import { askRobots, askWhereItLed } from "../robots/ask-robots";
import { hideLateBanners } from "../steps/consent";
import { judgeReading } from "../steps/judge";
import { failureOfTime, loadPage } from "../steps/load";
import { openContext, openPage, type Rooms } from "../steps/open";
import { readPage, type Reading } from "../steps/read";
import { settlePage } from "../steps/settle";
import { measurePage, type Measured } from "../verdict/measure-page";
import { browserEnded, isGone } from "./alive";
import { Budget, OutOfTime } from "./budget";
import { CaptureStopped, type Failure } from "./failure";
import { InPage } from "./in-page";
import type { Outlet } from "./outlet";
import { receivedTooMuch } from "./received";
import { Recorder } from "./recorder";
import { runRecipes } from "./run-recipes";
import type { Scene } from "./scene";

type CaptureJob = Extract<ChildJob, { type: "capture" }>;

/** What a job is done with: a browser that may still be starting, and the folder of the bundled page scripts. */
export interface Tools {
  readonly browser: Promise<Rooms>;
  readonly scripts: URL;
}

/** Leaves its files and its last message at the outlet. Never rejects. */
export async function capturePage(job: CaptureJob, outlet: Outlet, tools: Tools): Promise<void> {
  const budget = new Budget(job.budgetMs);
  let scene: Scene | null = null;
  try {
    scene = await openScene(job, { outlet, budget, tools });
    const opened = scene;
    // Told before the first byte is asked for.
    const tooMuch = receivedTooMuch(opened.context, opened.page, {
      responseBytes: job.maxResponseBytes,
      decodedBytes: job.maxDecodedBytes,
      onOversize: (url) => {
        opened.trail.isBounded = true;
        outlet.send({ type: "oversize", url });
      },
    });
    const steps = runSteps(opened);
    await budget.box("the capture", job.budgetMs, Promise.race([steps, opened.trail.ruin, tooMuch]));
  } catch (error) {
    const failure = scene && (await isGone(scene.context)) ? browserEnded : failureOf(error);
    sendFailure(outlet, failure, scene?.trail.requested ?? job.url);
  }
}

async function openScene(
  job: CaptureJob,
  { outlet, budget, tools }: { outlet: Outlet; budget: Budget; tools: Tools },
): Promise<Scene> {
  const inPage = await InPage.load(tools.scripts, budget);
  const browser = await tools.browser.catch(() => {
    throw new CaptureStopped({ code: "no-browser", message: "Chromium did not start" });
  });
  const isSealed = job.brought !== undefined;
  const context = await openContext(browser, {
    hooks: inPage.hooks,
    locale: job.locale,
    maxRequests: job.maxRequests,
    onTooMany: () => {
      // Nothing is asked for before the page is open.
      opened.trail.isBounded = true;
    },
    isSealed,
  });
  const recorder = new Recorder(context, budget.share(0.3, 15_000));
  const maxBytes = Math.min(job.maxResponseBytes, artifactKinds.file.maxBytes);
  const opened = await openPage(context, { maxBytes, budget, isSealed });
  if (job.brought) await serveBrought(context, { ...job, brought: job.brought });
  return {
    job,
    context,
    ...opened,
    inPage,
    outlet,
    budget,
    resources: new Resources(recorder, context, outlet),
  };
}

async function runSteps(scene: Scene): Promise<void> {
  const crawlDelay = scene.job.watch ? await askRobots(scene) : 0;
  const file = await loadPage(scene);
  if (scene.job.watch) await askWhereItLed(scene);
  if (file) return keepFile(scene, file);
  await settlePage(scene);
  const reading = await readPage(scene);
  await judgeReading(scene, reading.article?.text ?? null);
  const texts = await runRecipes(scene, reading, { step: "read", from: 0.5, to: 0.6 });
  await hideLateBanners(scene);
  const counts = [
    texts,
    await runRecipes(scene, reading, { step: "screenshot", from: 0.6, to: 0.8 }),
    await runRecipes(scene, reading, { step: "archive", from: 0.8, to: 0.98 }),
  ];
  if (counts.every(({ made }) => made === 0))
    throw new CaptureStopped(
      failureOfTime(scene.trail.navigations, "the page did not let itself be saved in time"),
    );
  const measured = await measurePage(
    scene,
    reading,
    counts.reduce((sum, { missing }) => sum + missing, 0),
  );
  sendDone(scene, reading, { ...measured, crawlDelay });
}

function sendDone(
  { outlet, page, trail }: Scene,
  { facts, article }: Reading,
  measured: Measured & { readonly crawlDelay: number },
): void {
  outlet.send({
    type: "done",
    finalUrl: page.url(),
    httpStatus: trail.status,
    page: facts,
    words: countWords(article?.text ?? ""),
    isArticle: article?.isArticle ?? false,
    isCut: trail.isCut,
    answer: answerOf(trail, page.url()),
    ...measured,
  });
}

function failureOf(error: unknown): Failure {
  if (error instanceof CaptureStopped) return error.failure;
  if (error instanceof OutOfTime)
    return { code: "timeout", message: "the page took longer than a capture may" };
  return browserEnded;
}

function sendFailure(outlet: Outlet, failure: Failure, requested: string): void {
  const url = URL.canParse(requested) ? new URL(requested) : null;
  const port = url?.port || (url?.protocol === "https:" ? "443" : "80");
  outlet.send({
    type: "failed",
    code: failure.code,
    verdict: failure.verdict ?? "error",
    message: failure.message,
    httpStatus: failure.httpStatus ?? 0,
    retryAfter: failure.retryAfter ?? 0,
    authority: url ? `${url.hostname.replaceAll(/^\[|\]$/g, "")}:${port}` : "",
  });
}
