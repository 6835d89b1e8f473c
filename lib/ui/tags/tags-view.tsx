"use client";
/** All tags as a tree with a filter. A tag leads to its links. */
import { useState } from "react";
import { Frame } from "../frame/frame";
import { tagRows, type TagRow } from "../frame/tag-rows";
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { Notices } from "../frame/notices";
import { Empty } from "../parts/banner";
import { IconButton } from "../parts/button";
import { Dot } from "../parts/chip";
import { A, libraryHref } from "../router";
import { useText } from "../text/use-text";
import { useTitle } from "../use-title";
import { countTags, filterTags } from "./filter-tags";

export function TagsView() {
  const library = useLibrary();
  const { t } = useText();
  const roots = useLive(library.tags);
  const [text, setText] = useState("");
  useTitle(t.app.title(t.tags.title));
  return (
    <Frame>
      <main className="main" id="main" tabIndex={-1}>
        <Head total={countTags(roots ?? [])} text={text} onText={setText} />
        <Notices view={undefined} />
        <div className="scroll">
          {roots ? <Tree key={text ? "filtered" : "all"} {...{ roots, text }} /> : null}
        </div>
      </main>
    </Frame>
  );
}

interface HeadProps {
  readonly total: number;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function Head({ total, text, onText }: HeadProps) {
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
    </div>
  );
}

function Tree({ roots, text }: { roots: Parameters<typeof filterTags>[0]; text: string }) {
  const { t } = useText();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const toggle = (path: string) =>
    setClosed((old) => {
      const next = new Set(old);
      if (!next.delete(path)) next.add(path);
      return next;
    });
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
        <Row key={row.node.path} row={row} onToggle={toggle} />
      ))}
    </ul>
  );
}

function Row({ row: { node, level, open }, onToggle }: { row: TagRow; onToggle: (path: string) => void }) {
  const { t, format } = useText();
  return (
    <li className="trow" style={{ "--lvl": level }}>
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
      <A href={libraryHref({ tag: node.path })}>
        <Dot hue={node.hue} />
        <span>{node.name}</span>
        <em>
          <span aria-hidden="true">{format.number(node.count)}</span>
          <span className="vh">{t.tags.count(node.count)}</span>
        </em>
      </A>
    </li>
  );
}
