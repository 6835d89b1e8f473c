"use client";
/** The words of snapshots over time in the chosen language: loaded with the views that need them, not with the first. */
import { useText } from "../use-text";
import { snapshotsEn, type SnapshotMessages } from "./en";
import { snapshotsZh } from "./zh";

export const snapshotMessages = { en: snapshotsEn, zh: snapshotsZh } as const;

export const useSnapshotText = (): SnapshotMessages => snapshotMessages[useText().locale];
