/**
 * What a person does to a tag as a whole: rename, merge, nest, delete, colour, other names. Each is one batch over all its
 * links, archived ones and those in the trash too, and over what is known of the tag; saved searches go along.
 */
import type { LinkId } from "../../domain/ids";
import { aliasTarget, cleanTag, isUnder, tagKey, tagParts } from "../../domain/tag";
import type { TagFacts } from "../../domain/tag";
import type { Cells } from "../../replica/cells";
import { recordIn, setTags } from "../../replica/edits";
import { factsIn, putSearch, setTagAlias, setTagHue, setTagKnown } from "../../replica/facts";
import type { Editor } from "../editing/editor";
import type { Batch, BatchLabel } from "../library";
import type { LinkIndex } from "../projection/link-index";
import { renameInSearch } from "./query-tags";

export interface TagJobsParts {
  readonly editor: Editor;
  readonly index: LinkIndex;
  readonly facts: () => TagFacts;
  readonly now: () => number;
}

/** `from` and `to` as written. */
interface Move {
  readonly from: string;
  readonly to: string;
}

/** A tag at or below `from` at its new place; others as they are. */
function movedTag(tag: string, { from, to }: Move): string {
  if (!isUnder(tagKey(tag), tagKey(from))) return tag;
  return cleanTag([to, ...tagParts(tag).slice(tagParts(from).length)].join("/"));
}

export class TagJobs {
  constructor(private readonly parts: TagJobsParts) {}

  /** Onto a name that is a tag already both become one. `null` when nothing would change. */
  async rename(tag: string, name: string): Promise<Batch | null> {
    const to = this.#wanted(tag, name);
    return to === "" || to === cleanTag(tag) ? null : this.#move("rename-tag", [{ from: tag, to }]);
  }

  /** All of `tags` become `into`; the others' names lead to it from now on. */
  async merge(tags: readonly string[], into: string): Promise<Batch | null> {
    const to = cleanTag(into);
    const moves = tags.filter((tag) => tagKey(tag) !== tagKey(to)).map((from) => ({ from, to }));
    if (to === "" || moves.length === 0 || moves.some(({ from }) => isUnder(tagKey(to), tagKey(from))))
      return null;
    return this.#move("merge-tags", moves, true);
  }

  /** Puts a tag with its children below another one; "" puts it at the top. */
  async nest(tag: string, under: string): Promise<Batch | null> {
    const name = tagParts(tag).at(-1);
    if (name === undefined || (under !== "" && isUnder(tagKey(under), tagKey(tag)))) return null;
    return this.rename(tag, under === "" ? name : `${under}/${name}`);
  }

  /** From all its links, with its children. */
  remove(tags: readonly string[]): Promise<Batch> {
    const keys = tags.map(tagKey);
    const isGone = (tag: string): boolean => keys.some((key) => isUnder(tagKey(tag), key));
    return this.parts.editor.perform({
      label: "delete-tag",
      subject: tags.join(", "),
      ids: this.#linksUnder(keys),
      edit: (cells, id) => {
        const remove = (recordIn(cells, id)?.link.tags ?? []).filter(isGone);
        setTags(cells, id, { add: [], remove });
      },
      facts: (cells) => forgetTags(cells, isGone),
    });
  }

  /** `null` gives back the hue that follows from the name. */
  colour(tag: string, hue: number | null): Promise<Batch> {
    return this.#factsOf("colour-tag", tag, (cells) => setTagHue(cells, tag, hue));
  }

