/**
 * The life of one capture task, as pure steps: queued, tried, waiting to be tried again, its files being fetched, or
 * failed for good until the person asks again. A done task is no task any more.
 */
import { captureFailures, isTransient } from "../../domain/capture";
import type { CaptureEvent, CaptureFailure } from "../../domain/capture";
import type { LinkId } from "../../domain/ids";
import type { Verdict } from "../../domain/snapshot";
import { visitedSite } from "../../domain/url/host";
import type { CaptureTask } from "../../ports/update-log";

/** Pauses before the second, third and fourth try, in ms. A capture that fails after the last one is over. */
const PAUSES = [10_000, 60_000, 600_000] as const;
const INTERRUPTED_PAUSE = 5000;
/** A server that is busy is asked again after an hour at the latest (in s). */
const LONGEST_BUSY = 3600;
/** No task is made to wait for longer, in ms: a later date means that the clock was set back since. */
const LONGEST_WAIT = 86_400_000;

export type FailedEvent = Extract<CaptureEvent, { type: "failed" }>;

/** Time and chance, as parameters so that tests are exact. */
export interface Circumstance {
  /** Ms since 1970. */
  readonly now: number;
  /** 0 to 1. */
  readonly chance: number;
}

/** Priority of what nobody waits for. */
export const BACKLOG = 0;

export const newTask = (
  link: { readonly id: LinkId; readonly url: string },
  now: number,
  priority = 1,
): CaptureTask => ({
  linkId: link.id,
  url: link.url,
  priority,
  queuedAt: now,
  captureId: "",
  tries: 0,
  phase: { kind: "queued" },
});

export const isCaptureFailure = (value: unknown): value is CaptureFailure =>
  captureFailures.some((code) => code === value);

const VERDICTS = ["wall", "gone", "error"] as const;
export type FailedVerdict = Exclude<Verdict, "good" | "partial">;
export const failedVerdict = (value: unknown): FailedVerdict =>
  VERDICTS.find((verdict) => verdict === value) ?? "error";

/** A look that nobody asked for just now: after everything else. */
export const watchTask = (link: { readonly id: LinkId; readonly url: string }, now: number): CaptureTask => ({
  ...newTask(link, now, BACKLOG),
  watch: true,
});

/** The task after a failed try, or `null` when it was cancelled and is no more. */
export function afterFailure(
  task: CaptureTask,
  event: FailedEvent,
  { now, chance }: Circumstance,
): CaptureTask | null {
  if (event.code === "cancelled") return null;
  if (event.code === "unauthorised") return { ...task, captureId: "", phase: { kind: "queued" } };
  const pause = pauseFor(task, event);
  if (pause === null) return failedTask(task, event, now);
  // Jitter: many links that failed together do not come back together.
  const wait = Math.round(Math.max(pause * (0.8 + 0.4 * chance), (event.retryAfter ?? 0) * 1000));
  return {
    ...task,
    captureId: "",
    tries: task.tries + (event.code === "interrupted" ? 0 : 1),
    phase: { kind: "waiting", nextAt: now + wait, code: event.code, httpStatus: event.httpStatus ?? 0 },
  };
}

/** Ms to wait before the next try, or `null` when there is none. */
function pauseFor(task: CaptureTask, { code, retries = PAUSES.length }: FailedEvent): number | null {
  if (code === "interrupted") return INTERRUPTED_PAUSE; // the server stopped: nobody's fault, no try used up
  return isTransient(code) && task.tries < retries ? (PAUSES[task.tries] ?? null) : null;
}

const failedTask = (task: CaptureTask, event: FailedEvent, now: number): CaptureTask => ({
  ...task,
  captureId: "",
  phase: {
    kind: "failed",
    code: event.code,
    verdict: event.verdict,
    httpStatus: event.httpStatus ?? 0,
    failedAt: now,
  },
});

/** The server was too busy to take it: tried again without using up a try. */
export const afterBusy = (
  task: CaptureTask,
  retryAfter: number,
  { now, chance }: Circumstance,
): CaptureTask => ({
  ...task,
  phase: {
    kind: "waiting",
    nextAt: now + Math.min(LONGEST_BUSY, Math.max(retryAfter, 5)) * 1000 * (1 + 0.4 * chance),
    code: "busy",
  },
});

/** The stream ended before the capture did, at a server that still answers: the same capture is asked for again soon. */
export const afterCut = (task: CaptureTask, { now, chance }: Circumstance): CaptureTask => ({
  ...task,
  phase: {
    kind: "waiting",
    nextAt: now + Math.round(INTERRUPTED_PAUSE * (0.8 + 0.4 * chance)),
    code: "interrupted",
  },
});

/** The capture is over: its manifest as it came, its files to be fetched. */
export const afterDone = (task: CaptureTask, manifest: unknown): CaptureTask => ({
  ...task,
  phase: { kind: "fetching", manifest },
});

/** Whether it belongs to the links of an import, which nobody waits for. */
export const isBacklog = ({ priority, watch, phase }: CaptureTask): boolean =>
  priority === BACKLOG && !watch && phase.kind !== "fetching";

/** Whether this task may be worked on now. */
export const isDue = ({ phase }: CaptureTask, now: number): boolean =>
  phase.kind === "queued" ||
  phase.kind === "fetching" ||
  (phase.kind === "waiting" && (phase.nextAt <= now || phase.nextAt > now + LONGEST_WAIT));

export const isOpen = ({ phase }: CaptureTask): boolean => phase.kind !== "failed";

/** Order of work: what a person asked for first, then by age. */
export const compareTasks = (a: CaptureTask, b: CaptureTask): number =>
  b.priority - a.priority || a.queuedAt - b.queuedAt || (a.linkId < b.linkId ? -1 : 1);

/** As the server tells sites apart: of two tasks with one site only one is captured at a time. */
export const siteOf = ({ url }: CaptureTask): string => visitedSite(url);

/** Sites that asked to come back later, and not only for the page that was asked for. */
export const sitesAtRest = (tasks: readonly CaptureTask[], now: number): ReadonlySet<string> =>
  new Set(
    tasks
      .filter(({ phase }) => phase.kind === "waiting" && phase.nextAt > now && phase.httpStatus === 429)
      .map(siteOf),
  );
