"use client";
/** What was done in the last thirty days, by day: what, on how many links, by which device, and the way back. */
import { useEffect, useMemo, useState } from "react";
import type { ActivityEntry } from "../../library/library";
import { useActions } from "../actions";
import { Frame } from "../frame/frame";
import { Notices } from "../frame/notices";
import { Icon, type IconName } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { Empty } from "../parts/banner";
import { Button } from "../parts/button";
import { A } from "../router";
import { useText } from "../text/use-text";
import { useTitle } from "../use-title";
import { aboutOf } from "./about";
import { byDay } from "./by-day";

const icons: Partial<Record<ActivityEntry["label"], IconName>> = {
  save: "plus",
  import: "download",
  star: "star",
  unstar: "star",
  archive: "archive",
  unarchive: "archive",
  trash: "trash",
  restore: "history",
  purge: "trash",
  expire: "trash",
  tag: "tag",
  untag: "tag",
  "create-tag": "tag",
  "rename-tag": "tag",
  "merge-tags": "tag",
  "delete-tag": "tag",
  "colour-tag": "tag",
  "alias-tag": "tag",
  "save-search": "search",
  "change-search": "search",
  "delete-search": "search",
  "move-up": "up",
  remote: "laptop",
  "revert-device": "history",
  refused: "alert",
  later: "alert",
};

/** The list, read anew after every change. `null` until it has been read. */
function useActivity(): readonly ActivityEntry[] | null {
  const library = useLibrary();
  const [entries, setEntries] = useState<readonly ActivityEntry[] | null>(null);
  const counts = useLive(library.counts);
  const tags = useLive(library.tags);
  const searches = useLive(library.searches);
  useEffect(() => {
    let isStale = false;
    library.activity().then(
      (read) => (isStale ? undefined : setEntries(read)),
      () => undefined, // the notice above tells of a database that cannot be read
    );
    return () => {
      isStale = true;
    };
  }, [library, counts, tags, searches]);
  return entries;
}

export function ActivityPage() {
  const { t, format } = useText();
  const entries = useActivity();
  useTitle(t.app.title(t.keeping.activity.title));
  const days = useMemo(() => byDay(entries ?? []), [entries]);
  return (
    <Frame>
      <main className="main" id="main" tabIndex={-1}>
        <div className="pagehead">
          <div className="grow">
            <h1>{t.keeping.activity.title}</h1>
            <p>{t.keeping.activity.note}</p>
          </div>
          <A href="/duplicates" className="btn">
            <Icon name="copy" />
            {t.keeping.activity.duplicates}
          </A>
        </div>
        <Notices view={undefined} />
        <div className="scroll">
          {entries?.length === 0 ? (
            <Empty icon="history" title={t.keeping.activity.empty} note={t.keeping.activity.emptyNote} />
          ) : null}
          <div className="activity">
            {days.map(({ at, entries: own }) => (
              <section key={at}>
                <h2>{format.group({ kind: "day", at, start: 0, count: own.length })}</h2>
                <ul>
                  {own.map((entry) => (
                    <Row key={entry.id} entry={entry} />
                  ))}
                </ul>
              </section>
            ))}
          </div>
        </div>
      </main>
    </Frame>
  );
}

function Row({ entry }: { entry: ActivityEntry }) {
  const { t, format } = useText();
  const actions = useActions();
  const what = t.toast.done[entry.deed](entry.count);
  const where = entry.device ? t.keeping.activity.by(entry.device) : t.keeping.activity.thisDevice;
  const about = aboutOf(entry, t);
  return (
    <li className={entry.undone ? "act is-undone" : "act"}>
      <Icon name={icons[entry.label] ?? "edit"} />
      <div>
        <b>{what}</b>
        <small>
          <span className="num">{format.time(entry.at)}</span> · {where}
          {about ? ` · ${about}` : ""}
        </small>
      </div>
      {entry.revertible ? (
        <Button
          size="sm"
          icon="history"
          aria-label={t.keeping.activity.undoOf(what)}
          onClick={() => void actions.undo(entry.id)}
        >
          {t.button.undo}
        </Button>
      ) : (
        <span className="faint">
          {entry.undone ? t.keeping.activity.reverted : t.keeping.activity.forGood}
        </span>
      )}
    </li>
  );
}
