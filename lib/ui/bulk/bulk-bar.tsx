"use client";
/**
 * What can be done to all picked links: one toolbar that floats over the list while any are picked. On a phone Back ends
 * the picking, as it closes a sheet.
 */
import { lazy, Suspense, useEffect, useEffectEvent, useState } from "react";
import type { LinkId } from "../../domain/ids";
import { useActions } from "../actions";
import { openLayer } from "../history";
import { Button, IconButton } from "../parts/button";
import { Menu } from "../parts/menu";
import { useText } from "../text/use-text";
import { useIsPhone } from "../use-media";
import { useExportPicked } from "./export-picked";
import type { Picks } from "./use-picks";

const ConfirmDialog = lazy(() => import("../parts/dialog").then((m) => ({ default: m.ConfirmDialog })));

interface BulkBarProps {
  readonly picks: Picks;
  /** Links in the list. */
  readonly total: number;
  readonly inTrash: boolean;
  readonly onTags: () => void;
}

export function BulkBar({ picks, total, inTrash, onTags }: BulkBarProps) {
  const { t } = useText();
  const count = picks.ids.size;
  const ids = [...picks.ids];
  const isPhone = useIsPhone();
  const clear = useEffectEvent(picks.clear);
  useEffect(() => (isPhone ? openLayer(() => clear()) : undefined), [isPhone]);
  const all = count < total ? picks.all : null;
  return (
    <div className="bulk" role="toolbar" aria-label={t.keeping.bulk.name}>
      <IconButton icon="x" label={t.keeping.bulk.clear} onClick={picks.clear} />
      <b className="num" role="status">
        {t.keeping.bulk.selected(count)}
      </b>
      {all && (!isPhone || inTrash) ? (
        <Button size="sm" kind="quiet" onClick={all}>
          {t.keeping.bulk.selectAll}
        </Button>
      ) : null}
      <span className="grow" />
      {inTrash ? <TrashTools ids={ids} /> : <Tools ids={ids} onTags={onTags} all={isPhone ? all : null} />}
    </div>
  );
}

interface ToolsProps {
  readonly ids: readonly LinkId[];
  readonly onTags: () => void;
  /** Picks the whole list, where its own button has no room; `null` where there is nothing more to pick. */
  readonly all: (() => void) | null;
}

function Tools({ ids, onTags, all }: ToolsProps) {
  const { t } = useText();
  const actions = useActions();
  const save = useExportPicked();
  return (
    <>
      <IconButton icon="tag" label={t.details.tags} onClick={onTags} />
      <IconButton icon="star" label={t.button.star} onClick={() => void actions.star(ids, true)} />
      <IconButton icon="archive" label={t.button.archive} onClick={() => void actions.archive(ids, true)} />
      <IconButton icon="camera" label={t.button.takeSnapshot} onClick={() => void actions.captureAll(ids)} />
      <IconButton icon="trash" label={t.button.trash} onClick={() => void actions.trash(ids)} />
      <Menu
        label={t.nav.more}
        entries={[
          ...(all ? [{ label: t.keeping.bulk.selectAll, icon: "check" as const, run: all }] : []),
          { label: t.button.unstar, icon: "star", run: () => void actions.star(ids, false) },
          { label: t.button.unarchive, icon: "archive", run: () => void actions.archive(ids, false) },
          { label: t.keeping.moveUp, icon: "up", run: () => void actions.moveUp(ids) },
          { label: t.keeping.bulk.export, icon: "download", run: () => void save(ids) },
        ]}
      />
    </>
  );
}

function TrashTools({ ids }: { ids: readonly LinkId[] }) {
  const { t } = useText();
  const actions = useActions();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="sm" icon="history" onClick={() => void actions.restore(ids)}>
        {t.button.restore}
      </Button>
      <Button size="sm" kind="danger" onClick={() => setAsking(true)}>
        {t.button.deleteForGood}
      </Button>
      {asking ? (
        <Suspense fallback={null}>
          <ConfirmDialog
            open
            title={t.trash.deleteTitle(ids.length)}
            note={t.trash.deleteNote(ids.length)}
            confirm={t.button.deleteForGood}
            onConfirm={() => actions.purge(ids)}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
