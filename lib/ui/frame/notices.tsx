"use client";
/** Notices above a list, at most two: data at risk first, then what keeps snapshots from being made, then the query. */
import { lazy, memo, Suspense } from "react";
import type { LibraryStatus, ListView, Trouble } from "../../library/library";
import { useLibrary, useLive } from "../library-context";
import { Banner } from "../parts/banner";
import { Button } from "../parts/button";
import { navigate } from "../router";
import type { Messages } from "../text/en";
import { useText } from "../text/use-text";
import { serverWords } from "./server-words";

const WorkLine = lazy(() => import("../activity/work-line").then((m) => ({ default: m.WorkLine })));
const HeldNotice = lazy(() => import("../activity/held-notice").then((m) => ({ default: m.HeldNotice })));

const MOST = 2;

interface Words {
  readonly title: string;
  readonly note: string;
}

function troubleWords(trouble: Trouble, t: Messages): Words {
  switch (trouble.kind) {
    case "quota":
      return { title: t.trouble.quota, note: t.trouble.quotaNote };
    case "database":
      return { title: t.trouble.database, note: t.trouble.databaseNote };
    case "quarantined":
      return { title: t.trouble.quarantined(trouble.rows), note: t.trouble.quarantinedNote };
  }
}

function TroubleNotice({ trouble }: { trouble: Trouble }) {
  const { t } = useText();
  const library = useLibrary();
  const { title, note } = troubleWords(trouble, t);
  const reload =
    trouble.kind === "database" ? (
      <Button size="sm" onClick={() => window.location.reload()}>
        {t.button.reload}
      </Button>
    ) : trouble.kind === "quarantined" ? (
      <Button size="sm" onClick={() => void library.damageSeen()}>
        {t.trouble.seen}
      </Button>
    ) : null;
  return (
    <Banner
      kind={trouble.kind === "quarantined" ? "warn" : "bad"}
      icon="disk"
      title={`${title}${t.sentenceEnd}`}
      action={reload}
    >
      {note}
    </Banner>
  );
}

function ServerNotice({ status }: { status: LibraryStatus }) {
  const { t, format } = useText();
  const { icon, title, note, mood } = serverWords(status, t);
  const offline = status.server.kind === "offline";
  return (
    <Banner kind={mood === "warn" ? "warn" : "neutral"} icon={icon} title={`${title}${t.sentenceEnd}`}>
      {offline ? `${t.server.offlineNote}${format.gap}${note}` : note}
    </Banner>
  );
}

/** Watches that failed for long have stopped by themselves: the settings list them. */
function WatchNotice({ count }: { count: number }) {
  const { t } = useText();
  return (
    <Banner
      icon="clock"
      title={t.trouble.watches(count)}
      action={
        <Button size="sm" onClick={() => navigate("/settings")}>
          {t.trouble.watchesShow}
        </Button>
      }
    />
  );
}

/** Things that need no word while all is well. */
const isQuiet = ({ server }: LibraryStatus) => server.kind === "ready" || server.kind === "unknown";

function WhileWorking() {
  const work = useLive(useLibrary().work);
  return work ? <WorkLine /> : null;
}

export const Notices = memo(function Notices({ view }: { view: ListView | undefined }) {
  const library = useLibrary();
  const status = useLive(library.status);
  const { t } = useText();
  const problem = view?.queryProblem;
  const stopped = (useLive(library.watches) ?? []).filter(({ state }) => state.stoppedAt > 0).length;
  const held = useLive(library.held);
  const notices = [
    held ? <HeldNotice key="held" held={held} /> : null,
    status?.trouble ? <TroubleNotice key="trouble" trouble={status.trouble} /> : null,
    status && !isQuiet(status) ? <ServerNotice key="server" status={status} /> : null,
    stopped > 0 ? <WatchNotice key="watch" count={stopped} /> : null,
    problem ? (
      <Banner key="query" kind="info" icon="info" title={t.search.problem[problem.kind](problem.piece)} />
    ) : null,
  ].filter((notice) => notice !== null);
  return (
    <div className="notices">
      <Suspense fallback={null}>
        {notices.slice(0, MOST)}
        <WhileWorking />
      </Suspense>
    </div>
  );
});
