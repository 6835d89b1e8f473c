"use client";
/**
 * The Reader: the text of a snapshot on a page set as the person likes it, its code blocks byte for byte, its images from
 * this device. Links inside the text move in it, links to saved pages lead to their snapshot, all others open apart from
 * the app. The place is remembered.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type MouseEvent } from "react";
import { artifactOf, type Snapshot } from "../../../domain/snapshot";
import { displayUrl } from "../../../domain/url/display";
import type { LinkView } from "../../../library/library";
import { HighlightLayer, type Built } from "../../highlights/highlight-layer";
import { useLibrary, useLive } from "../../library-context";
import { Banner, Empty } from "../../parts/banner";
import { Button } from "../../parts/button";
import { Favicon } from "../../parts/thumb";
import { useHeldPlace } from "../../reading/hold-place";
import { lookKey, readerLook, type ReaderLook } from "../../reading/reader-look";
import { ReadingLine } from "../../reading/reading-line";
import { SAVED, useSavedLinks } from "../../reading/saved-links";
import { enterStage, type Stage } from "../../reading/stage";
import { navigate } from "../../router";
import { useFoundMarks, useFoundWords } from "../../search/found-in-text";
import { useBlobsAnswer } from "../../service-worker-client";
import { useReadingText } from "../../text/reading/use-reading-text";
import { useText } from "../../text/use-text";
import { copyPressed, dressCodeBlocks } from "./code-blocks";
import { placeInText, readerContent } from "./reader-content";
import { useReadingPosition } from "./reading-position";
import { readingMinutes } from "./reading-time";
import { useArtifactText } from "../use-artifact-text";
import type { ViewerProps } from "../viewer";

export function ReaderView(props: ViewerProps) {
  const { t } = useText();
  const text = useArtifactText(props.artifact);
  if (text.kind === "loading") return <div className="readwrap" aria-busy="true" />;
  if (text.kind === "unreadable") return <Empty icon="alert" title={t.link.reader.unreadable} />;
  return <ReaderPage {...props} html={text.text} />;
}

function ReaderPage({ html, snapshot, view, open }: ViewerProps & { readonly html: string }) {
  const { t } = useText();
  const look = useLook();
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [built, setBuilt] = useState<Built | null>(null);
  const words = useFoundWords();
  useReadingPosition(box, view.link.id, view.link.progress);
  useFoundMarks(box, words, html);
  useHeldPlace(box, look ? lookKey(look) : "");
  useSavedLinks(useOwnStage(box, built), view.link.id);
  return (
    <div
      className="readwrap"
      ref={setBox}
      tabIndex={0}
      role="region"
      aria-label={t.link.tabs.reader}
      data-found={words.length > 0 || undefined}
      data-page={look?.page}
      data-font={look?.font}
      style={look?.style}
    >
      <ReadingLine box={box} />
      <div className="readgrid">
        {snapshot.isArticle ? null : <NotArticle snapshot={snapshot} open={open} />}
        <article className="article" lang={snapshot.page.language || undefined}>
          <ArticleHead snapshot={snapshot} view={view} />
          <ArticleBody html={html} onBuilt={setBuilt} />
        </article>
      </div>
      {box && built ? <HighlightLayer built={built} box={box} view={view} snapshot={snapshot} /> : null}
    </div>
  );
}

/** `null` until the settings of this device are known. */
function useLook(): ReaderLook | null {
  const settings = useLive(useLibrary().settings);
  return useMemo(() => (settings ? readerLook(settings) : null), [settings]);
}

/** Hands the text to the tools around it. */
function useOwnStage(box: HTMLElement | null, built: Built | null): Stage | null {
  const stage = useMemo(() => (box && built ? { box, text: built.element } : null), [box, built]);
  useEffect(() => (stage ? enterStage(stage) : undefined), [stage]);
  return stage;
}

