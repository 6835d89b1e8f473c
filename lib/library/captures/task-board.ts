/**
 * All capture tasks of this device in memory, the same in every tab: what is stored comes from the log, what is only
 * true for a moment (a percentage) is told from tab to tab. Whoever shows states asks here.
 */
import type { CaptureStep } from "../../domain/capture";
import type { LinkId } from "../../domain/ids";
import type { CaptureTask } from "../../ports/update-log";
import type { CaptureState } from "../library";
import { compareTasks, failedVerdict, isCaptureFailure, isOpen } from "./task";

/** What a running task is doing. */
export type Progress =
  | { readonly kind: "asked"; readonly ahead: number }
  | { readonly kind: "capturing"; readonly step: CaptureStep; readonly progress: number }
  | { readonly kind: "fetching"; readonly progress: number };

export class TaskBoard {
  readonly #tasks = new Map<LinkId, CaptureTask>();
  readonly #progress = new Map<LinkId, Progress>();
  #order: Map<LinkId, number> | null = null;

  /** Replaces everything, at start. */
  fill(tasks: readonly CaptureTask[]): void {
    this.#tasks.clear();
    for (const task of tasks) this.#tasks.set(task.linkId, task);
    this.#order = null;
  }

  put(task: CaptureTask): void {
    this.#tasks.set(task.linkId, task);
    this.#order = null;
    if (!isOpen(task) || task.phase.kind === "waiting") this.#progress.delete(task.linkId);
  }

  drop(linkId: LinkId): void {
    this.#tasks.delete(linkId);
    this.#progress.delete(linkId);
    this.#order = null;
  }

  get(linkId: LinkId): CaptureTask | undefined {
    return this.#tasks.get(linkId);
  }

  /** In the order of work. */
  all(): CaptureTask[] {
    return [...this.#tasks.values()].toSorted(compareTasks);
  }

  /** Tasks that are neither done nor failed, in no order. */
  get open(): CaptureTask[] {
    return [...this.#tasks.values()].filter(isOpen);
  }

  setProgress(linkId: LinkId, progress: Progress | null): void {
    if (progress && this.#tasks.has(linkId)) this.#progress.set(linkId, progress);
    else this.#progress.delete(linkId);
  }

  /** Nothing is under way any more: the tab that worked is gone. */
  clearProgress(): void {
    this.#progress.clear();
  }

  /** What to show for a link, or `null` when there is no task for it. `reachable`: the server takes captures now. */
  state(linkId: LinkId, reachable: boolean, snapshots: number): CaptureState | null {
    const task = this.#tasks.get(linkId);
    if (!task) return null;
    const { phase } = task;
    if (phase.kind === "failed") return failedState(phase, snapshots);
    if (phase.kind === "waiting") return waitingState(phase, task.tries);
    if (!reachable) return { kind: "offline" };
    return this.#openState(task);
  }

  #openState({ linkId, phase }: CaptureTask): CaptureState {
    const progress = this.#progress.get(linkId);
    if (phase.kind === "fetching")
      return { kind: "fetching", progress: progress?.kind === "fetching" ? progress.progress : 0 };
    if (progress?.kind === "capturing") return progress;
    return { kind: "queued", ahead: progress?.kind === "asked" ? progress.ahead : this.#ahead(linkId) };
  }

  #ahead(linkId: LinkId): number {
    this.#order ??= new Map(
      this.all()
        .filter((task) => task.phase.kind === "queued")
        .map((task, i) => [task.linkId, i]),
    );
    return this.#order.get(linkId) ?? 0;
  }
}

const codeOf = (code: string) => (isCaptureFailure(code) ? code : "internal");

function waitingState(
  { nextAt, code, httpStatus = 0 }: Extract<CaptureTask["phase"], { kind: "waiting" }>,
  tries: number,
): CaptureState {
  return { kind: "waiting", nextAt, code: codeOf(code), httpStatus, tries };
}

function failedState(
  phase: Extract<CaptureTask["phase"], { kind: "failed" }>,
  snapshots: number,
): CaptureState {
  const { httpStatus, failedAt } = phase;
  return {
    kind: "failed",
    code: codeOf(phase.code),
    verdict: failedVerdict(phase.verdict),
    httpStatus,
    snapshots,
    failedAt,
  };
}
