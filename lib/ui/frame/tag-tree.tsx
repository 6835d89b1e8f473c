"use client";
/** The tag tree of the sidebar. A click filters by the tag; the arrow beside a parent opens it. */
import { useCallback, useMemo, useState, type KeyboardEvent } from "react";
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { Dot } from "../parts/chip";
import { IconButton } from "../parts/button";
import type { TagNode } from "../../library/library";
import { A, libraryHref, navigate } from "../router";
import { listTags } from "../tag-tools/known";
import { useTagDrag, type TagDrag } from "../tag-tools/use-tag-drag";
import { NEW_TAG, useTagTools, type TagToolsHandle } from "../tag-tools/use-tag-tools";
import { useText } from "../text/use-text";
import { tagRows, treeMove, type TagRow } from "./tag-rows";

/** Parents stay as the person left them while the app is open; small trees start open. */
const SMALL_TREE = 24;
const opened = new Map<string, boolean>();

const ancestors = (path: string): string[] =>
  path
    .split("/")
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join("/"));

const choose = (path: string) => navigate(libraryHref({ tag: path }));

interface TagTreeProps {
  /** Key of the tag the list shows, or "". */
  readonly selected: string;
  /** The tags page is shown. */
  readonly onPage: boolean;
}

/** The tags of the sidebar with their heading; the heading takes tags that are dragged to the top. */
export function TagTree({ selected, onPage }: TagTreeProps) {
  const { t } = useText();
  const drag = useTagDrag();
  const tools = useTagTools();
  return (
    <nav className="nav" aria-label={t.nav.tags}>
      <div className={drag.over === "" ? "sidehead is-drop" : "sidehead"} {...drag.target("")}>
        <A href="/tags" aria-current={onPage ? "page" : undefined}>
          <span>{t.nav.tags}</span>
        </A>
        <IconButton
          icon="plus"
          iconSize={16}
          label={t.keeping.tagMenu.new}
          onClick={(event) => tools.open(NEW_TAG, event)}
        />
      </div>
      <Tree selected={selected} drag={drag} tools={tools} />
      {tools.element}
    </nav>
  );
}

interface TreeProps {
  readonly selected: string;
  readonly drag: TagDrag;
  readonly tools: TagToolsHandle;
}

function Tree({ selected, drag, tools }: TreeProps) {
  const library = useLibrary();
  const roots = useLive(library.tags);
  const { t } = useText();
  const [focused, setFocused] = useState<string | null>(null);
  const [, redraw] = useState(0);
  const toggle = useCallback((path: string, open: boolean) => {
    opened.set(path, open);
    redraw((n) => n + 1);
  }, []);
  const all = useMemo(() => tagRows(roots ?? [], () => true), [roots]);
  const shownPath = new Set(ancestors(selected));
  const isOpen = (path: string) => opened.get(path) ?? (shownPath.has(path) || all.length <= SMALL_TREE);
  const rows = tagRows(roots ?? [], isOpen);
  const labels = useMemo(() => new Map(listTags(roots ?? []).map((tag) => [tag.key, tag.label])), [roots]);
  if (rows.length === 0) return null;
  const current = Math.max(
    0,
    rows.findIndex((row) => row.node.path === (focused ?? selected)),
  );
  return (
    <div className="tree" role="tree" aria-label={t.nav.tags} onKeyDown={keysOf(rows, focused, toggle)}>
      {rows.map((row, index) => (
        <Row
          key={row.node.path}
          row={row}
          selected={row.node.path === selected}
          tabbable={index === current}
          onToggle={toggle}
          onFocus={setFocused}
          label={labels.get(row.node.path) ?? row.node.name}
          drag={drag}
          tools={tools}
        />
      ))}
    </div>
  );
}

/** Moves the focus to the row at `index`; its own handler then remembers it. */
function focusRow(event: KeyboardEvent<HTMLElement>, index: number): void {
  event.currentTarget.querySelectorAll<HTMLElement>("[role=treeitem]")[index]?.focus();
}

function keysOf(
  rows: readonly TagRow[],
  focused: string | null,
  toggle: (path: string, open: boolean) => void,
) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const at = rows.findIndex((row) => row.node.path === focused);
    const move = treeMove(rows, at, event.key);
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (move.kind === "toggle") toggle(move.path, move.open);
    else if (move.kind === "choose") choose(move.path);
    else focusRow(event, move.index);
  };
}

/** What the tools need of a tag of the tree. */
const targetOf = ({ path, count, hue, aliases }: TagNode, tag: string) =>
  ({ kind: "tag", tag, key: path, count, hue, aliases }) as const;

interface RowProps {
  readonly row: TagRow;
  readonly selected: boolean;
  readonly tabbable: boolean;
  readonly onToggle: (path: string, open: boolean) => void;
  readonly onFocus: (path: string) => void;
  /** The whole path as written. */
  readonly label: string;
  readonly drag: TagDrag;
  readonly tools: TagToolsHandle;
}

function Row({ row, selected, tabbable, onToggle, onFocus, label, drag, tools }: RowProps) {
  const { format } = useText();
  const { node, level, open } = row;
  const parent = node.children.length > 0;
  return (
    <div
      role="treeitem"
      className={drag.over === label ? "tree__i is-drop" : "tree__i"}
      {...drag.source(label)}
      {...drag.target(label)}
      onContextMenu={(event) => tools.open(targetOf(node, label), event)}
      style={{ "--lvl": level }}
      tabIndex={tabbable ? 0 : -1}
      aria-level={level + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={parent ? open : undefined}
      aria-selected={selected}
      onFocus={() => onFocus(node.path)}
      onClick={() => choose(node.path)}
    >
      <span
        className={parent ? "tw" : "tw tw--none"}
        onClick={(event) => {
          event.stopPropagation();
          onToggle(node.path, !open);
        }}
      >
        <Icon name={open ? "chevD" : "chevR"} size={14} />
      </span>
      <Dot hue={node.hue} />
      <span className="tree__n">{node.name}</span>
      <em>{format.number(node.count)}</em>
    </div>
  );
}
