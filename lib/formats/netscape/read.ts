/**
 * Reads Netscape bookmark files, the format every browser and most link keepers export, in all its dialects: with and
 * without an outer list, closed and unclosed descriptions, escaped and raw titles. No document tree is built: a stack
 * of folders follows the marks, so one broken place costs one row at most.
 */
import { collect, dateOf, emptyRow, type Row } from "../collect";
import type { Reading } from "../format";
import { marksOf, type Attributes, type Mark } from "./markup";

/** Roots that browsers name in the person's language: places of the browser, not folders the person made. */
const ROOT_MARKS = ["personal_toolbar_folder", "unfiled_bookmarks_folder", "mobile_bookmarks_folder"];
const READING_LIST = "com.apple.readinglist";
export const READ_LATER = "read later";
/** How linkding writes that a link is archived. */
const LINKDING_ARCHIVED = "linkding:bookmarks.archived";
const LINKDING_NOTES = /\[linkding-notes\]([\s\S]*?)\[\/linkding-notes\]/;

interface Folder {
  readonly name: string;
  /** A place of the browser, not a folder the person made. */
  readonly isRoot: boolean;
  readonly readLater: boolean;
}

interface Open {
  readonly kind: "a" | "h3" | "dd";
  readonly attributes: Attributes;
  readonly line: number;
  text: string;
}

export const readNetscape = (file: string): Reading => collect(new Reader().rows(file));

class Reader {
  #folders: Folder[] = [];
  #pending: Folder | null = null;
  #open: Open | null = null;
  #last: Row | null = null;

  *rows(file: string): Generator<Row> {
    for (const mark of marksOf(file)) {
      if (mark.kind === "text") {
        if (this.#open) this.#open.text += mark.text;
        continue;
      }
      const done = this.#end(mark);
      if (done) yield done;
      this.#begin(mark);
    }
    this.#finish();
    if (this.#last) yield this.#last;
  }

  /** Ends what stands open. Answers the row that nothing can be added to any more. */
  #end(mark: Mark): Row | null {
    if (mark.kind === "close" && mark.name === "dl") this.#folders.pop();
    this.#finish();
    // A description belongs to the link before it, so a link waits until the next mark that is none.
    const waits = mark.kind !== "open" || mark.name === "dd";
    const done = waits ? null : this.#last;
    if (!waits) this.#last = null;
    return done;
  }

  #begin(mark: Mark): void {
    if (mark.kind !== "open") return;
    const { name, attributes, line } = mark;
    if (name === "dl") {
      this.#folders.push(this.#pending ?? { name: "", isRoot: true, readLater: false });
      this.#pending = null;
    } else if (name === "a" || name === "h3" || name === "dd") {
      this.#open = { kind: name, attributes, line, text: "" };
    }
  }

  #finish(): void {
    const open = this.#open;
    this.#open = null;
    if (open?.kind === "h3") this.#pending = folderOf(open);
    else if (open?.kind === "a") this.#last = rowOf(open, this.#folders);
    else if (open && this.#last) this.#last = described(this.#last, open.text);
  }
}

function folderOf({ attributes, text }: Open): Folder {
  const readLater = attributes.get("id")?.toLowerCase() === READING_LIST;
  const isRoot = readLater || ROOT_MARKS.some((mark) => attributes.get(mark)?.toLowerCase() === "true");
  return { name: text, isRoot, readLater };
}

function rowOf({ attributes, text, line }: Open, folders: readonly Folder[]): Row {
  const tags = (attributes.get("tags") ?? "").split(",");
  const archived = tags.some((tag) => tag.trim() === LINKDING_ARCHIVED);
  const readLater = attributes.get("toread") === "1" || folders.some((folder) => folder.readLater);
  const keyword = attributes.get("shortcuturl") ?? "";
  return {
    ...emptyRow,
    line,
    given: attributes.get("href") ?? "",
    title: text,
    folders: folders.map(({ name }) => name),
    ownFolders: folders.filter(({ isRoot }) => !isRoot).map(({ name }) => name),
    tags: [...tags.filter((tag) => tag.trim() !== LINKDING_ARCHIVED), ...(readLater ? [READ_LATER] : [])],
    note: keyword === "" ? "" : `Keyword: ${keyword}`,
    createdAt: dateOf(attributes.get("add_date") ?? ""),
    archived,
    starred: attributes.get("data-important") === "true",
  };
}

function described(row: Row, text: string): Row {
  const notes = LINKDING_NOTES.exec(text)?.[1] ?? "";
  return {
    ...row,
    description: text.replace(LINKDING_NOTES, ""),
    note: [row.note, notes].filter(Boolean).join("\n"),
  };
}
