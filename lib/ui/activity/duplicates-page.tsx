"use client";
/** Pages that are saved more than once, each with its links; keeping the oldest joins their tags. */
import { useEffect, useState } from "react";
import type { LinkRow } from "../../library/library";
import { useActions } from "../actions";
import { Frame } from "../frame/frame";
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { Empty } from "../parts/banner";
import { Button } from "../parts/button";
import { A, linkHref } from "../router";
import { useText } from "../text/use-text";
import { useTitle } from "../use-title";

type Groups = readonly (readonly LinkRow[])[];

function useDuplicates(): Groups | null {
  const library = useLibrary();
  const counts = useLive(library.counts);
  const [groups, setGroups] = useState<Groups | null>(null);
  useEffect(() => {
    let isStale = false;
    library.duplicates().then(
      (found) => (isStale ? undefined : setGroups(found)),
      () => undefined, // the status line tells of a database that cannot be read
    );
    return () => {
      isStale = true;
    };
  }, [library, counts]);
  return groups;
}

export function DuplicatesPage() {
  const { t } = useText();
  const groups = useDuplicates();
  useTitle(t.app.title(t.keeping.duplicates.title));
  return (
    <Frame>
      <main className="main" id="main" tabIndex={-1}>
        <div className="pagehead">
          <div>
            <h1>{t.keeping.duplicates.title}</h1>
            {groups && groups.length > 0 ? <p>{t.keeping.duplicates.note(groups.length)}</p> : null}
          </div>
        </div>
        <div className="scroll">
          {groups?.length === 0 ? (
            <Empty icon="copy" title={t.keeping.duplicates.none} note={t.keeping.duplicates.noneNote} />
          ) : null}
          <ul className="activity">
            {groups?.map((group) => (
              <Group key={group[0]?.id} group={group} />
            ))}
          </ul>
        </div>
      </main>
    </Frame>
  );
}

function Group({ group }: { group: readonly LinkRow[] }) {
  const { t, format } = useText();
  const library = useLibrary();
  const actions = useActions();
  const [oldest, ...others] = group;
  const keep = async () => {
    if (!oldest) return;
    const tags = others.flatMap((row) => row.tags);
    if (tags.length > 0) await library.tag([oldest.id], tags, []);
    await actions.trash(others.map(({ id }) => id));
  };
  return (
    <li className="dup">
      <ul>
        {group.map((row) => (
          <li key={row.id} className="act">
            <Icon name="link" />
            <div>
              <A href={linkHref(row.id)}>
                <b lang={row.language || undefined}>{row.title}</b>
              </A>
              <small>
                {row.url} · {t.keeping.duplicates.savedOn(format.day(row.createdAt))}
              </small>
            </div>
            <Button
              size="sm"
              icon="trash"
              aria-label={`${t.button.trash}: ${row.title}`}
              onClick={() => void actions.trash([row.id])}
            >
              {t.button.trash}
            </Button>
          </li>
        ))}
      </ul>
      <div className="dup__do">
        <Button size="sm" onClick={() => void keep()}>
          {t.keeping.duplicates.merge}
        </Button>
        <span>{t.keeping.duplicates.mergeNote}</span>
      </div>
    </li>
  );
}
