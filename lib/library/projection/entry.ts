/**
 * One link in the index of the worker: an outline that is always there, and all the rest read from its page when it is
 * asked for. A link says its own title, site and so on; where it is silent, its newest snapshot speaks.
 */
import type { LinkId } from "../../domain/ids";
import { packHaystack, searchable } from "../../domain/query/subject";
import type { QuerySubject } from "../../domain/query/subject";
import type { PageFacts } from "../../domain/snapshot";
import { remembering } from "../../domain/text/remembering";
import { displayHost, displayUrl } from "../../domain/url/display";
import { isUnder, tagKey } from "../../domain/tag";
import type { CaptureTask } from "../../ports/update-log";
import { WITHDRAWN } from "../../replica/edits";
import type { CaptureState, LinkRow } from "../library";
import { outlineOf, Page } from "./page";
import type { Outline } from "./page";
import { isChanged } from "./projected";
import type { Projected } from "./projected";

/** The link read last, whole: whoever shows one asks for many things of it at once. */
const lastRead: { entry: Entry | null; projected: Projected | null } = { entry: null, projected: null };

export class Entry {
  /** What a search asks, worked out by the first one; see `subjectOf`. */
  subject: QuerySubject | null = null;
  #title: string | null = null;
  #host: string | null = null;

  private constructor(
    readonly outline: Outline,
    private readonly source: Projected | Page,
    private readonly at: number,
  ) {}

  static of(projected: Projected): Entry {
    return new Entry(outlineOf(projected), projected, 0);
  }

  /** All links of a page, not yet read. */
  static ofPage(page: Page): Entry[] {
    return page.outlines().map((outline, at) => new Entry(outline, page, at));
  }

  get id(): LinkId {
    return this.outline.id;
  }

  /** Everything of the link. Read from its page each time: lists and counts do with `outline`. */
  get projected(): Projected {
    if (!(this.source instanceof Page)) return this.source;
    if (lastRead.entry !== this || !lastRead.projected) {
      lastRead.projected = this.source.link(this.at);
      lastRead.entry = this;
    }
    return lastRead.projected;
  }

  get #page(): PageFacts {
    return this.projected.newest?.page ?? NO_PAGE;
  }

  get #ownTitle(): string {
    return readable(this.projected.link.title) || readable(this.#page.title);
  }

  /** Form of the address for finding duplicates. */
  get key(): string {
    return this.projected.key;
  }

  get title(): string {
    this.#title ??= this.#ownTitle || displayUrl(this.projected.link.url);
    return this.#title;
  }

  get titleIsUrl(): boolean {
    return this.#ownTitle === "";
  }

  get host(): string {
    this.#host ??= displayHost(this.projected.link.url);
    return this.#host;
  }

  get site(): string {
    return this.projected.link.site || this.#page.site;
  }

  get excerpt(): string {
    return this.projected.link.description || this.#page.description;
  }

  get author(): string {
    return this.projected.link.author || this.#page.author;
  }

  get published(): string {
    return this.projected.link.published || this.#page.published;
  }

  get language(): string {
    return this.projected.link.language || this.#page.language;
  }

  get tagKeys(): readonly string[] {
    return this.outline.tags.map(keyOf);
  }

  /** Whether the link has this tag (a key) or one below it. */
  isTagged(tag: string): boolean {
    return this.outline.tags.some((one) => isUnder(keyOf(one), tag));
  }
}

/** Nothing a person sees: spaces, controls, marks without width. */
const UNSEEN = /^[\s\p{C}\p{Default_Ignorable_Code_Point}]*$/u;
/** A title that can be seen, else "". */
const readable = (title: string): string => (UNSEEN.test(title) ? "" : title.trim());

const NO_PAGE: PageFacts = {
  title: "",
  site: "",
  author: "",
  published: "",
  language: "",
  description: "",
};

export const entryOf = (projected: Projected): Entry => Entry.of(projected);

/** The link as a query sees it. `state` is that of its capture now; a link whose state changes gets a new entry. */
export function subjectOf(entry: Entry, state: (entry: Entry) => CaptureState): QuerySubject {
  entry.subject ??= makeSubject(entry, state(entry));
  return entry.subject;
}

function makeSubject(entry: Entry, state: CaptureState): QuerySubject {
  const { link, snapshots, highlights } = entry.projected;
  const { title, excerpt, author, published, host, tagKeys } = entry;
  return {
    id: entry.id,
    haystack: packHaystack({
      title: entry.titleIsUrl ? "" : title,
      text: excerpt,
      note: link.note,
      highlight: highlights.join("\n"),
      rest: [displayUrl(link.url), ...link.tags, entry.site, author],
    }),
    tags: tagKeys,
    host,
    site: searchable(entry.site),
    starred: link.starred,
    archived: link.archived,
    unread: link.progress === 0,
    createdAt: link.createdAt,
    published,
    snapshots,
    failed: state.kind === "failed",
    gone: state.kind === "failed" && state.verdict === "gone",
    changed: isChanged(entry.projected),
  };
}

/** Libraries have few tags and many links: each spelling is folded once. */
const keyOf = remembering(tagKey);

/** A link whose saving was undone: in no list and in no count until it is saved again. */
export const isWithdrawn = ({ outline }: Entry): boolean => outline.deletedAt === WITHDRAWN;
export const isTrashed = ({ outline }: Entry): boolean => outline.deletedAt > WITHDRAWN;
/** Outside the trash and not withdrawn. */
export const isPresent = ({ outline }: Entry): boolean => outline.deletedAt === 0;

const AWAITED: readonly CaptureState["kind"][] = ["queued", "offline", "waiting"];

/** How its capture stands, else what is kept. In the trash nothing is awaited: only what is under way or failed is told. */
export const shownState = (entry: Entry, state: CaptureState | null): CaptureState =>
  state && !(isTrashed(entry) && AWAITED.includes(state.kind)) ? state : restingState(entry);

/** A link in the trash is not captured. What was captured already comes here, before the server lets go of it. */
export const restsInTrash = ({ phase }: CaptureTask, entry: Entry | undefined): boolean =>
  phase.kind !== "fetching" && entry !== undefined && isTrashed(entry);

/** What is known of its snapshots when no capture is asked for. */
export function restingState({ projected: { snapshots, newest } }: Entry): CaptureState {
  return newest ? { kind: "kept", snapshots, newestAt: newest.capturedAt } : { kind: "none" };
}

export function rowOf(entry: Entry, state: CaptureState): LinkRow {
  const { id, title, titleIsUrl, host, site, excerpt, language } = entry;
  const { link, newest } = entry.projected;
  const { url, tags, starred, archived, createdAt, deletedAt } = link;
  return {
    id,
    url,
    title,
    titleIsUrl,
    host,
    site,
    excerpt,
    language,
    tags,
    starred,
    archived,
    createdAt,
    deletedAt,
    state,
    changed: isChanged(entry.projected),
    thumbnail: newest?.thumbnail ?? null,
    favicon: newest?.favicon ?? null,
  };
}
