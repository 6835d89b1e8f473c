/** What the browser's Event Timing says of interactions, read the same way for the app and for the page beside it. */
import type { AppPage } from "./app-page";

/** Times of one kind of interaction, in ms. What Event Timing does not tell, being shorter, counts as its floor. */
export interface Touched {
  readonly kind: string;
  readonly times: readonly number[];
}

/** Shortest time that Event Timing tells, in ms. */
const FLOOR_MS = 16;

/** The interactions that `run` makes on a page. */
export async function since(app: AppPage, kind: string, run: () => Promise<void>): Promise<Touched> {
  const before = await app.ask("interactions");
  await run();
  const after = await app.ask("interactions");
  const times = after.times.slice(before.times.length);
  const untold = after.count - before.count - times.length;
  return { kind, times: [...times, ...Array.from({ length: Math.max(0, untold) }, () => FLOOR_MS)] };
}
