"use client";
/**
 * The Reader: the text of a snapshot on a serif page of 660 px, its code blocks byte for byte, its images from this
 * device. Links inside the text move in it; all others open apart from the app. The place is remembered.
 */
import { useLayoutEffect, useMemo, useRef, useState, type MouseEvent } from "react";
import { artifactOf, type Snapshot } from "../../../domain/snapshot";
import type { LinkView } from "../../../library/library";
import { HighlightLayer, type Built } from "../../highlights/highlight-layer";
import { useLibrary, useLive } from "../../library-context";
import { Banner, Empty } from "../../parts/banner";
import { Button } from "../../parts/button";
import { Favicon } from "../../parts/thumb";
import { useFoundMarks, useFoundWords } from "../../search/found-in-text";
import { useBlobsAnswer } from "../../service-worker-client";
import { useText } from "../../text/use-text";
import { copyPressed, dressCodeBlocks } from "./code-blocks";
import { placeInText, readerContent } from "./reader-content";
import { useReadingPosition } from "./reading-position";
import { readingMinutes } from "./reading-time";
import { useArtifactText } from "../use-artifact-text";
import type { ViewerProps } from "../viewer";

export function ReaderView({ artifact, snapshot, view, open }: ViewerProps) {
  const { t } = useText();
  const settings = useLive(useLibrary().settings);
  const text = useArtifactText(artifact);
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [built, setBuilt] = useState<Built | null>(null);
  const words = useFoundWords();
  useReadingPosition(box, view.link.id, view.link.progress);
  useFoundMarks(box, words, text);
  if (text.kind === "loading") return <div className="readwrap" aria-busy="true" />;
  if (text.kind === "unreadable") return <Empty icon="alert" title={t.link.reader.unreadable} />;
  return (
    <div
      className="readwrap"
      ref={setBox}
      tabIndex={0}
      role="region"
      aria-label={t.link.tabs.reader}
      data-found={words.length > 0 || undefined}
    >
      <div className="readgrid">
        {snapshot.isArticle ? null : <NotArticle snapshot={snapshot} open={open} />}
        <article
          className="article"
          lang={snapshot.page.language || undefined}
          style={{ "--read-size": settings ? `${settings.readerSize}px` : undefined }}
        >
          <ArticleHead snapshot={snapshot} view={view} />
          <ArticleBody html={text.text} onBuilt={setBuilt} />
        </article>
      </div>
      {box && built ? <HighlightLayer built={built} box={box} view={view} snapshot={snapshot} /> : null}
    </div>
  );
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
      </div>
    </header>
  );
}

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
    const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
    if (!link || !body.current) {
      void copyPressed(event.target, words);
      return;
    }
    event.preventDefault();
    placeInText(body.current, link.getAttribute("href") ?? "")?.scrollIntoView({ block: "start" });
  };
  return <div ref={body} className="article__body" onClick={clicked} />;
}
