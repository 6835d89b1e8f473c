/**
 * Every word of the interface in English. `Messages` is its shape: another language is one file of the same shape, and a
 * missing key fails the type check. Words of the link page and the settings stand in files of their own.
 */
import type { CaptureStep } from "../../domain/capture";
import type { AddRejection, Place, QueryProblem, SortOrder } from "../../library/library";
import { failuresEn } from "./failures/en";
import { doneEn, keepingEn } from "./keeping/en";
import { linkEn } from "./link/en";
import { counted, num, ordinal } from "./plural";
import { quoted } from "./quoted";
import { findingEn } from "./search/en";
import { settingsEn } from "./settings/en";

const count = (n: number) => num("en", n);
const links = (n: number) => counted(n, "link", "links");
const snapshots = (n: number) => counted(n, "snapshot", "snapshots");

const places: Record<Place, string> = {
  all: "All links",
  inbox: "Inbox",
  starred: "Starred",
  archive: "Archive",
  trash: "Trash",
};
const sorts: Record<SortOrder, string> = {
  newest: "Newest saved",
  oldest: "Oldest saved",
  title: "Title",
  site: "Site",
};
const steps: Record<CaptureStep, string> = {
  load: "Load",
  read: "Read",
  screenshot: "Screenshot",
  archive: "Archive",
};
const stepNotes: Record<CaptureStep, string> = {
  load: "Opens the page and its late images",
  read: "Takes out the text and the facts",
  screenshot: "Photographs it, full length too",
  archive: "Keeps the page with styles, fonts and images",
};
const rejections: Record<AddRejection, string> = {
  empty: "There is nothing to save yet.",
  "not-an-address": "This is not a web address. Addresses look like example.com/page.",
  "unsupported-scheme": "Only web addresses (http and https) can be saved.",
  "too-long": "This address is too long to save.",
  credentials: "This address holds a name and a password. Remove them, then save it.",
};
const queryProblems: Record<QueryProblem["kind"], (piece: string) => string> = {
  "unknown-operator": (piece) => `“${piece}” is not a search operator, so it was searched as words.`,
  "unclosed-quote": () => "A quotation mark is not closed. The words were searched all the same.",
  "unclosed-parenthesis": () => "A parenthesis is not closed. The words were searched all the same.",
  "empty-operator": (piece) => `“${piece}” has no value yet.`,
  "bad-date": (piece) => `“${piece}” is not a date. Write 2026-11-22, 2026-11 or 2026.`,
};