function NotArticle({ snapshot, open }: Pick<ViewerProps, "snapshot" | "open">) {
  const { t } = useText();
  const isFile = artifactOf(snapshot, "file") !== undefined;
  return (
    <div className="readgrid__note">
      <Banner
        icon="info"
        title={isFile ? t.link.file.text : t.link.reader.notArticle}
        action={
          <Button size="sm" onClick={() => open(isFile ? "file" : "page")}>
            {isFile ? t.link.file.show : t.link.reader.showPage}
          </Button>
        }
      >
        {isFile ? t.link.file.textNote : t.link.reader.notArticleNote}
      </Banner>
    </div>
  );
}

function ArticleHead({ snapshot, view }: { snapshot: Snapshot; view: LinkView }) {
  const { t, format, lang } = useText();
  const words = useReadingText().copy;
  const { page } = snapshot;
  const published = Date.parse(page.published);
  const minutes = readingMinutes(snapshot.words, page.language);
  return (
    <header>
      <div className="kicker">
        <Favicon row={view.row} />
        {page.site || view.row.host}
      </div>
      <h1>{view.link.title || page.title || view.row.title}</h1>
      <div className="by" lang={lang}>
        {page.author ? <span lang={page.language || undefined}>{page.author}</span> : null}
        {Number.isFinite(published) ? <time dateTime={page.published}>{format.day(published)}</time> : null}
        {minutes > 0 ? <span>{t.link.reader.minutes(minutes)}</span> : null}
        {view.snapshots.length > 1 ? <span>{t.link.count(view.snapshots.length)}</span> : null}
        <ProgressWords progress={view.link.progress} />
      </div>
      <p className="by article__from">
        {words.from(displayUrl(snapshot.finalUrl || snapshot.url), format.day(snapshot.capturedAt))}
      </p>
    </header>
  );
}

/** Below and above these the reading is not begun, or done; see reading-position.ts. */
const [BEGUN, DONE] = [0.02, 0.985];

/** How far this link was read when it was left last. */
function ProgressWords({ progress }: { progress: number }) {
  const words = useReadingText();
  const { format } = useText();
  if (progress < BEGUN) return null;
  return <span>{progress > DONE ? words.readWhole : words.read(format.percent(progress))}</span>;
}

/** Follows a link that leads to a place in this text or to a saved page; answers whether it was one. */
function followed(event: MouseEvent, text: HTMLElement): boolean {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const href = link?.getAttribute("href");
  if (!link || !href || opensElsewhere(event)) return false;
  if (link.hasAttribute(SAVED)) navigate(href);
  else if (href.startsWith("#")) placeInText(text, href)?.scrollIntoView({ block: "start" });
  else return false;
  event.preventDefault();
  return true;
}

const opensElsewhere = (event: MouseEvent) =>
  event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

interface BodyProps {
  readonly html: string;
  /** The content was built, or built anew. */
  readonly onBuilt: (built: Built) => void;
}

function ArticleBody({ html, onBuilt }: BodyProps) {
  const library = useLibrary();
  const answers = useBlobsAnswer();
  const { t } = useText();
  const body = useRef<HTMLDivElement>(null);
  const words = useMemo(() => ({ copy: t.link.reader.copy, copied: t.link.reader.copied }), [t]);
  useLayoutEffect(() => {
    // Until the service worker answers, images would be asked of the server: they wait and come with the next build.
    const content = readerContent(html, (hash) =>
      answers ? library.artifactUrl({ kind: "leadimage", hash, bytes: 0, mediaType: "image/*" }) : null,
    );
    dressCodeBlocks(content, words);
    body.current?.replaceChildren(content);
    if (body.current) onBuilt({ element: body.current });
  }, [html, answers, library, words, onBuilt]);
  const clicked = (event: MouseEvent) => {
    if (!body.current || followed(event, body.current)) return;
    void copyPressed(event.target, words);
  };
  return <div ref={body} className="article__body" onClick={clicked} />;
}
