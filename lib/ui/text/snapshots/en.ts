/** Words of snapshots over time in English: which one stands for a link, other ways in, the watch. */
import type { ShortfallCode } from "../../../domain/snapshot";
import { counted, num } from "../plural";

const count = (n: number) => num("en", n);
type Figures = (n: number, of: number) => string;

const shortfalls: Record<ShortfallCode, Figures> = {
  cut: () => "The page broke off before its end.",
  missing: (n) => `${counted(n, "file", "files")} could not be made.`,
  pictures: (n, of) => `${count(n)} of ${counted(of, "picture", "pictures")} did not come.`,
  thin: () => "Much of the page’s text was not shown.",
  bounded: () => "The page asks for more than one capture may load; some of it is not here.",
};

export const snapshotsEn = {
  verdict: {
    partial: "Partial",
    brought: "Brought by you",
  },
  shortfalls,
  checked: (date: string, times: number) =>
    times === 1 ? `unchanged on ${date}` : `unchanged on ${date}, ${count(times)} looks`,
  standing: {
    poorer: (date: string) => `The snapshot of ${date} has much less on it, so an earlier one is shown.`,
    chosen: (date: string) => `You chose the snapshot of ${date} for this link.`,
    use: "Show this one for the link",
    useNewest: "Use the newest",
    auto: "Choose by itself",
    doneUse: "Shown for this link",
    doneAuto: "The best recent snapshot is shown",
  },
  bring: {
    button: "Bring the page",
    title: "Bring the page yourself",
    lead: "You can read it in your browser: give it to Linksnap as you see it. Nothing is fetched from the site.",
    steps: [
      "Open the original and let it load to its end.",
      "Save it as a single file (SingleFile, or “Web page, single file”), or select all and copy.",
      "Drop or choose the file here, or paste.",
    ],
    drop: "Drop a saved page here",
    choose: "Choose a file",
    types: "HTML or MHTML, up to 60 MB",
    paste: "Paste here",
    pasteNote: "Click and press Ctrl+V (⌘V)",
    pasteLabel: "Paste the page",
    sending: "Handing it over",
    started: "The page is on its way to becoming a snapshot",
    offline: "It is kept on this device and becomes a snapshot when the server can be reached.",
    problem: {
      empty: "There is nothing in it. Copy the page or save it once more.",
      "too-large": "It is larger than 60 MB. Save it without videos, or copy its text.",
      quota: "There is no room on this device. Nothing was changed.",
      "not-a-page": "This is no saved page. Choose an HTML or MHTML file.",
      unreadable: "The file could not be read. Choose it once more.",
    },
  },
  watch: {
    name: "Watch",
    label: "Look at the page by itself",
    rhythm: { "": "Off", daily: "Daily", weekly: "Weekly" },
    off: "Linksnap can look at the page by itself and tell you when it changed.",
    next: (when: string) => `Next look: ${when}.`,
    soon: "The next look is due, and follows as soon as the server has time.",
    last: (when: string) => `Last found ${when}.`,
    less: "Less often while nothing changes.",
    failing: (n: number) => `The last ${n === 1 ? "look" : `${count(n)} looks`} went wrong:`,
    stopped: "The watch has stopped.",
    stoppedNote: "It failed for too long. Your snapshots are safe.",
    resume: "Watch again",
    done: { "": "No longer watched", daily: "Watched daily", weekly: "Watched weekly" },
    section: "Watched links",
    none: "No link is watched. Set it on the page of a link, under Watch.",
    note: "Linksnap looks only while it is open and the server can be reached, one site at a time, and keeps to robots.txt.",
  },
};

export type SnapshotMessages = typeof snapshotsEn;
