"use client";
/** The sidebar: places with counts, the tag tree, how the server stands, and Settings. */
import { lazy, memo, Suspense } from "react";
import { Icon, type IconName } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { IconButton } from "../parts/button";
import { Mark } from "../parts/marks";
import { A, libraryHref, useRoute, type Route } from "../router";
import { isAtSearch } from "../searches/at-search";
import { useText } from "../text/use-text";
import { placeEntries } from "./places";
import { SyncLine } from "./sync-line";
import { TagTree } from "./tag-tree";

const SavedSearches = lazy(() =>
  import("../searches/saved-searches").then((m) => ({ default: m.SavedSearches })),
);

interface EntryProps {
  readonly href: string;
  readonly icon: IconName;
  readonly name: string;
  readonly count?: string;
  readonly current: boolean;
}

function Entry({ href, icon, name, count, current }: EntryProps) {
  return (
    <A href={href} aria-current={current ? "page" : undefined}>
      <Icon name={icon} />
      <span>{name}</span>
      {count ? <em>{count}</em> : null}
    </A>
  );
}

const isAt = (route: Route, place: string) =>
  route.view === "library" && route.place === place && route.tag === "";

function Places({ route }: { route: Route }) {
  const library = useLibrary();
  const counts = useLive(library.counts);
  // Found in all links, but somewhere else: one entry of the sidebar is the one that is open.
  const isSaved = useLive(library.searches)?.some(({ query }) => isAtSearch(route, query)) ?? false;
  const { t, format } = useText();
  return (
    <nav className="nav" aria-label={t.nav.library}>
      {placeEntries.map(({ place, icon, count }) => (
        <Entry
          key={place}
          href={libraryHref({ place })}
          icon={icon}
          name={t.nav.places[place]}
          count={counts && count(counts) > 0 ? format.number(count(counts)) : ""}
          current={isAt(route, place) && !isSaved}
        />
      ))}
    </nav>
  );
}

export const Sidebar = memo(function Sidebar({ onHide }: { onHide: () => void }) {
  const { t } = useText();
  const route = useRoute();
  const selected = route.view === "library" ? route.tag : "";
  return (
    <aside className="sidebar" aria-label={t.nav.sidebar}>
      <div className="brand">
        <A href="/">
          <Mark />
          <b>{t.app.name}</b>
        </A>
        <IconButton icon="panel" label={t.nav.hideSidebar} onClick={onHide} />
      </div>
      <div className="sidescroll">
        <Places route={route} />
        <Suspense fallback={null}>
          <SavedSearches />
        </Suspense>
        <TagTree selected={selected} onPage={route.view === "tags"} />
      </div>
      <div className="sidefoot">
        <SyncLine />
        <nav className="nav" aria-label={t.nav.settings}>
          <Entry
            href="/activity"
            icon="history"
            name={t.keeping.activity.title}
            current={route.view === "activity" || route.view === "duplicates"}
          />
          <Entry
            href="/settings"
            icon="gear"
            name={t.nav.settings}
            current={route.view === "settings" || route.view === "import"}
          />
        </nav>
      </div>
    </aside>
  );
});
