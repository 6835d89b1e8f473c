"use client";
/**
 * The archived page, under a banner that is always there. The service worker answers its address with the complete
 * document and a `Content-Security-Policy: sandbox` of its own, which takes away origin, scripts and network; the
 * attribute below only lets the worker see the request (an opaque frame's navigation does not reach it) and lets links
 * open in new tabs. Never add `allow-scripts`.
 */
import type { ReactNode } from "react";
import { displayUrl } from "../../domain/url/display";
import { useLibrary } from "../library-context";
import { Icon } from "../icons";
import { Empty } from "../parts/banner";
import { Button } from "../parts/button";
import { Stamp } from "../parts/marks";
import { useBlobsAnswer } from "../service-worker-client";
import { useReadingText } from "../text/reading/use-reading-text";
import { useText } from "../text/use-text";
import type { ViewerProps } from "./viewer";

const FRAME_SANDBOX = "allow-same-origin allow-popups allow-popups-to-escape-sandbox";

export function PageView({ artifact, snapshot, view, copy }: ViewerProps) {
  const library = useLibrary();
  const answers = useBlobsAnswer();
  const { t } = useText();
  const words = useReadingText();
  const address = displayUrl(snapshot.finalUrl || snapshot.url);
  return (
    <div className="pageview">
      <ArchiveBanner address={address} at={snapshot.capturedAt} gone={isOriginalGone(view)}>
        <Button size="sm" icon="download" className="archbar__copy" onClick={copy}>
          {words.copy.name}
        </Button>
      </ArchiveBanner>
      {answers ? (
        <div className="frame">
          <div className="frame__url">
            <Icon name="lock" size={14} />
            <span className="grow truncate">{address}</span>
            <span className="frame__note">
              <Icon name="offline" size={14} />
              {t.link.archived.shown}
            </span>
          </div>
          <iframe
            key={artifact.hash}
            className="frame__view"
            src={library.artifactUrl(artifact)}
            sandbox={FRAME_SANDBOX}
            referrerPolicy="no-referrer"
            title={t.link.archived.frame(snapshot.page.title || view.row.title)}
          />
        </div>
      ) : (
        <NotAnswering />
      )}
    </div>
  );
}

const isOriginalGone = ({ row }: ViewerProps["view"]) =>
  row.state.kind === "failed" && row.state.verdict === "gone";

interface ArchiveBannerProps {
  readonly address: string;
  readonly at: number;
  readonly gone: boolean;
  readonly children: ReactNode;
}

function ArchiveBanner({ address, at, gone, children }: ArchiveBannerProps) {
  const { t, format } = useText();
  return (
    <div className="archbar">
      <span className="archbar__stamp">
        <Stamp at={at} />
      </span>
      <span className="grow" role="status">
        <b>{t.link.archived.bannerName(address)}</b>
        {format.gap}
        {t.link.archived.bannerTaken(format.day(at), format.time(at))}
        {gone ? format.gap + t.link.archived.gone : ""}
      </span>
      {children}
    </div>
  );
}

/** At the very first visit the worker needs a moment; without a secure address there will never be one. */
function NotAnswering() {
  const { t } = useText();
  if (!("serviceWorker" in navigator)) {
    return <Empty icon="lock" title={t.link.archived.insecure} note={t.link.archived.insecureNote} />;
  }
  return (
    <div role="status">
      <Empty icon="clock" title={t.link.archived.preparing} note={t.link.archived.preparingNote} />
    </div>
  );
}
