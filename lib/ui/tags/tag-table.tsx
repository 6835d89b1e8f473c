"use client";
/** The tags as a table that opens where tags have tags below them; what no link carries stands at its end. */
import { useState, type ReactNode } from "react";
import type { TagNode, UnusedTag } from "../../library/library";
import { tagKey } from "../../domain/tag";
import { tagRows } from "../frame/tag-rows";
import { useActions } from "../actions";
import { useLibrary } from "../library-context";
import { Empty } from "../parts/banner";
import { Button } from "../parts/button";
import { useTagsText } from "../text/tags/use-tags-text";
import { filterTags } from "./filter-tags";
import { TagRow, type TagTableParts } from "./tag-row";

interface TagTableProps {
  readonly roots: readonly TagNode[];
  readonly unused: readonly UnusedTag[];
  readonly text: string;
  readonly parts: Omit<TagTableParts, "onToggle" | "most">;
}

export function TagTable({ roots, unused, text, parts }: TagTableProps) {
  const { t } = useTagsText();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) =>
    setClosed((old) => {
      const next = new Set(old);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const rows = tagRows(filterTags(roots, text), (path) => text !== "" || !closed.has(path));
  const idle = text === "" ? unused : [];
  if (rows.length === 0 && idle.length === 0)
    return text ? (
      <Empty icon="filter" title={t.tags.noMatch(text)} />
    ) : (
      <Empty icon="tag" title={t.tags.none} note={t.tags.noneNote} />
    );
  const shared = { ...parts, most: Math.max(1, ...roots.map(({ count }) => count)), onToggle: toggle };
  const known = new Map(parts.tags.map((tag) => [tag.key, tag]));
  const shown = rows.flatMap((row) => {
    const tag = known.get(row.node.path);
    return tag ? [{ row, tag }] : [];
  });
  return (
    <table className="tt">
      <Head keys={shown.map(({ tag }) => tag.key)} parts={shared} />
      <tbody>
        {shown.map(({ row, tag }) => (
          <TagRow
            key={tag.key}
            tag={tag}
            level={row.level}
            open={row.node.children.length > 0 ? row.open : null}
            parts={shared}
          />
        ))}
      </tbody>
      {idle.length > 0 ? <Idle unused={idle} parts={shared} /> : null}
    </table>
  );
}

function Head({ keys, parts }: { keys: readonly string[]; parts: TagTableParts }) {
  const { words } = useTagsText();
  const { picks } = parts;
  const picked = keys.filter((key) => picks.has(key)).length;
  const isAll = keys.length > 0 && picked === keys.length;
  return (
    <thead>
      <tr className="tt__r tt__h">
        <td className="tt__pick">
          <input
            type="checkbox"
            className="ttcheck"
            aria-label={words.pickAll}
            checked={isAll}
            ref={(box) => {
              if (box) box.indeterminate = picked > 0 && !isAll;
            }}
            onChange={() => picks.toggleAll(keys)}
          />
        </td>
        <Column>{words.columnName}</Column>
        <Column>{words.columnLinks}</Column>
        <Column>{words.columnNewest}</Column>
        <td />
      </tr>
    </thead>
  );
}

const Column = ({ children }: { children: ReactNode }) => <th scope="col">{children}</th>;

/** Tags that no link outside the Trash carries, and the way to be rid of them. */
function Idle({ unused, parts }: { unused: readonly UnusedTag[]; parts: TagTableParts }) {
  const { t } = useTagsText();
  const library = useLibrary();
  const actions = useActions();
  const words = t.keeping.tagMenu;
  const known = new Map(parts.tags.map((tag) => [tag.key, tag]));
  const remove = () => void actions.make(() => library.deleteTags(unused.map(({ tag }) => tag)));
  return (
    <tbody>
      <tr className="tt__idle">
        <th colSpan={5} scope="rowgroup">
          <div>
            <span title={words.unusedNote}>{words.unused(unused.length)}</span>
            <Button size="sm" kind="quiet" onClick={remove}>
              {words.removeAll}
            </Button>
          </div>
        </th>
      </tr>
      {unused.map(({ tag, inTrash }) => {
        const listed = known.get(tagKey(tag));
        return listed ? (
          <TagRow
            key={listed.key}
            tag={listed}
            level={0}
            open={null}
            also={inTrash > 0 ? words.inTrash(inTrash) : ""}
            parts={parts}
          />
        ) : null;
      })}
    </tbody>
  );
}
