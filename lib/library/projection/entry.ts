/**
 * One link in the index of the worker: what lists, search and duplicate checks ask for, worked out once. A link says
 * its own title, site and so on; where it is silent, its newest snapshot speaks.
 */
import type { LinkId } from "../../domain/ids";
import { packHaystack, searchable } from "../../domain/query/subject";
import type { QuerySubject } from "../../domain/query/subject";
import type { PageFacts } from "../../domain/snapshot";
import { displayHost, displayUrl } from "../../domain/url/display";
import { tagKey } from "../../domain/tag";
import { WITHDRAWN } from "../../replica/edits";
import type { CaptureState, LinkRow } from "../library";
import type { Projected } from "./projected";

export interface Entry {
  readonly id: LinkId;
  readonly projected: Projected;
  /** Form of the address for finding duplicates. */
  readonly key: string;
  readonly title: string;
  readonly titleIsUrl: boolean;
  readonly host: string;
  readonly site: string;
  readonly excerpt: string;
  readonly author: string;
  readonly published: string;
  readonly language: string;
  readonly tagKeys: readonly string[];
  /** What a search asks, worked out by the first one; see `subjectOf`. */
  subject: QuerySubject | null;
}

const NO_PAGE: PageFacts = {
  title: "",
  site: "",
  author: "",
  published: "",
  language: "",
  description: "",
};

export function entryOf(projected: Projected): Entry {
  const { link, newest } = projected;
  const page = newest?.page ?? NO_PAGE;
  const own = link.title.trim() || page.title.trim();
  const title = own || displayUrl(link.url);
  return {
    id: link.id,
    projected,
    key: projected.key,
    title,
    titleIsUrl: !own,
    host: displayHost(link.url),
    site: link.site || page.site,
    excerpt: link.description || page.description,
    author: link.author || page.author,
    published: link.published || page.published,
    language: link.language || page.language,
    tagKeys: link.tags.map(keyOf),
    subject: null,
  };
}

/** The link as a query sees it. `state` is that of its capture now; a link whose state changes gets a new entry. */
export function subjectOf(entry: Entry, state: (entry: Entry) => CaptureState): QuerySubject {
  entry.subject ??= makeSubject(entry, state(entry));
  return entry.subject;
}

function makeSubject(entry: Entry, state: CaptureState): QuerySubject {
  const { link, snapshots } = entry.projected;
  const { title, excerpt, author, published, host, tagKeys } = entry;
  return {
    haystack: packHaystack({
      title: entry.titleIsUrl ? "" : title,
      text: excerpt,
      note: link.note,
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
    changed: false,
  };
}

/** Libraries have few tags and many links: each spelling is folded once. */
const keys = new Map<string, string>();
const MAX_KEYS = 20_000;
function keyOf(tag: string): string {
  const known = keys.get(tag);
  if (known !== undefined) return known;
  if (keys.size >= MAX_KEYS) keys.clear();
  const key = tagKey(tag);
  keys.set(tag, key);
  return key;
}

/** A link whose saving was undone: in no list and in no count until it is saved again. */
export const isWithdrawn = ({ projected }: Entry): boolean => projected.link.deletedAt === WITHDRAWN;
export const isTrashed = ({ projected }: Entry): boolean => projected.link.deletedAt > WITHDRAWN;
/** Outside the trash and not withdrawn. */
export const isPresent = ({ projected }: Entry): boolean => projected.link.deletedAt === 0;

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
    thumbnail: newest?.thumbnail ?? null,
    favicon: newest?.favicon ?? null,
  };
}
