/** How watched links stand, as screens see it. */
import type { CaptureFailure, WatchRhythm } from "../../domain/capture";
import type { LinkId } from "../../domain/ids";

/** How the watch of a link stands; all times in ms since 1970. */
export interface WatchState {
  readonly rhythm: Exclude<WatchRhythm, "">;
  /** When the page was last found, changed or not; 0 = never. */
  readonly foundAt: number;
  /** When the next look is due, in the past when it waits for its turn; infinity when the watch has stopped. */
  readonly nextAt: number;
  /** Why the newest looks went wrong, and how many in a row. */
  readonly failure: {
    readonly code: CaptureFailure;
    readonly httpStatus: number;
    readonly times: number;
  } | null;
  /** Stopped by itself after failing for long; 0 = goes on. */
  readonly stoppedAt: number;
}

export interface WatchedLink {
  readonly id: LinkId;
  readonly title: string;
  readonly host: string;
  readonly state: WatchState;
}
