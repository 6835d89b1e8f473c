"use client";
/**
 * The link page on phones and narrow windows: a bar with the stamp on top, reading tools at the bottom edge, and the
 * parts of the card as sheets.
 */
import { useState, type ReactNode } from "react";
import type { LinkTab } from "../artifacts/viewer";
import type { IconName } from "../icons";
import { Button, IconButton, OutLink } from "../parts/button";
import { Dialog } from "../parts/dialog";
import { Stamp } from "../parts/marks";
import { Menu } from "../parts/menu";
import { LinkTags } from "../tags-field/link-tags";
import { HighlightList } from "../highlights/highlight-list";
import { useHighlightText } from "../text/highlights/use-highlight-text";
import { useSnapshotText } from "../text/snapshots/use-snapshot-text";
import { useText } from "../text/use-text";
import { Compare, FactsSection, StampLine, Trouble } from "./card/link-card";
import { NoteCard } from "./card/note-card";
import { SnapshotList } from "./card/snapshot-list";
import { StandingNote } from "./standing/standing-note";
import { WatchControl } from "./watch/watch-control";
import { Contents } from "../reading/contents";
import { TypeSettings } from "../reading/type-settings";
import type { ReadingTool, ReadingTools } from "../reading/use-reading-tools";
import { useReadingText } from "../text/reading/use-reading-text";
import { StarButton, useMoreEntries } from "./link-bar";
import type { LinkScreen } from "./use-link-screen";
import { tabIcons, ViewTabs } from "./view-tabs";

export function NarrowBar({ screen }: { screen: LinkScreen }) {
  const { t } = useText();
  const { find } = useReadingText();
  const { snapshot } = screen.choice ?? {};
  const { archived } = screen.view.link;
  const more = useMoreEntries(screen);
  return (
    <header className="appbar">
      <IconButton icon="back" label={t.nav.back} onClick={screen.back} />
      {snapshot ? <Stamp at={snapshot.capturedAt} /> : <span />}
      <span className="appbar__r">
        <StarButton screen={screen} />
        <Menu
          label={t.nav.more}
          entries={[
            ...(screen.reading.stage
              ? [{ label: find.name, icon: "search", run: () => screen.reading.show("find") } as const]
              : []),
            {
              label: archived ? t.button.unarchive : t.button.archive,
              icon: "archive",
              run: screen.toggleArchive,
            },
            ...more,
          ]}
        />
      </span>
    </header>
  );
}

type SheetName = "snapshots" | "tags" | "details";

/** The view that the view button leads to: from the Reader to the page, from anything else to the Reader. */
const otherTab = (tab: LinkTab | null): LinkTab => (tab === "reader" ? "page" : "reader");

export function NarrowTools({ screen }: { screen: LinkScreen }) {
  const { t } = useText();
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const words = useReadingText();
  const other = otherTab(screen.tab);
  const tool = (name: SheetName, icon: IconName, label: string) => (
    <IconButton
      icon={icon}
      label={label}
      iconSize={20}
      aria-haspopup="dialog"
      onClick={() => setSheet(name)}
    />
  );
  return (
    <>
      <nav className="tools" aria-label={t.link.tools}>
        <TextTool tools={screen.reading} tool="type" icon="aa" label={words.type.name} />
        <TextTool tools={screen.reading} tool="contents" icon="list" label={words.contents.name} />
        <IconButton
          icon={tabIcons[other]}
          label={t.link.showView(t.link.tabs[other])}
          iconSize={20}
          disabled={screen.choice === null}
          onClick={() => screen.openTab(other)}
        />
        {tool("snapshots", "history", t.link.snapshots)}
        {tool("tags", "tag", t.link.tags)}
        {tool("details", "info", t.link.details)}
      </nav>
      <Sheets name={sheet} screen={screen} close={() => setSheet(null)} />
      <ToolSheet tools={screen.reading} />
    </>
  );
}

