"use client";
/** Head of a list: what it is, how many, its order and its layout; in the Trash what can be done with all of it. */
import { lazy, memo, Suspense, useState } from "react";
import type { DeviceSettings, ListView, SortOrder } from "../../library/library";
import { useActions } from "../actions";
import { useLibrary, useLive } from "../library-context";
import { Button } from "../parts/button";
import { Choice, Segmented } from "../parts/segmented";
import type { Messages } from "../text/en";
import { useText } from "../text/use-text";
import { useIsPhone } from "../use-media";
import type { LibraryRoute } from "../add/use-omnibox";
import type { ShownList } from "./use-open-list";

const SaveSearch = lazy(() => import("../searches/save-search").then((m) => ({ default: m.SaveSearch })));
const ConfirmDialog = lazy(() => import("../parts/dialog").then((m) => ({ default: m.ConfirmDialog })));

interface ListHeadProps {
  readonly route: LibraryRoute;
  readonly shown: ShownList | null;
  readonly view: ListView | undefined;
  readonly settings: DeviceSettings;
  /** Links in the whole library, for "in 1,284 links". */
  readonly links: number;
}

function titleOf(route: LibraryRoute, view: ListView | undefined, t: Messages): string {
  // What was not counted yet, or not to its end, is not "0 results".
  const isKnown = view !== undefined && (view.total > 0 || view.isWhole);
  if (route.query) return isKnown ? t.search.results(view.total) : t.nav.search;
  return route.tag || t.nav.places[route.place];
}

function countOf({ route, view, links }: ListHeadProps, texts: number, t: Messages): string {
  if (!view) return "";
  if (!route.query) return t.list.counts(view.total, view.capturing, view.queued);
  return route.place === "all" && !route.tag ? t.finding.inAll(links, texts) : "";
}

const orders: readonly SortOrder[] = ["newest", "oldest", "title", "site"];

/** What a search finds has an order of its own: the best match first, unless a person wants another. */
function FoundSortChoice({ sort }: { sort: DeviceSettings["searchSort"] }) {
  const library = useLibrary();
  const { t } = useText();
  return (
    <Choice
      label={t.list.sort}
      icon="sort"
      value={sort}
      options={[
        { value: "relevance", label: t.finding.bestMatch },
        ...orders.map((order) => ({ value: order, label: t.list.sorts[order] })),
      ]}
      onChange={(next: DeviceSettings["searchSort"]) => void library.set({ searchSort: next })}
    />
  );
}

function SortChoice({ sort }: { sort: SortOrder }) {
  const library = useLibrary();
  const { t } = useText();
  return (
    <Choice
      label={t.list.sort}
      icon="sort"
      value={sort}
      options={orders.map((order) => ({ value: order, label: t.list.sorts[order] }))}
      onChange={(next) => void library.set({ sort: next })}
    />
  );
}

const layoutIcons = { comfortable: "rows", compact: "lines", grid: "grid" } as const;
const layouts: readonly DeviceSettings["layout"][] = ["comfortable", "compact", "grid"];

/** Shows what was chosen at once; the list follows. `drawn`: the layout of the list. */
function LayoutChoice({ drawn }: { drawn: DeviceSettings["layout"] }) {
  const library = useLibrary();
  const layout = useLive(library.settings)?.layout ?? drawn;
  const { t } = useText();
  const phone = useIsPhone();
  const options = layouts.map((value) => ({
    value,
    label: t.list.layouts[value],
    icon: layoutIcons[value],
  }));
  const change = (next: DeviceSettings["layout"]) => void library.set({ layout: next });
  const shared = { label: t.list.layout, value: layout, options, onChange: change };
  return phone ? <Choice icon={layoutIcons[layout]} {...shared} /> : <Segmented {...shared} />;
}

function EmptyTrash({ shown, total }: { shown: ShownList; total: number }) {
  const { t } = useText();
  const actions = useActions();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="sm" kind="danger" onClick={() => setAsking(true)}>
        {t.button.emptyTrash}
      </Button>
      {asking ? (
        <Suspense fallback={null}>
          <ConfirmDialog
            open
            title={t.trash.deleteTitle(total)}
            note={t.trash.deleteNote(total)}
            confirm={t.button.deleteForGood}
            onConfirm={async () => actions.purge(await shown.list.ids())}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}

export const ListHead = memo(function ListHead(props: ListHeadProps) {
  const { route, shown, view, settings } = props;
  const { t } = useText();
  const texts = useLive(useLibrary().status)?.search.texts ?? 0;
  const trash = route.place === "trash" && !route.query;
  return (
    <div className="listhead">
      <h1>{titleOf(route, view, t)}</h1>
      <span className="count num">{countOf(props, texts, t)}</span>
      <Suspense fallback={null}>
        {route.query ? <SaveSearch query={route.query} tag={route.tag} /> : null}
      </Suspense>
      {trash && shown && view && view.total > 0 ? <EmptyTrash shown={shown} total={view.total} /> : null}
      {route.query ? <FoundSortChoice sort={settings.searchSort} /> : <SortChoice sort={settings.sort} />}
      <LayoutChoice drawn={settings.layout} />
    </div>
  );
});
