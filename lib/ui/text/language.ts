/**
 * The shape of a language: what its file in languages/ exports, by these names. English has the same parts, each in the
 * folder of what says it.
 */
import type { ArchivedMessages } from "./archived/en";
import type { CompareMessages } from "./compare/en";
import type { DevicesMessages } from "./devices/en";
import type { Messages } from "./en";
import type { FirstRunMessages } from "./first-run/en";
import type { Manner } from "./format";
import type { HandMessages } from "./hand/en";
import type { HighlightMessages } from "./highlights/en";
import type { ImportMessages } from "./import/en";
import type { LensMessages } from "./lens/en";
import type { ReadingMessages } from "./reading/en";
import type { RecoveryMessages } from "./recovery/en";
import type { SharedMessages } from "./shared/en";
import type { SnapshotMessages } from "./snapshots/en";
import type { TagsMessages } from "./tags/en";

export interface Language {
  /** What loads with the app, wherever it begins. */
  readonly messages: Messages;
  /** How it writes dates and numbers. */
  readonly manner: Manner;
  readonly archived: ArchivedMessages;
  readonly compare: CompareMessages;
  readonly devices: DevicesMessages;
  readonly firstRun: FirstRunMessages;
  readonly hand: HandMessages;
  readonly highlights: HighlightMessages;
  readonly importing: ImportMessages;
  readonly lens: LensMessages;
  readonly reading: ReadingMessages;
  readonly recovery: RecoveryMessages;
  readonly shared: SharedMessages;
  readonly snapshots: SnapshotMessages;
  readonly tags: TagsMessages;
}

/** Parts that come with the code that says them. */
export type Room = Exclude<keyof Language, "messages" | "manner">;
