/**
 * Saving an address: read it from what was typed, look whether it is here already, write the link and the wish for a
 * snapshot in one commit. Never waits for a network. The id comes from the address, so two devices that save the same
 * page apart make one link.
 */
import type { LinkId } from "../../domain/ids";
import type { LinkDraft } from "../../domain/link";
import { cleanTag } from "../../domain/tag";
import { parseAddress, refusalOfWhole } from "../../domain/url/address";
import { linkIdOf } from "../../domain/url/link-id";
import { addressIn } from "../../domain/url/shared-text";
import { cleanUrl, urlKey } from "../../domain/url/url-key";
import type { CaptureTask } from "../../ports/update-log";
import type { Cells } from "../../replica/cells";
import { basesIn, createLink, isPurged, recordIn, setFields, setTags } from "../../replica/edits";
import { WITHDRAWN } from "../../replica/read-link";
import { newTask } from "../captures/task";
import type { AddOutcome, Duplicate } from "../library";
import { isTrashed, isWithdrawn } from "../projection/entry";
import type { LinkIndex } from "../projection/link-index";
import type { BatchPart, Editor } from "./editor";

export type Draft = Omit<LinkDraft, "url">;

export interface AddParts {
  readonly editor: Editor;
  readonly index: LinkIndex;
  readonly now: () => number;
  /** The wish for a snapshot, stored with the link. */
  readonly asked: (task: CaptureTask) => void;
}

const PASTED: Draft = { source: "paste" };
/** Ids tried before giving up; each is taken only by a link that was purged, got another address or cannot be read. */
const CANDIDATES = 1000;

/** `partOf`: the batch of addresses that were saved with it. */
export async function addLink(
  parts: AddParts,
  text: string,
  { partOf, ...draft }: Draft & { readonly partOf?: BatchPart } = PASTED,
): Promise<AddOutcome> {
  const found = readAddress(text, draft);
  if ("kind" in found) return found;
  const url = cleanUrl(found.url);
  const key = urlKey(url);
  const here = hereWith(parts.index, key);
  if (here) return here;
  const wish: Wish = {
    url,
    key,
    draft: wishedFor(parts, draft, found.title),
    createdAt: draft.createdAt ?? parts.now(),
    ...(partOf && { partOf }),
  };
  for (let n = 0; n < CANDIDATES; n++) {
    const id = linkIdOf(n === 0 ? key : `${key}\n${n}`);
    const outcome = await addAs(parts, id, wish);
    if (outcome) return outcome;
  }
  throw new Error("no free id for this address");
}

/** The link that has this address already, in the trash too; `null` when it is new. Changes nothing. */
export const linkHere = (index: LinkIndex, url: string): Duplicate | null =>
  hereWith(index, urlKey(cleanUrl(url)));

function hereWith(index: LinkIndex, key: string): Duplicate | null {
  const here = index.withKey(key)[0];
  if (!here || isWithdrawn(here)) return null;
  return duplicate(here.id, { savedAt: here.projected.link.createdAt, inTrash: isTrashed(here) });
}

/** What was given with the address; `title` stood beside it. */
const wishedFor = ({ editor }: AddParts, draft: Draft, title: string): Draft => ({
  ...draft,
  title: draft.title ?? title,
  tags: editor.realTags(draft.tags ?? []),
});

const duplicate = (
  id: LinkId,
  { savedAt, inTrash }: { readonly savedAt: number; readonly inTrash: boolean },
): Duplicate => ({ kind: "duplicate", id, savedAt, inTrash });

function readAddress(text: string, draft: Draft): { url: string; title: string } | AddOutcome {
  const whole = parseAddress(text);
  if (whole.ok) return { url: whole.value, title: "" };
  const inside = refusalOfWhole(text) === null ? addressIn(text) : null;
  if (!inside) return { kind: "rejected", reason: whole.error, text };
  // Words around a shared address name the page; words around a pasted one may be anything.
  return { url: inside.url, title: draft.source === "share" ? inside.title : "" };
}

/** A link that is to be in the library. */
export interface Wish {
  readonly url: string;
  /** Url key of the address. */
  readonly key: string;
  readonly draft: Draft;
  /** Ms since 1970. */
  readonly createdAt: number;
  readonly partOf?: BatchPart;
}

/** `null` when another link has this id. */
async function addAs(
  { editor, index, now, asked }: AddParts,
  id: LinkId,
  wish: Wish,
): Promise<AddOutcome | null> {
  let found: Found = { kind: "free" };
  const time = now();
  const tasks = (): CaptureTask[] => (found.kind === "free" ? [newTask({ id, url: wish.url }, time)] : []);
  const batch = await editor.perform({
    label: "save",
    ids: [id],
    fresh: { id, isFree: () => !index.get(id) },
    edit: (cells) => {
      found = lookAt(cells, id, wish.key);
      if (found.kind === "free") writeLink(cells, id, wish);
    },
    tasks,
    ...(wish.partOf && { partOf: wish.partOf }),
  });
  tasks().forEach(asked);
  return outcomeOf(found, id, batch);
}

function outcomeOf(
  found: Found,
  id: LinkId,
  batch: Awaited<ReturnType<Editor["perform"]>>,
): AddOutcome | null {
  if (found.kind === "taken") return null;
  return found.kind === "free" ? { kind: "saved", id, batch } : duplicate(id, found);
}

type Found =
  | { readonly kind: "free" }
  | { readonly kind: "here"; readonly savedAt: number; readonly inTrash: boolean }
  | { readonly kind: "taken" };

/** Another tab may have saved the address a moment ago: the cells know, the index of this tab may not. */
function lookAt(cells: Cells, id: LinkId, key: string): Found {
  if (isPurged(cells, id)) return { kind: "taken" };
  const link = recordIn(cells, id)?.link;
  // A base that makes no link (another device wrote it) can never make one: bases are written once.
  if (!link) return { kind: basesIn(cells, id).length === 0 ? "free" : "taken" };
  if (urlKey(link.url) !== key) return { kind: "taken" };
  if (link.deletedAt === WITHDRAWN) return { kind: "free" };
  return { kind: "here", savedAt: link.createdAt, inTrash: link.deletedAt > 0 };
}

/** What became of a wish under one id: written, here already, in the trash, or the id belongs to another link. */
export type Saved = "saved" | "here" | "trashed" | "taken";

/** Writes a link under an id, unless there is one. Run twice it answers "here" the second time. */
export function saveWish(cells: Cells, id: LinkId, wish: Wish): Saved {
  const found = lookAt(cells, id, wish.key);
  if (found.kind === "here") return found.inTrash ? "trashed" : "here";
  if (found.kind === "taken") return "taken";
  writeLink(cells, id, wish);
  return "saved";
}

function writeLink(cells: Cells, id: LinkId, { url, draft, createdAt }: Wish): void {
  const { title = "", description = "", note, starred, archived, source } = draft;
  const tags = (draft.tags ?? []).map(cleanTag).filter((tag) => tag !== "");
  createLink(cells, { id, url, title, description, createdAt, source, tags });
  // A link whose saving was undone has its base already: it comes back, with what was given this time.
  setFields(cells, id, {
    deletedAt: 0,
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    ...(note === undefined ? {} : { note }),
    ...(starred === undefined ? {} : { starred }),
    ...(archived === undefined ? {} : { archived }),
  });
  setTags(cells, id, { add: tags, remove: [] });
}
