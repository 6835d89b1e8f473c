"use client";
/** All tags as a tree with a filter. A tag leads to its links. */
import { useMemo, useState, type MouseEvent } from "react";
import type { TagNode } from "../../library/library";
import { Frame } from "../frame/frame";
import { tagRows, type TagRow } from "../frame/tag-rows";
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { Notices } from "../frame/notices";
import { Empty } from "../parts/banner";
import { Button, IconButton } from "../parts/button";
import { Dot } from "../parts/chip";
import { A, libraryHref } from "../router";
import { listTags } from "../tag-tools/known";
import { useTagDrag, type TagDrag } from "../tag-tools/use-tag-drag";
import { NEW_TAG, useTagTools, type TagToolsHandle } from "../tag-tools/use-tag-tools";
import { useText } from "../text/use-text";
import { useTitle } from "../use-title";
import { countTags, filterTags } from "./filter-tags";
import { UnusedTags } from "./unused-tags";

export function TagsView() {
  const library = useLibrary();
  const { t } = useText();
  const roots = useLive(library.tags);
  const [text, setText] = useState("");
  const tools = useTagTools();
  useTitle(t.app.title(t.tags.title));
  return (
    <Frame>
      <main className="main" id="main" tabIndex={-1}>
        <Head total={countTags(roots ?? [])} text={text} onText={setText} tools={tools} />
        <Notices view={undefined} />
        <div className="scroll">
          {roots ? <Tree key={text ? "filtered" : "all"} {...{ roots, text, tools }} /> : null}
          {text ? null : <UnusedTags />}
        </div>
        {tools.element}
      </main>
    </Frame>
  );
}

interface HeadProps {
  readonly total: number;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly tools: TagToolsHandle;
}

function Head({ total, text, onText, tools }: HeadProps) {
  const { t } = useText();
  const counts = useLive(useLibrary().counts);
  return (
    <div className="pagehead">
      <div>
        <h1>{t.tags.title}</h1>
        {counts && total > 0 ? (
          <p>{t.tags.summary(total, counts.all + counts.archive, counts.inbox)}</p>
        ) : null}
      </div>
      {total > 0 ? (
        <div className="field">
          <Icon name="filter" />
          <input
            aria-label={t.tags.filter(total)}
            placeholder={t.tags.filter(total)}
            value={text}
            onChange={(event) => onText(event.currentTarget.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </div>
      ) : null}
      <Button icon="plus" onClick={(event) => tools.open(NEW_TAG, event)}>
        {t.keeping.tagMenu.new}
      </Button>
    </div>
  );
}

interface TreeProps {
  readonly roots: readonly TagNode[];
  readonly text: string;
  readonly tools: TagToolsHandle;
}

function Tree({ roots, text, tools }: TreeProps) {
  const { t } = useText();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const toggle = (path: string) =>
    setClosed((old) => {
      const next = new Set(old);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  const drag = useTagDrag();
  const labels = useMemo(() => new Map(listTags(roots).map((tag) => [tag.key, tag.label])), [roots]);
  const rows = tagRows(filterTags(roots, text), (path) => !closed.has(path));
  if (rows.length === 0)
    return text.trim() ? (
      <Empty icon="filter" title={t.tags.noMatch(text.trim())} />
    ) : (
      <Empty icon="tag" title={t.tags.none} note={t.tags.noneNote} />
    );
  return (
    <ul className="ttree">
      {rows.map((row) => (
        <Row
          key={row.node.path}
          row={row}
          label={labels.get(row.node.path) ?? row.node.name}
          onToggle={toggle}
          drag={drag}
          tools={tools}
        />
      ))}
    </ul>
  );
}

interface RowProps {
  readonly row: TagRow;
  /** The whole path as written. */
  readonly label: string;
  readonly onToggle: (path: string) => void;
  readonly drag: TagDrag;
  readonly tools: TagToolsHandle;
}

function Row({ row: { node, level, open }, label, onToggle, drag, tools }: RowProps) {
  const { t, format } = useText();
  const { path, count, hue, aliases } = node;
  const openTools = (event: MouseEvent<HTMLElement>) =>
    tools.open({ kind: "tag", tag: label, key: path, count, hue, aliases }, event);
  return (
    <li
      className={drag.over === label ? "trow is-drop" : "trow"}
      style={{ "--lvl": level }}
      {...drag.source(label)}
      {...drag.target(label)}
      onContextMenu={openTools}
    >
      {node.children.length > 0 ? (
        <IconButton
          icon={open ? "chevD" : "chevR"}
          iconSize={16}
          label={open ? t.tags.collapse(node.name) : t.tags.expand(node.name)}
          aria-expanded={open}
          onClick={() => onToggle(node.path)}
        />
      ) : (
        <span className="tw--none" />
      )}
      <A href={libraryHref({ tag: node.path })} draggable={false}>
        <Dot hue={node.hue} />
        <span>{node.name}</span>
        {aliases.length > 0 ? (
          <span className="also">{t.keeping.tagMenu.also(aliases.join(", "))}</span>
        ) : null}
        <em>
          <span aria-hidden="true">{format.number(node.count)}</span>
          <span className="vh">{t.tags.count(node.count)}</span>
        </em>
      </A>
      <IconButton
        icon="more"
        label={t.keeping.tagMenu.of(node.name)}
        aria-haspopup="menu"
        onClick={openTools}
      />
    </li>
  );
}