  /** A name that is a tag of its own is merged instead: see `merge`. `null` when the name says nothing new. */
  async addAlias(tag: string, alias: string): Promise<Batch | null> {
    if (tagKey(alias) === "" || tagKey(alias) === tagKey(tag)) return null;
    if (this.#linksUnder([tagKey(alias)]).length > 0) return this.merge([alias], tag);
    return this.#factsOf("alias-tag", tag, (cells) => setTagAlias(cells, alias, tag));
  }

  removeAlias(alias: string): Promise<Batch> {
    return this.#factsOf("alias-tag", alias, (cells) => setTagAlias(cells, alias, null));
  }

  /** Keeps a tag that no link carries yet. `null` when there is one. */
  async create(tag: string): Promise<Batch | null> {
    const name = aliasTarget(cleanTag(tag), this.parts.facts());
    if (name === "" || this.#linksUnder([tagKey(name)]).length > 0) return null;
    return this.#factsOf("create-tag", name, (cells) => setTagKnown(cells, name, true));
  }

  /** The tag a wish for a name leads to: another tag's other name is that tag, the tag's own is just a name. */
  #wanted(tag: string, name: string): string {
    const wish = cleanTag(name);
    const target = aliasTarget(wish, this.parts.facts());
    return isUnder(tagKey(target), tagKey(tag)) ? wish : target;
  }

  #factsOf(label: BatchLabel, subject: string, facts: (cells: Cells) => void): Promise<Batch> {
    return this.parts.editor.perform({ label, subject, ids: [], edit: () => undefined, facts });
  }

  #linksUnder(keys: readonly string[]): LinkId[] {
    const found: LinkId[] = [];
    for (const { id, tagKeys } of this.parts.index.entries())
      if (tagKeys.some((tag) => keys.some((key) => isUnder(tag, key)))) found.push(id);
    return found;
  }

  #move(label: BatchLabel, moves: readonly Move[], isMerge = false): Promise<Batch> {
    const moved = (tag: string): string => moves.reduce((now, move) => movedTag(now, move), tag);
    const [first] = moves;
    return this.parts.editor.perform({
      label,
      subject: `${moves.map(({ from }) => from).join(", ")} → ${first?.to ?? ""}`,
      ids: this.#linksUnder(moves.map(({ from }) => tagKey(from))),
      edit: (cells, id) => {
        const old = (recordIn(cells, id)?.link.tags ?? []).filter((tag) => moved(tag) !== tag);
        setTags(cells, id, { add: old.map(moved), remove: old });
      },
      facts: (cells) => moveFacts(cells, { moves, moved, isMerge, now: this.parts.now() }),
    });
  }
}

interface Moving {
  readonly moves: readonly Move[];
  readonly moved: (tag: string) => string;
  /** Old names become other names of the new one. */
  readonly isMerge: boolean;
  readonly now: number;
}

function moveFacts(cells: Cells, moving: Moving): void {
  const { tags, searches } = factsIn(cells);
  moveHuesAndNames(cells, tags, moving);
  moveAliases(cells, tags, moving);
  for (const { id, query } of searches) {
    const renamed = renameInSearch(query, moving.moved, moving.now);
    if (renamed !== query) putSearch(cells, id, { query: renamed });
  }
}

function moveHuesAndNames(cells: Cells, { hues, known }: TagFacts, { moved }: Moving): void {
  for (const [key, hue] of hues) {
    const to = tagKey(moved(key));
    if (to === key) continue;
    setTagHue(cells, key, null);
    if (!hues.has(to)) setTagHue(cells, to, hue);
  }
  for (const [key, tag] of known) {
    if (moved(tag) === tag) continue;
    setTagKnown(cells, key, false);
    setTagKnown(cells, moved(tag), true);
  }
}

function moveAliases(cells: Cells, { aliases }: TagFacts, { moves, moved, isMerge }: Moving): void {
  const taken = new Set(moves.map(({ to }) => tagKey(to)));
  for (const [key, { alias, tag }] of aliases)
    if (taken.has(key)) setTagAlias(cells, alias, null);
    else if (moved(tag) !== tag) setTagAlias(cells, alias, moved(tag));
  if (isMerge) for (const { from, to } of moves) setTagAlias(cells, from, to);
}

function forgetTags(cells: Cells, isGone: (tag: string) => boolean): void {
  const { hues, known, aliases } = factsIn(cells).tags;
  for (const key of hues.keys()) if (isGone(key)) setTagHue(cells, key, null);
  for (const key of known.keys()) if (isGone(key)) setTagKnown(cells, key, false);
  for (const { alias, tag } of aliases.values()) if (isGone(tag)) setTagAlias(cells, alias, null);
}