export const en = {
  /** Ends a title that a sentence follows. */
  sentenceEnd: ".",
  app: {
    name: "Linksnap",
    skip: "Skip to the links",
    noScript: "Linksnap needs JavaScript: your library lives in this browser, not on a page of the server.",
    title: (view: string) => `${view} · Linksnap`,
  },
  nav: {
    main: "Main",
    library: "Library",
    sidebar: "Sidebar",
    places,
    search: "Search",
    add: "Add link",
    tags: "Tags",
    devices: "Devices",
    settings: "Settings",
    allTags: "All tags",
    showSidebar: "Show sidebar",
    hideSidebar: "Hide sidebar",
    showDetails: "Show details",
    hideDetails: "Hide details",
    back: "Back",
    close: "Close",
    more: "More",
  },
  button: {
    save: "Save",
    undo: "Undo",
    retry: "Retry",
    cancel: "Cancel",
    done: "Done",
    open: "Open",
    restore: "Restore",
    keep: "Keep",
    takeSnapshot: "Take a snapshot",
    newSnapshot: "New snapshot",
    read: "Read",
    page: "Page",
    original: "Original",
    star: "Star",
    unstar: "Remove star",
    archive: "Archive",
    unarchive: "Move out of Archive",
    trash: "Move to Trash",
    deleteForGood: "Delete for good",
    emptyTrash: "Empty Trash",
    dismiss: "Dismiss",
    reload: "Reload",
    allow: "Allow",
  },
  finding: findingEn,
  search: {
    name: "Search, or paste a link to save it",
    short: "Search, or paste a link",
    clear: "Clear",
    results: (n: number) => counted(n, "result", "results"),
    resultsIn: (total: number) => `in ${links(total)}`,
    private: "Works offline. Nothing leaves this device.",
    problem: queryProblems,
  },
  list: {
    name: "Links",
    sort: "Sort",
    sorts,
    layout: "Layout",
    layouts: { comfortable: "List", compact: "Compact", grid: "Grid" },
    counts: (total: number, capturing: number, queued: number) => {
      const parts = [
        capturing ? `${count(capturing)} capturing` : "",
        queued ? `${count(queued)} queued` : "",
      ].filter(Boolean);
      return parts.length ? `${count(total)} · ${parts.join(", ")}` : count(total);
    },
    starred: "starred",
    today: "Today",
    yesterday: "Yesterday",
    earlierIn: (month: string) => `Earlier in ${month}`,
    selected: (title: string) => `Selected: ${title}`,
  },
  state: {
    changed: "Changed",
    changedOn: (when: string) => `Changed · ${when}`,
    queued: "Queued",
    nextInLine: "next in line",
    inLine: (ahead: number) => `${ordinal(ahead + 1)} in line`,
    queuedNote: "Saved. The snapshot starts when its turn comes.",
    offline: "Waiting for a connection",
    offlineNote: "Saved. The snapshot waits for a connection.",
    waiting: "Trying again",
    waitingAt: (time: string) => `at ${time}`,
    againAt: (time: string) => `Again at ${time}`,
    capturing: (step: CaptureStep, percent: string) => `${steps[step]} ${percent}`,
    stepOf: (n: number, of: number) => `step ${n} of ${of}`,
    fetching: (percent: string) => `Fetching ${percent}`,
    saved: (n: number) => (n > 1 ? snapshots(n) : "Saved"),
    failed: "Not captured",
    gone: "Original gone",
    snapshotsKept: (n: number) => `${snapshots(n)} kept`,
    none: "No snapshot",
    noneNote: "Only the link is saved.",
  },
  failure: failuresEn,
  /** What is safe after a failed capture. */
  failureSafe: (kept: number) =>
    kept ? `The link and its ${snapshots(kept)} are safe.` : "The link is saved.",
  capture: {
    snapshot: "Snapshot",
    progress: "Snapshot progress",
    steps,
    stepNotes,
    waiting: "waiting",
    now: "now",
    kept: "kept",
    carriesOn: "The link is saved. Close this and the snapshot carries on.",
    whenOnline: "The link is saved. The snapshot follows when the server can be reached.",
  },
  add: {
    name: "Save a link",
    tags: "Tags",
    willSave: "Press Enter to save this link.",
    willSaveAll: (n: number) => `Press Enter to save ${links(n)}.`,
    more: (n: number) => `and ${count(n)} more`,
    several: (saved: number, already: number) =>
      [saved > 0 ? `${links(saved)} saved.` : "", already > 0 ? `${links(already)} saved before.` : ""]
        .filter(Boolean)
        .join(" "),
    severalNote: "Close this and the snapshots carry on.",
    saved: "Saved",
    already: (date: string) => `Saved already on ${date}.`,
    alreadyNote: "Nothing was changed.",
    inTrash: "It is in the Trash.",
    rejected: rejections,
    failed: "The link could not be saved. What you typed is still here.",
    pasteHint: "Paste or type an address",
    pasted: "Nothing to save in the clipboard: there is no address in it.",
  },
  details: {
    name: "Details",
    empty: "Choose a link to see it here.",
    snapshots: "Snapshots",
    takeOne: "Take one now",
    note: "Note",
    noNote: "No note yet.",
    tags: "Tags",
    length: "Length",
    words: (n: number, minutes: number) => `${counted(n, "word", "words")} · ${count(minutes)} min`,
    keptHere: "Kept here",
    saved: "Saved",
    noSnapshots: "None yet.",
    snapshotAt: (when: string) => `Snapshot of ${when}`,
  },
  tags: {
    title: "Tags",
    summary: (tags: number, all: number, without: number) =>
      `${counted(tags, "tag", "tags")} on ${links(all - without)}. ${without === 1 ? "1 link has none." : `${links(without)} have none.`}`,
    filter: (n: number) => `Filter ${counted(n, "tag", "tags")}`,
    none: "No tags yet",
    noneNote: "Tags you give to links appear here.",
    noMatch: (text: string) => `No tag matches “${text}”`,
    count: links,
    expand: (name: string) => `Show tags under ${name}`,
    collapse: (name: string) => `Hide tags under ${name}`,
  },
  trash: {
    note: "Links stay here for 30 days, then they are deleted for good.",
    noteRule: "Only days on which Linksnap was open on this device count.",
    deleteTitle: (n: number) => `Delete ${links(n)} for good?`,
    deleteNote: (n: number) => `${n === 1 ? "Its" : "Their"} snapshots go too. This cannot be undone.`,
    movedOn: (date: string) => `Moved here ${date}`,
    /** The days that count are those with the library open: there may be more. */
    left: (n: number) => `At least ${counted(n, "day", "days")} left`,
  },
  empty: {
    all: "All links are put away",
    allNote: "What you save next appears here. You can paste an address anywhere in this window.",
    toPlace: (place: string, total: string) => `${place} (${total})`,
    inbox: "Everything has a tag",
    inboxNote: "New links without tags land here.",
    starred: "No stars yet",
    starredNote: "Star a link to find it here.",
    archive: "Nothing archived",
    archiveNote: "Links you are done with rest here, out of the way.",
    trash: "The Trash is empty",
    trashNote: "Links you delete stay here for 30 days.",
    tag: (tag: string) => `No links with ${tag}`,
    tagNote: "Links with this tag appear here.",
    search: (query: string) => `Nothing found for ${quoted(query)}`,
    searchNote: "Titles, addresses, tags, notes and the text of snapshots were searched on this device.",
    searchPlace: (place: string) => `Only ${place} was searched.`,
    searchAll: "Search all links",
    clearSearch: "Clear the search",
    notFound: "There is nothing at this address",
    notFoundNote: "The link may have been deleted for good on another device.",
    toLibrary: "To the library",
  },
  firstRun: {
    title: "Keep the page, not just the link",
    lead: "Save a link and Linksnap keeps its text, its picture and the whole page on this device, so it is still there when the site is not.",
    paste: "Paste a link",
    pasteNote: "The snapshot starts at once. You can also paste anywhere in this window.",
    address: "Address",
    promises: ["No account", "Works offline", "Your library stays in this browser"],
    language: "Language / 语言",
  },
  kept: { title: "Kept on this device", note: "Leave any time, nothing gets lost" },
  server: {
    ready: "Server ready",
    readyNote: "Snapshots start at once.",
    unguarded: "Captures run without a sandbox; the README says what that risks.",
    working: (n: number) => `${snapshots(n)} to come`,
    workingNote: "The links are saved already.",
    unknown: "Looking for the server",
    unknownNote: "Your library is here already.",
    offline: "Offline",
    offlineNote: "Everything kept here still opens.",
    offlineWaiting: (n: number) =>
      n ? `${snapshots(n)} will follow when the server is back.` : "New links are saved here first.",
    noCapture: "No browser on the server",
    noCaptureNote:
      "Links are saved. Snapshots wait until Chromium is installed on the server and it is restarted.",
    noSandbox: "Captures are off for safety",
    noSandboxNote:
      "Links are saved. The server cannot shut its browser in safely; its console and README say how to change that.",
    unclaimed: "This device is not connected yet",
    unclaimedNote:
      "Links are saved here. For snapshots, open the link that the server printed at its start, on this device.",
    claimed: "This device is connected to the server.",
    claimFailed: "The link of the server is used up or wrong. Restart the server for a new one.",
  },
  update: {
    ready: "A new version is ready",
    restart: "Restart",
    later: "Later",
  },
  trouble: {
    watches: (n: number) =>
      n === 1
        ? "A watch has stopped after failing for long."
        : `${num("en", n)} watches have stopped after failing for long.`,
    watchesShow: "Show",
    opening: "The library cannot be opened",
    openingNote:
      "The browser refused its storage. What was kept is not touched. Close other tabs of Linksnap and reload, or allow storage for this site.",
    quota: "The disk is full",
    quotaNote: "The last change could not be kept. Free some space on this device, then do it again.",
    database: "The last change could not be kept",
    databaseNote: "The browser’s storage failed. Reload the page; what was saved before is safe.",
    quarantined: (n: number) => `${counted(n, "stored change", "stored changes")} had been damaged`,
    quarantinedNote:
      "They were put aside, and mended where a second copy was whole. The rest of the library is complete.",
    seen: "Seen",
    persist: "The browser may clear this library",
    persistNote: "if space runs low. Allow lasting storage to prevent it.",
    crashed: "This screen has stopped",
    crashedNote: "Your library is safe. Reload to go on.",
  },
  toast: {
    region: "Notices",
    done: doneEn,
    undone: "Undone",
    nothingToUndo: "There is nothing to undo.",
    failed: "That could not be done. Nothing was changed.",
    captureQueued: "A snapshot is on its way",
  },
  keeping: keepingEn,
  link: linkEn,
  settings: settingsEn,
};

export type Messages = typeof en;
