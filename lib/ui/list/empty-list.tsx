"use client";
/** What a list without links says, for each place and for a search, with a way on. */
import { lazy, Suspense } from "react";
import type { Place } from "../../library/library";
import type { IconName } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { Empty } from "../parts/banner";
import { Button } from "../parts/button";
import { libraryHref, navigate } from "../router";
import type { Messages } from "../text/en";
import { useText } from "../text/use-text";
import type { LibraryRoute } from "../add/use-omnibox";

const WiderWays = lazy(() => import("../lens/wider-ways").then((m) => ({ default: m.WiderWays })));

interface Words {
  readonly icon: IconName;
  readonly title: string;
  readonly note: string;
}

const wordsOf = (t: Messages): Record<Place, Words> => ({
  all: { icon: "all", title: t.empty.all, note: t.empty.allNote },
  inbox: { icon: "inbox", title: t.empty.inbox, note: t.empty.inboxNote },
  starred: { icon: "star", title: t.empty.starred, note: t.empty.starredNote },
  archive: { icon: "archive", title: t.empty.archive, note: t.empty.archiveNote },
  trash: { icon: "trash", title: t.empty.trash, note: t.empty.trashNote },
});

function NothingFound({ route, onClear }: { route: LibraryRoute; onClear: () => void }) {
  const { t } = useText();
  const narrow = route.place !== "all" || route.tag !== "";
  const where = route.tag || t.nav.places[route.place];
  return (
    <Empty
      icon="search"
      title={t.empty.search(route.query)}
      note={narrow ? t.empty.searchPlace(where) : t.empty.searchNote}
    >
      {narrow ? (
        <Button onClick={() => navigate(libraryHref({ query: route.query }))}>{t.empty.searchAll}</Button>
      ) : null}
      <Suspense fallback={null}>
        <WiderWays query={route.query} />
      </Suspense>
      <Button onClick={onClear}>{t.empty.clearSearch}</Button>
    </Empty>
  );
}

const AWAY = ["archive", "trash"] as const satisfies readonly Place[];

/** Where the links are that are not in the list of all. */
function WaysToThoseAway() {
  const { t, format } = useText();
  const counts = useLive(useLibrary().counts);
  return AWAY.filter((place) => counts && counts[place] > 0).map((place) => (
    <Button key={place} onClick={() => navigate(libraryHref({ place }))}>
      {t.empty.toPlace(t.nav.places[place], format.number(counts?.[place] ?? 0))}
    </Button>
  ));
}

interface EmptyListProps {
  readonly route: LibraryRoute;
  /** False while more may come: nothing is said yet. */
  readonly isWhole: boolean;
  readonly onClear: () => void;
}

export function EmptyList({ route, isWhole, onClear }: EmptyListProps) {
  const { t } = useText();
  if (!isWhole) return null;
  if (route.query) return <NothingFound route={route} onClear={onClear} />;
  if (route.tag) return <Empty icon="tag" title={t.empty.tag(route.tag)} note={t.empty.tagNote} />;
  return <Empty {...wordsOf(t)[route.place]}>{route.place === "all" ? <WaysToThoseAway /> : null}</Empty>;
}
