/** How the server stands, in words and signs. The library never waits for it; only snapshots do. */
import type { LibraryStatus } from "../../library/library";
import type { IconName } from "../icons";
import type { Messages } from "../text/en";

export interface ServerWords {
  readonly icon: IconName;
  readonly title: string;
  readonly note: string;
  readonly mood: "well" | "off" | "warn";
  /** What stays true while all is well, and must not be forgotten. */
  readonly warning?: string;
}

export function serverWords({ server, capturesWaiting }: LibraryStatus, t: Messages): ServerWords {
  const words = t.server;
  switch (server.kind) {
    case "ready":
      return {
        icon: "desktop",
        title: capturesWaiting > 0 ? words.working(capturesWaiting) : words.ready,
        note: capturesWaiting > 0 ? words.workingNote : words.readyNote,
        mood: "well",
        ...(server.isUnguarded && { warning: words.unguarded }),
      };
    case "unknown":
      return { icon: "desktop", title: words.unknown, note: words.unknownNote, mood: "off" };
    case "offline":
      return {
        icon: "offline",
        title: words.offline,
        note: words.offlineWaiting(capturesWaiting),
        mood: "off",
      };
    case "no-capture":
      return server.isUnsafe
        ? { icon: "alert", title: words.noSandbox, note: words.noSandboxNote, mood: "warn" }
        : { icon: "alert", title: words.noCapture, note: words.noCaptureNote, mood: "warn" };
    case "unclaimed":
      return { icon: "lock", title: words.unclaimed, note: words.unclaimedNote, mood: "warn" };
  }
}