interface TextToolProps {
  readonly tools: ReadingTools;
  readonly tool: ReadingTool;
  readonly icon: IconName;
  readonly label: string;
}

function TextTool({ tools, tool, icon, label }: TextToolProps) {
  return (
    <IconButton
      icon={icon}
      label={label}
      iconSize={20}
      aria-haspopup="dialog"
      disabled={tools.stage === null}
      onClick={() => tools.show(tool)}
    />
  );
}

/** Type settings and contents as sheets. */
function ToolSheet({ tools }: { tools: ReadingTools }) {
  const words = useReadingText();
  const { stage, open, close } = tools;
  if (!stage || (open !== "type" && open !== "contents")) return null;
  return (
    <Dialog kind="sheet" title={words[open].name} open onClose={close}>
      <div className="sheet__body">
        {open === "type" ? <TypeSettings /> : <Contents stage={stage} onGone={close} />}
      </div>
    </Dialog>
  );
}

interface SheetsProps {
  readonly name: SheetName | null;
  readonly screen: LinkScreen;
  readonly close: () => void;
}

function Sheets({ name, screen, close }: SheetsProps) {
  const { t } = useText();
  if (name === null) return null;
  const { view } = screen;
  const contents: Record<SheetName, { readonly title: string; readonly body: ReactNode }> = {
    snapshots: {
      title: t.link.count(view.snapshots.length),
      body: <SnapshotSheet screen={screen} close={close} />,
    },
    tags: { title: t.link.tags, body: <LinkTags id={view.link.id} tags={view.link.tags} /> },
    details: { title: t.link.details, body: <DetailsSheet screen={screen} close={close} /> },
  };
  const { title, body } = contents[name];
  return (
    <Dialog kind="sheet" title={title} open onClose={close} calm={name === "details"}>
      <div className={`sheet__body sheet__body--${name}`}>{body}</div>
    </Dialog>
  );
}

interface SheetProps {
  readonly screen: LinkScreen;
  readonly close: () => void;
}

function SnapshotSheet({ screen, close }: SheetProps) {
  const { t } = useText();
  return (
    <>
      <Button kind="seal" icon="camera" onClick={screen.capture}>
        {t.button.takeSnapshot}
      </Button>
      <SnapshotList
        view={screen.view}
        shown={screen.choice?.snapshot ?? null}
        onChoose={(snapshot) => {
          screen.openSnapshot(snapshot);
          close();
        }}
      />
      <Compare onCompare={screen.compare} />
      <StandingNote view={screen.view} shown={screen.choice?.snapshot ?? null} />
      <Trouble view={screen.view} />
      <Watching view={screen.view} />
      <ViewTabs
        wide
        tab={screen.tab}
        onTab={(tab) => {
          screen.openTab(tab);
          close();
        }}
      />
    </>
  );
}

function Watching({ view }: Pick<LinkScreen, "view">) {
  const words = useSnapshotText().watch;
  return (
    <section className="sheet__watch">
      <h3>{words.name}</h3>
      <WatchControl view={view} />
    </section>
  );
}

function DetailsSheet({ screen, close }: SheetProps) {
  const { t } = useText();
  const highlightWords = useHighlightText();
  const { view, choice } = screen;
  return (
    <>
      <StampLine view={view} snapshot={choice?.snapshot ?? null} />
      <section className="sect">
        <h3>{t.link.note.name}</h3>
        <NoteCard key={view.link.id} id={view.link.id} note={view.link.note} language={view.link.language} />
      </section>
      <section className="sect">
        <h3>{highlightWords.name}</h3>
        <HighlightList
          view={view}
          onOpen={() => {
            screen.openTab("reader");
            close();
          }}
        />
      </section>
      <FactsSection
        view={view}
        snapshot={choice?.snapshot ?? null}
        onSnapshot={screen.openSnapshot}
        onOpen={(kind) => {
          screen.openKind(kind);
          close();
        }}
      />
      <OutLink href={view.link.url} icon="external">
        {t.button.original}
      </OutLink>
    </>
  );
}
