"use client";
/** One tag of the table: its check, its name with the tags below it, how many links, the newest of them, its menu. */
import { useState, type KeyboardEvent, type MouseEvent } from "react";
import { tagKey } from "../../domain/tag";
import { Icon } from "../icons";
import { IconButton } from "../parts/button";
import { Dot, hueColour } from "../parts/chip";
import { A, libraryHref } from "../router";
import type { ListedTag } from "../tag-tools/known";
import type { TagDrag } from "../tag-tools/use-tag-drag";
import type { TagToolsHandle } from "../tag-tools/use-tag-tools";
import { useTagsText } from "../text/tags/use-tags-text";
import { RenameField } from "./rename-field";
import type { TagPicks } from "./use-tag-picks";

/** What all rows share. */
export interface TagTableParts {
  readonly picks: TagPicks;
  readonly drag: TagDrag;
  readonly tools: TagToolsHandle;
  readonly tags: readonly ListedTag[];
  /** Ms since 1970, by key; absent while it is being asked for. */
  readonly newest: ReadonlyMap<string, number> | null;
  /** Links of the tag that has most of them. */
  readonly most: number;
  readonly onToggle: (key: string) => void;
}

interface TagRowProps {
  readonly tag: ListedTag;
  readonly level: number;
  /** `null`: nothing lies below it. */
  readonly open: boolean | null;
  /** Said after the name. */
  readonly also?: string;
  readonly parts: TagTableParts;
}

export function TagRow({ tag, level, open, also = "", parts }: TagRowProps) {
  const { picks, drag, tools } = parts;
  const [renaming, setRenaming] = useState(false);
  const { t, words } = useTagsText();
  const { key, label, count, hue, aliases } = tag;
  const picked = picks.has(key);
  const openTools = (event: MouseEvent<HTMLElement>) =>
    tools.open({ kind: "tag", tag: label, key, count, hue, aliases }, event);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "F2" || renaming) return;
    event.preventDefault();
    setRenaming(true);
  };
  const named = level === 0 ? "tt__name tt__name--top" : "tt__name";
  const classes = ["tt__r", picked ? "is-sel" : "", drag.over === label ? "is-drop" : ""];
  return (
    <tr
      className={classes.filter(Boolean).join(" ")}
      {...(renaming ? {} : drag.source(label))}
      {...drag.target(label)}
      onContextMenu={openTools}
      onKeyDown={onKey}
    >
      <td className="tt__pick">
        <Check label={words.pick(label)} picked={picked} onPick={() => picks.toggle(key)} />
      </td>
      <th scope="row" className={named} style={{ "--lvl": level }}>
        <Opener tag={tag} open={open} onToggle={parts.onToggle} />
        <Dot hue={hue} />
        {renaming ? (
          <RenameField tag={tag} tags={parts.tags} onDone={() => setRenaming(false)} />
        ) : (
          <Name tag={tag} also={also} onRename={() => setRenaming(true)} />
        )}
        {drag.over === label ? <NestHere /> : null}
      </th>
      <Figures tag={tag} parts={parts} />
      <td className="tt__more">
        <IconButton
          icon="more"
          label={t.keeping.tagMenu.of(label)}
          aria-haspopup="menu"
          onClick={openTools}
        />
      </td>
    </tr>
  );
}

interface CheckProps {
  readonly label: string;
  readonly picked: boolean;
  readonly onPick: () => void;
}

const Check = ({ label, picked, onPick }: CheckProps) => (
  <input type="checkbox" className="ttcheck" aria-label={label} checked={picked} onChange={onPick} />
);

/** Where a dragged tag would go. */
function NestHere() {
  const { t } = useTagsText();
  return (
    <span className="badge">
      <Icon name="ret" size={14} />
      {t.keeping.tagMenu.nestHere}
    </span>
  );
}

interface OpenerProps {
  readonly tag: ListedTag;
  readonly open: boolean | null;
  readonly onToggle: (key: string) => void;
}

function Opener({ tag, open, onToggle }: OpenerProps) {
  const { t } = useTagsText();
  if (open === null) return <span className="tw--none" />;
  return (
    <IconButton
      icon={open ? "chevD" : "chevR"}
      iconSize={14}
      label={open ? t.tags.collapse(tag.label) : t.tags.expand(tag.label)}
      aria-expanded={open}
      onClick={() => onToggle(tag.key)}
    />
  );
}

function Name({ tag, also, onRename }: { tag: ListedTag; also: string; onRename: () => void }) {
  const { t, words } = useTagsText();
  const { key, label, aliases } = tag;
  return (
    <>
      <A href={libraryHref({ tag: key })} draggable={false} title={label}>
        {label.slice(label.lastIndexOf("/") + 1)}
      </A>
      <IconButton
        className="tt__edit"
        icon="edit"
        iconSize={14}
        label={words.rename(label)}
        onClick={onRename}
      />
      {aliases.length > 0 ? <span className="also">{t.keeping.tagMenu.also(aliases.join(", "))}</span> : null}
      {also ? <span className="also">{also}</span> : null}
    </>
  );
}

function Figures({ tag, parts }: { tag: ListedTag; parts: TagTableParts }) {
  const { t, words, format } = useTagsText();
  const at = parts.newest?.get(tagKey(tag.label)) ?? 0;
  const none = parts.newest ? words.never : "";
  return (
    <>
      <td className="tt__count">
        <span className="num" aria-hidden="true">
          {format.number(tag.count)}
        </span>
        <span className="vh">{t.tags.count(tag.count)}</span>
        <span
          className="bar"
          aria-hidden="true"
          style={{ "--p": `${parts.most > 0 ? (tag.count / parts.most) * 100 : 0}%` }}
        >
          <i style={{ background: hueColour(tag.hue) }} />
        </span>
      </td>
      <td className="tt__date num">{at > 0 ? format.short(at) : none}</td>
    </>
  );
}
