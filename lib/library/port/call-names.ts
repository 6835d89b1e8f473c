/**
 * Methods of the library that its worker answers just as they are called on the page: the one list that both ends of the
 * wire, and the types between them, are made from. To add a method: its name here, its answer in serve.ts,
 * keeping-calls.ts or device-calls.ts.
 */
import type { Library } from "../library";

/** Answered by the engine's `keeping`: edits of many links, tags, saved searches, highlights, what was done. */
export const keepingNames = [
  "tag",
  "star",
  "archive",
  "trash",
  "restore",
  "purge",
  "undo",
  "moveUp",
  "highlight",
  "changeHighlight",
  "activity",
  "answerHeld",
  "renameTag",
  "mergeTags",
  "nestTag",
  "deleteTags",
  "colourTag",
  "addTagAlias",
  "removeTagAlias",
  "createTag",
  "suggestTags",
  "tagShares",
  "tagUse",
  "tagUnion",
  "exportLinks",
  "saveSearch",
  "changeSearch",
  "deleteSearch",
  "moveSearch",
  "duplicates",
  "knownLinks",
  "linkHere",
] as const satisfies readonly (keyof Library)[];
export type KeepingName = (typeof keepingNames)[number];

/** Answered by the engine's `devices`: pairing, what is known of the devices, and what this one keeps offline. */
export const deviceNames = [
  "offerPairing",
  "joinPairing",
  "confirmPairing",
  "chooseJoin",
  "cancelPairing",
  "renameDevice",
  "removeDevice",
  "revertDevice",
  "syncNow",
  "setKeep",
  "previewKeep",
  "copies",
] as const satisfies readonly (keyof Library)[];
export type DeviceName = (typeof deviceNames)[number];

export const callNames = [
  ...keepingNames,
  ...deviceNames,
  "add",
  "patch",
  "capture",
  "cancelCapture",
  "bring",
  "seen",
  "resumeWatch",
  "artifactText",
  "fetchArtifacts",
  "readImport",
  "importLinks",
  "stopImport",
  "makeBackup",
  "stopBackup",
  "openBackup",
  "restoreBackup",
  "set",
  "claim",
  "acceptLoss",
  "damageSeen",
  "rebuildSearch",
] as const satisfies readonly (keyof Library)[];
export type CallName = (typeof callNames)[number];
