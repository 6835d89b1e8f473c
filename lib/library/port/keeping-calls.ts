/** Calls about edits of many links, tags, saved searches, highlights, and what was done: answered by the engine's `keeping`. */
import type { Engine } from "../engine/engine";
import { linkHere } from "../editing/add-link";
import { duplicateGroups } from "../keeping/duplicates";
import { isPresent, rowOf } from "../projection/entry";
import type { Entry } from "../projection/entry";
import type { LinkIndex } from "../projection/link-index";
import { tagUnion, tagUse } from "../tags/tag-use";
import { exportLinks } from "../transfer/export-links";
import type { Topic } from "../engine/watchers";
import { knownLinks } from "../reading/known-links";
import type { KeepingName } from "./call-names";
import { deviceValueOf, isDeviceTopic } from "./device-calls";
import type { Calls } from "./messages";

/** The value of a topic now. */
export function valueOf(engine: Engine, topic: Topic): unknown {
  if (isDeviceTopic(topic)) return deviceValueOf(engine, topic);
  switch (topic) {
    case "work":
      return engine.keeping.work;
    case "held":
      return engine.keeping.incoming.held;
    case "searches":
      return engine.keeping.searches;
    case "unusedTags":
      return engine.keeping.unused;
    case "backup":
      return engine.backups.progress;
    case "importing":
      return engine.transfer.progress;
    default:
      return engine[topic];
  }
}

function* presentIn(index: LinkIndex): Generator<Entry> {
  for (const entry of index.entries()) if (isPresent(entry)) yield entry;
}

export function keepingCalls({ editor, captures, keeping, index }: Engine): Pick<Calls, KeepingName> {
  const { tags, facts, undo, incoming } = keeping;
  return {
    tag: (ids, add, remove) => keeping.tag(ids, add, remove),
    star: (ids, on) => editor.star(ids, on),
    archive: (ids, on) => editor.archive(ids, on),
    trash: (ids) => editor.trash(ids),
    restore: (ids) => editor.restore(ids),
    purge: (ids) => keeping.purge(ids),
    undo: async (batchId) => {
      const undone = await undo.undo(batchId);
      undone?.unsaved.forEach((id) => captures.dropped(id));
      return undone && { batch: undone.batch, left: undone.left };
    },
    moveUp: (ids) => editor.moveUp(ids),
    highlight: (id, draft) => editor.highlight(id, draft),
    changeHighlight: (id, highlight, patch) => editor.changeHighlight(id, highlight, patch),
    activity: () => keeping.activity(),
    answerHeld: (wish) => incoming.answer(wish),
    renameTag: (tag, name) => tags.rename(tag, name),
    mergeTags: (all, into) => tags.merge(all, into),
    nestTag: (tag, under) => tags.nest(tag, under),
    deleteTags: (all) => tags.remove(all),
    colourTag: (tag, hue) => tags.colour(tag, hue),
    addTagAlias: (tag, alias) => tags.addAlias(tag, alias),
    removeTagAlias: (alias) => tags.removeAlias(alias),
    createTag: (tag) => tags.create(tag),
    suggestTags: (id, chosen) => keeping.suggest(id, chosen ?? []),
    tagShares: async (ids) => keeping.tagShares(ids),
    tagUse: async () => tagUse(presentIn(index)),
    exportLinks: async (ids) => exportLinks(ids.flatMap((id) => index.get(id) ?? [])),
    tagUnion: async (all) => {
      const { ids, ...figures } = tagUnion(presentIn(index), all);
      const found = ids.flatMap((id) => index.get(id) ?? []);
      return { ...figures, rows: found.map((entry) => rowOf(entry, captures.stateOf(entry))) };
    },
    saveSearch: (query, name) => facts.saveSearch(query, name),
    changeSearch: (id, change) => facts.changeSearch(id, change),
    deleteSearch: (id) => facts.removeSearch(id),
    moveSearch: (id, to) => facts.moveSearch(id, to),
    knownLinks: async (urls) => knownLinks(index, urls),
    linkHere: async (url) => linkHere(index, url),
    duplicates: async () =>
      duplicateGroups(index.entries()).map((group) =>
        group.map((entry) => rowOf(entry, captures.stateOf(entry))),
      ),
  };
}
