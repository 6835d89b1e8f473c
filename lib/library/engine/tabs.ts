/** What the tabs of one device tell each other. Hints only: whoever hears one reads the log, which is the truth. */
import type { LinkId } from "../../domain/ids";
import type { CaptureTask } from "../../ports/update-log";
import type { Progress } from "../captures/task-board";
import type { Written } from "../editing/replica-store";

export type TabMessage =
  | {
      readonly kind: "links";
      readonly shards: readonly number[];
      readonly ids: readonly LinkId[];
      /** What the log took, where it is short: for the tab that talks to other devices. */
      readonly updates?: readonly { readonly shard: number; readonly update: Uint8Array }[];
    }
  | { readonly kind: "task"; readonly linkId: LinkId; readonly task: CaptureTask | null }
  /** Many tasks at once: they stand in the log. */
  | { readonly kind: "tasks" }
  | { readonly kind: "progress"; readonly linkId: LinkId; readonly progress: Progress }
  /** Settings or the token of this device were changed. */
  | { readonly kind: "settings" }
  /** The index of snapshot texts was written; `rebuild`: the tab that keeps it is to make it anew. */
  | { readonly kind: "index"; readonly rebuild: boolean }
  | { readonly kind: "token" }
  /** All links were taken away: another library comes. */
  | { readonly kind: "replaced" }
  /** The keys of the library were changed. */
  | { readonly kind: "keys" }
  /** A change of another device waits, or was answered. */
  | { readonly kind: "held" };

export interface Tabs {
  tell(message: TabMessage): void;
  /** Messages of the other tabs, never one's own. */
  listen(hear: (message: TabMessage) => void): void;
  close(): void;
}

export function openTabs(name: string): Tabs {
  const channel = new BroadcastChannel(name);
  const post = channel.postMessage.bind(channel);
  let isOpen = true;
  return {
    tell: (message) => {
      if (isOpen) post(message);
    },
    listen: (hear) =>
      channel.addEventListener("message", (event: MessageEvent<TabMessage>) => hear(event.data)),
    close: () => {
      isOpen = false;
      channel.close();
    },
  };
}

/** Bytes of updates that are told along; longer ones lie in the log. */
const SHORT = 64 * 1024;

/** What the other tabs are told of a write. */
export function linksTold({ shards, projected, updates }: Written): TabMessage {
  const bytes = updates.reduce((sum, { update }) => sum + update.length, 0);
  return {
    kind: "links",
    shards,
    ids: [...projected.keys()],
    ...(bytes <= SHORT ? { updates } : {}),
  };
}
