"use client";
/** The page of one link: its snapshot in the Reader, as the page it was, or as a screenshot, with everything known of it. */
import { lazy, Suspense, useMemo } from "react";
import type { LinkId } from "../../domain/ids";
import type { LinkView } from "../../library/library";
import { markHere } from "../highlights/chosen";
import { useLibrary, useLive } from "../library-context";
import { Banner, Empty } from "../parts/banner";
import { Button } from "../parts/button";
import { FindBar } from "../reading/find-bar";
import { libraryHref, navigate } from "../router";
import { useText } from "../text/use-text";
import { useMedia } from "../use-media";
import { useTitle } from "../use-title";
import { ArtifactPane } from "./artifact-pane";
import { BringPanel } from "./bring/bring-button";
import { LinkCard } from "./card/link-card";
import { LinkBar } from "./link-bar";
import { NarrowBar, NarrowTools } from "./narrow-link";
import { NoSnapshot } from "./no-snapshot";
import { useLinkKeys } from "./use-link-keys";
import { useLinkScreen, type LinkScreen } from "./use-link-screen";
import { useSeen } from "./use-seen";
import { tabId, VIEW_PANEL } from "./view-tabs";

const ExportPanel = lazy(() => import("../export/export-panel").then((m) => ({ default: m.ExportPanel })));

/** One pane: the link card becomes sheets, tools move to the bottom edge. The same number stands in styles/link.css. */
const NARROW = "(max-width: 899px)";

/** Loaded on demand by the shell for `/link?id=…`. */
export function LinkPage({ id }: { id: LinkId }) {
  const library = useLibrary();
  const { t } = useText();
  const live = useMemo(() => library.link(id), [library, id]);
  const view = useLive(live);
  if (view === undefined)
    return <main className="linkpage linkpage--wait" aria-busy="true" aria-label={t.link.loading} />;
  if (view === null) return <NoSuchLink />;
  return <OpenLink key={id} view={view} />;
}

function NoSuchLink() {
  const { t } = useText();
  useTitle(t.app.title(t.link.page));
  return (
    <main className="linkpage linkpage--wait" id="main">
      <h1 className="vh">{t.link.page}</h1>
      <Empty icon="link" title={t.empty.notFound} note={t.empty.notFoundNote}>
        <Button onClick={() => navigate(libraryHref())}>{t.empty.toLibrary}</Button>
      </Empty>
    </main>
  );
}

function OpenLink({ view }: { view: LinkView }) {
  const { t } = useText();
  const screen = useLinkScreen(view);
  const narrow = useMedia(NARROW);
  useLinkScreenKeys(screen);
  useSeen(view);
  const { title } = view.row;
  useTitle(t.app.title(title));
  if (narrow) {
    return (
      <div className="linkpage linkpage--narrow">
        <NarrowBar screen={screen} />
        <Shown screen={screen} labelledBy={null} />
        <NarrowTools screen={screen} />
      </div>
    );
  }
  return (
    <div className="linkpage">
      <LinkBar screen={screen} />
      <LinkCard
        view={view}
        snapshot={screen.choice?.snapshot ?? null}
        titled={screen.tab !== "reader"}
        onSnapshot={screen.openSnapshot}
        onOpen={screen.openKind}
        onCompare={screen.compare}
        tagsRef={screen.tagsRef}
        noteRef={screen.noteRef}
      />
      <Shown screen={screen} labelledBy={screen.tab ? tabId(screen.tab) : null} />
    </div>
  );
}

interface ShownProps {
  readonly screen: LinkScreen;
  /** Id of the chosen tab, where the tabs are on screen. */
  readonly labelledBy: string | null;
}

/** The chosen artifact, or how the capture stands while there is none. */
function Shown({ screen, labelledBy }: ShownProps) {
  const { t } = useText();
  const { view, choice } = screen;
  return (
    <main className="linkview" id="main">
      {view.link.deletedAt > 0 ? <InTrash onRestore={screen.restore} /> : null}
      <div
        className="linkview__panel"
        id={VIEW_PANEL}
        role="tabpanel"
        {...(labelledBy ? { "aria-labelledby": labelledBy } : { "aria-label": t.link.view })}
      >
        <Find screen={screen} />
        {choice && choice.kind !== "reader" ? <h1 className="vh">{view.row.title}</h1> : null}
        {choice ? (
          <ArtifactPane
            view={view}
            {...choice}
            open={screen.openKind}
            copy={() => screen.reading.show("copy")}
          />
        ) : (
          <NoSnapshot view={view} />
        )}
      </div>
      <Copies screen={screen} />
      {screen.bringing.isOpen ? <BringPanel view={view} onClose={screen.bringing.close} /> : null}
    </main>
  );
}

/** Copies of what is shown, for the person's own files. */
function Copies({ screen: { reading, choice, view, openKind } }: { screen: LinkScreen }) {
  if (reading.open !== "copy" || !choice) return null;
  return (
    <Suspense fallback={null}>
      <ExportPanel
        view={view}
        snapshot={choice.snapshot}
        shown={choice.kind}
        onClose={reading.close}
        onOpen={openKind}
      />
    </Suspense>
  );
}

function Find({ screen: { reading } }: { screen: LinkScreen }) {
  const { stage, open, close } = reading;
  return open === "find" && stage ? <FindBar stage={stage} onClose={close} /> : null;
}

function InTrash({ onRestore }: { onRestore: () => void }) {
  const { t } = useText();
  return (
    <div className="linkview__note">
      <Banner
        icon="trash"
        title={t.link.inTrash}
        action={
          <Button size="sm" onClick={onRestore}>
            {t.button.restore}
          </Button>
        }
      />
    </div>
  );
}

function useLinkScreenKeys(screen: LinkScreen): void {
  const single = useLive(useLibrary().settings)?.singleKeys ?? true;
  const original = () => window.open(screen.view.link.url, "_blank", "noopener,noreferrer");
  useLinkKeys({
    single,
    back: screen.reading.open === "find" ? screen.reading.close : screen.back,
    actions: {
      "1": () => screen.openTab("reader"),
      "2": () => screen.openTab("page"),
      "3": () => screen.openTab("screenshot"),
      "*": screen.toggleStar,
      e: screen.toggleArchive,
      backspace: screen.trash,
      delete: screen.trash,
      t: () => screen.tagsRef.current?.focus(),
      m: () => screen.noteRef.current?.focus(),
      s: screen.capture,
      r: screen.capture,
      d: () => screen.compare?.(),
      o: original,
      h: markHere,
      f: () => screen.reading.show("find"),
      c: () => screen.reading.show("contents"),
    },
  });
}
