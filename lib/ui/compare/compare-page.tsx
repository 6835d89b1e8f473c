"use client";
/** Two snapshots of one link compared, in text and picture. Opened by `/compare?id=…`; works on what this device holds. */
import { useMemo, useState, type ReactNode } from "react";
import type { LinkId } from "../../domain/ids";
import type { LinkView } from "../../library/library";
import { useLinkKeys } from "../link/use-link-keys";
import { useSeen } from "../link/use-seen";
import { useLibrary, useLive } from "../library-context";
import { Empty } from "../parts/banner";
import { Button, IconButton } from "../parts/button";
import { Dialog } from "../parts/dialog";
import { libraryHref, linkHref, navigate } from "../router";
import { useCompareText } from "../text/compare/use-compare-text";
import { useTitle } from "../use-title";
import { COMPARE_PANEL, CompareBar, KindTabs, kindTabId, Steps } from "./compare-bar";
import { CompareCard } from "./compare-card";
import { CompareResult } from "./compare-result";
import type { SnapshotPair } from "./pair";
import { useCompareScreen, usePair, type CompareScreen } from "./use-compare-screen";

/** Loaded on demand by the shell. */
export function ComparePage({ id }: { id: LinkId }) {
  const library = useLibrary();
  const { t } = useCompareText();
  const live = useMemo(() => library.link(id), [library, id]);
  const view = useLive(live);
  if (view === undefined)
    return <main className="linkpage linkpage--wait" aria-busy="true" aria-label={t.compare.working} />;
  if (view === null)
    return (
      <NoComparison title={t.empty.notFound} note={t.empty.notFoundNote}>
        <Button onClick={() => navigate(libraryHref())}>{t.empty.toLibrary}</Button>
      </NoComparison>
    );
  return <Snapshots key={id} view={view} />;
}

function Snapshots({ view }: { view: LinkView }) {
  const { t } = useCompareText();
  const pair = usePair(view.snapshots);
  if (pair) return <OpenComparison view={view} pair={pair} />;
  return (
    <NoComparison title={t.compare.oneOnly} note={t.compare.oneOnlyNote}>
      <Button onClick={() => navigate(linkHref(view.link.id))}>{t.compare.toLink}</Button>
    </NoComparison>
  );
}

interface NoComparisonProps {
  readonly title: string;
  readonly note: string;
  readonly children: ReactNode;
}

function NoComparison({ title, note, children }: NoComparisonProps) {
  const { t } = useCompareText();
  useTitle(t.app.title(t.compare.title));
  return (
    <main className="linkpage linkpage--wait" id="main">
      <h1 className="vh">{t.compare.title}</h1>
      <Empty icon="history" title={title} note={note}>
        {children}
      </Empty>
    </main>
  );
}

function OpenComparison({ view, pair }: { view: LinkView; pair: SnapshotPair }) {
  const { t } = useCompareText();
  const screen = useCompareScreen(view, pair);
  const title = t.compare.titleOf(view.row.title);
  useTitle(t.app.title(title));
  useSeen(view, pair.newer.id === view.snapshots[0]?.id);
  useCompareKeys(screen);
  return (
    <div className={screen.wide ? "linkpage" : "linkpage linkpage--narrow compare--narrow"}>
      {screen.wide ? <CompareBar screen={screen} /> : <NarrowBar screen={screen} />}
      {screen.wide ? (
        <aside className="linkcard" aria-label={t.compare.card}>
          <Card screen={screen} />
        </aside>
      ) : null}
      <main className="linkview" id="main">
        <h1 className="vh">{title}</h1>
        <div
          className="linkview__panel"
          id={COMPARE_PANEL}
          role="tabpanel"
          aria-labelledby={kindTabId(screen.kind)}
        >
          <CompareResult screen={screen} />
        </div>
      </main>
      {screen.wide ? null : <NarrowTools screen={screen} />}
    </div>
  );
}

function Card({ screen }: { screen: CompareScreen }) {
  return (
    <CompareCard
      snapshots={screen.view.snapshots}
      pair={screen.pair}
      onPair={screen.choosePair}
      comparison={screen.text.kind === "ready" ? screen.text.comparison : null}
      changes={screen.textChanges}
    />
  );
}

function NarrowBar({ screen }: { screen: CompareScreen }) {
  const { t } = useCompareText();
  const [open, setOpen] = useState(false);
  return (
    <header className="compare__top">
      <div className="appbar">
        <IconButton icon="back" label={t.nav.back} onClick={screen.back} />
        <span className="compare__title truncate" lang={screen.view.row.language || undefined}>
          {screen.view.row.title}
        </span>
        <IconButton
          icon="history"
          label={t.compare.show}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        />
      </div>
      <div className="compare__kinds">
        <KindTabs screen={screen} wide />
      </div>
      {open ? (
        <Dialog kind="sheet" title={t.compare.title} open onClose={() => setOpen(false)}>
          <div className="sheet__body">
            <Card screen={screen} />
          </div>
        </Dialog>
      ) : null}
    </header>
  );
}

function NarrowTools({ screen }: { screen: CompareScreen }) {
  const { t } = useCompareText();
  return (
    <nav className="tools compare__tools" aria-label={t.compare.stepper}>
      <Steps stepper={screen.stepper} />
    </nav>
  );
}

/** J and K step, 1 2 3 choose the kind, Escape goes back. */
function useCompareKeys(screen: CompareScreen): void {
  const single = useLive(useLibrary().settings)?.singleKeys ?? true;
  const { stepper, chooseKind } = screen;
  useLinkKeys({
    single,
    back: screen.back,
    actions: {
      j: stepper.next,
      k: stepper.previous,
      "1": () => chooseKind(screen.wide ? "side" : "inline"),
      "2": () => chooseKind("inline"),
      "3": () => chooseKind("pictures"),
    },
  });
}
