"use client";
/** The words of snapshots over time in the chosen language: loaded with the views that need them, not with the first. */
import { useWords } from "../use-text";
import { snapshotsEn, type SnapshotMessages } from "./en";

export const useSnapshotText = (): SnapshotMessages => useWords("snapshots", snapshotsEn);
