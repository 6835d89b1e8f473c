/** Words of what other apps hand over, in English. `SharedMessages` is the shape of every other language. */
import { counted } from "../plural";

export const sharedEn = {
  title: "Save to Linksnap",
  saved: "Saved",
  savedNote: "Leave any time, the snapshot carries on",
  savedOffline: "Leave any time, the snapshot follows when the server is reached",
  several: (n: number) => `${counted(n, "link", "links")} saved`,
  known: (date: string) => `Saved already on ${date}`,
  knownNote: "Nothing was changed.",
  knownInTrash: "It is in the Trash.",
  tags: "Tags",
  note: "Note",
  ask: "Save this link?",
  askNote: "An address asks Linksnap to save it. Nothing was saved yet.",
  lost: "This could not be kept by itself: the device has no room. Save it here.",
  nothing: "There is no web address in what was shared",
  nothingNote:
    "Linksnap saves addresses, pages and bookmark files. Share the page itself, or paste its address.",
  wordsNote: "It is kept on this device. With an address it becomes the note of that link.",
  discard: "Discard",
  gone: "Nothing waits here",
  goneNote: "What was shared is in the library already.",
  failed: "This could not be saved yet",
  failedNote: "It waits on this device and is not lost. Free some space, then try again.",
  files: {
    page: "A saved page",
    pageNote:
      "The file does not say which address it is from. With the address it becomes a snapshot of that link.",
    pdf: "A PDF",
    pdfNote: "Linksnap keeps documents by their address. With the address the server fetches and keeps it.",
    other: "This file cannot be taken in",
    otherNote:
      "Linksnap takes bookmark files, saved pages (.html, .mhtml) and PDFs with their address. Nothing was changed.",
  },
  address: "Address it is from",
  addressHint: "https://…",
  toLibrary: "To the library",
  waiting: (n: number) => `${counted(n, "shared item waits", "shared items wait")} for you`,
  show: "Show",
  later: "Later",
};

export type SharedMessages = typeof sharedEn;
