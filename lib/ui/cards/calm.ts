/** Waits for what needs the processors more than drawing does: links that another device is bringing. */
import type { Live, SyncStatus } from "../../library/library";

/** Ms after which work that can wait is done all the same: over a slow network links come for long. */
const PATIENCE = 20_000;

/** Resolves when no device brings links any more, when the patience is over, or when it is aborted. */
export function whenCalm(
  sync: Live<Pick<SyncStatus, "progress">>,
  signal: AbortSignal,
  patience = PATIENCE,
): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stop();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const look = (): void => {
      if (signal.aborted || !sync.get()?.progress) end();
    };
    const timer = setTimeout(end, patience);
    const stop = sync.subscribe(look);
    signal.addEventListener("abort", end);
    look();
  });
}
