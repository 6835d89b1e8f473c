/** Words of the Reader's tools and of a link's copies in English. `ReadingMessages` is the shape of every other language. */
import type { ReaderSettings } from "../../../library/library";

export const readingEn = {
  type: {
    name: "Type settings",
    size: "Size",
    font: "Font",
    fonts: { serif: "Serif", sans: "Sans" } satisfies Record<ReaderSettings["readerFont"], string>,
    measure: "Width",
    measures: { narrow: "Narrow", medium: "Medium", wide: "Wide" } satisfies Record<
      ReaderSettings["readerMeasure"],
      string
    >,
    spacing: "Lines",
    spacings: { tight: "Tight", medium: "Medium", loose: "Loose" } satisfies Record<
      ReaderSettings["readerSpacing"],
      string
    >,
    page: "Page",
    pages: { app: "Like the app", paper: "Paper", sepia: "Sepia", ink: "Ink" } satisfies Record<
      ReaderSettings["readerPage"],
      string
    >,
    reset: "Reset",
    note: "Kept on this device.",
  },
  contents: {
    name: "Contents",
    top: "Beginning",
    none: "This text has no headings.",
  },
  find: {
    name: "Find in this text",
    field: "Find",
    next: "Next",
    previous: "Previous",
    close: "Close",
    at: (n: number, of: string) => `${n} of ${of}`,
    none: "Not found",
    more: (n: string) => `more than ${n}`,
  },
  progress: "Read so far",
  read: (part: string) => `${part} read`,
  readWhole: "read to the end",
  kept: (title: string) => `You saved this page: “${title}”`,
  zoom: { name: "Zoom", in: "Zoom in", out: "Zoom out" },
  note: { edit: "Edit note", done: "Done" },
  copy: {
    name: "Save a copy",
    intro: "Copies of this snapshot, made from the files on this device.",
    page: "Web page in one file",
    pageNote: "As it was, with its pictures and styles. Opens in any browser and asks for nothing.",
    markdown: "Markdown",
    markdownNote: "The text with its headings, links and code, exactly as it was written.",
    png: "Picture",
    pngNote: {
      fullpage: "The whole page as PNG.",
      screenshot: "One screen as PNG.",
      phone: "A phone’s screen as PNG.",
    },
    pdf: "PDF",
    pdfNote: "Opens the print window: choose “Save as PDF” there.",
    file: "The file itself",
    fileNote: "Byte for byte as it was at its address.",
    save: "Save",
    print: "Print",
    busy: "Working",
    saved: (name: string) => `Saved as ${name}`,
    absent: "This snapshot has none.",
    away: "Its files are not on this device and could not be fetched. Nothing is lost; try again when the server or another device is reachable.",
    failed: "The copy could not be made. The snapshot is unharmed.",
    from: (address: string, when: string) => `Snapshot of ${address}, taken on ${when}`,
  },
};

export type ReadingMessages = typeof readingEn;
