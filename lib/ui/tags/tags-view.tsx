"use client";
/** All tags as a table: filter, rename, nest by drag or menu, and what is done to several at once. A tag leads to its links. */
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { tagKey } from "../../domain/tag";
import type { TagNode, UnusedTag } from "../../library/library";
import { Frame } from "../frame/frame";
import { Notices } from "../frame/notices";
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { Button, IconButton } from "../parts/button";
import { listTags, type ListedTag } from "../tag-tools/known";
import { useTagDrag } from "../tag-tools/use-tag-drag";
import { NEW_TAG, useTagTools, type TagToolsHandle } from "../tag-tools/use-tag-tools";
import { useTagsText } from "../text/tags/use-tags-text";
import { useIsPhone, useIsWide } from "../use-media";
import { useTitle } from "../use-title";
import { AlikeNotice } from "./alike-notice";
import { countTags } from "./filter-tags";
import { PickedBar } from "./picked/picked-bar";
import { TagPanel } from "./picked/tag-panel";
import { TagTable } from "./tag-table";
import { useTagPicks } from "./use-tag-picks";

const asListed = ({ tag, hue }: UnusedTag): ListedTag => ({
  key: tagKey(tag),
  label: tag,
  count: 0,
  hue,
  aliases: [],
});

/** When the newest link of each tag was saved; asked anew when tags change. */
function useNewest(roots: readonly TagNode[] | undefined): ReadonlyMap<string, number> | null {
  const library = useLibrary();
  const [newest, setNewest] = useState<ReadonlyMap<string, number> | null>(null);
  useEffect(() => {
    let isStale = false;
    library.tagUse().then(
      (use) => (isStale ? undefined : setNewest(new Map(use.map(({ key, newestAt }) => [key, newestAt])))),
      () => undefined, // the notice above tells of a database that cannot be read
    );
    return () => {
      isStale = true;
    };
  }, [library, roots]);
  return newest;
}

const NONE: readonly UnusedTag[] = [];

/** All tags there are: as a tree, those no link carries, and both as one list. */
function useAllTags() {
  const library = useLibrary();
  const roots = useLive(library.tags);
  const unused = useLive(library.unusedTags) ?? NONE;
  const used = useMemo(() => listTags(roots ?? []), [roots]);
  const tags = useMemo(() => [...used, ...unused.map(asListed)], [used, unused]);
  return { roots, unused, used, tags, newest: useNewest(roots) };
}

export function TagsView() {
  const { t } = useTagsText();
  const { roots, unused, used, tags, newest } = useAllTags();
  const [text, setText] = useState("");
  const [editing, setEditing] = useState(false);
  const wide = useIsWide();
  const tools = useTagTools();
  const drag = useTagDrag();
  const picks = useTagPicks(tags);
  useTitle(t.app.title(t.tags.title));
  const isPicking = picks.tags.length > 0;
  return (
    <Frame details={wide && isPicking ? <TagPanel picks={picks} tags={tags} /> : null}>
      <main
        className="main"
        id="main"
        tabIndex={-1}
        data-editing={editing || isPicking ? "" : undefined}
        onKeyDown={(event) => {
          if (event.key === "Escape" && !event.defaultPrevented) picks.clear();
        }}
      >
        <Head total={countTags(roots ?? [])} text={text} onText={setText} tools={tools}>
          <EditToggle shown={tags.length > 0} editing={editing} onEditing={setEditing} />
        </Head>
        <Notices view={undefined} />
        {text ? null : <AlikeNotice tags={used} />}
        <div className="scroll">
          {roots ? (
            <TagTable
              {...{ roots, unused }}
              text={text.trim()}
              parts={{ picks, drag, tools, tags, newest }}
            />
          ) : null}
        </div>
        {isPicking && !wide ? <PickedBar picks={picks} tags={tags} /> : null}
        {tools.element}
      </main>
    </Frame>
  );
}

interface EditToggleProps {
  readonly shown: boolean;
  readonly editing: boolean;
  readonly onEditing: (editing: boolean) => void;
}

/** On a phone the checks and menus come when they are asked for. */
function EditToggle({ shown, editing, onEditing }: EditToggleProps) {
  const { words } = useTagsText();
  const phone = useIsPhone();
  if (!phone || !shown) return null;
  return (
    <IconButton
      icon={editing ? "check" : "edit"}
      label={editing ? words.editDone : words.edit}
      pressed={editing}
      onClick={() => onEditing(!editing)}
    />
  );
}

interface HeadProps {
  readonly total: number;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly tools: TagToolsHandle;
  readonly children: ReactNode;
}

function Head({ total, text, onText, tools, children }: HeadProps) {
  const { t } = useTagsText();
  const counts = useLive(useLibrary().counts);
  return (
    <div className="pagehead pagehead--tags">
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
      {children}
    </div>
  );
}
