"use client";
/** The library: search box, head, list and the details of the selected link. */
import {
  lazy,
  memo,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type RefObject,
  type UIEvent,
} from "react";
import type { DeviceSettings, LinkRow, ListView } from "../../library/library";
import { FirstRun } from "../add/first-run";
import { Omnibox } from "../add/omnibox";
import { SearchBoxProvider, useSearchBox, useSearchBoxHand } from "../search/search-box";
import type { LibraryRoute } from "../add/use-omnibox";
import { endFirstVisit, isFirstVisit } from "../first-run/first-visit";
import { Frame } from "../frame/frame";
import { Notices } from "../frame/notices";
import { useLibrary, useLive } from "../library-context";
import { Banner } from "../parts/banner";
import { IconButton } from "../parts/button";
import { libraryHref, navigate } from "../router";
import { useStills } from "../still/stills";
import { useText } from "../text/use-text";
import { SearchNotes } from "../search/search-notes";
import { useTitle } from "../use-title";
import { useIsPhone, useIsWide } from "../use-media";
import type { LinkId } from "../../domain/ids";
import { BulkLayer } from "../bulk/bulk-layer";
import { usePicks, type Picks } from "../bulk/use-picks";
import { openLink, useCameBack } from "./came-from";
import { EmptyList } from "./empty-list";
import { LinkList } from "./link-list";
import type { Layout } from "./list-geometry";
import { ListHead } from "./list-head";
import { useListKeys } from "./use-list-keys";
import { useOpenList, type ShownList } from "./use-open-list";
import { useSelection, type Selection } from "./use-selection";

const SearchHelp = lazy(() => import("../lens/search-help").then((m) => ({ default: m.SearchHelp })));
const DetailsPane = lazy(() => import("../details/details-pane").then((m) => ({ default: m.DetailsPane })));

interface LibraryViewProps {
  readonly route: LibraryRoute;
  readonly settings: DeviceSettings;
}

/**
 * Nothing was ever saved: the first screen shows instead of an empty list, also while an address is being typed. `null`
 * on a first visit until the library has counted.
 */
function useIsFirstRun(route: LibraryRoute): boolean | null {
  const library = useLibrary();
  const counts = useLive(library.counts);
  useEffect(() => (counts ? endFirstVisit() : undefined), [counts]);
  if (!counts) return isFirstVisit() ? null : false;
  if (route.place !== "all" || route.tag) return false;
  return counts.all + counts.archive + counts.trash === 0;
}

/** Drawn anew when its address or what follows from the settings changes, not with everything around it. */
export const LibraryView = memo(function LibraryView({ route, settings }: LibraryViewProps) {
  const { t } = useText();
  const { first } = useStills();
  // Drawn in pieces that give way to input, also when the library says so later.
  const firstRun = useDeferredValue(useIsFirstRun(route));
  useTitle(firstRun ? t.app.name : t.app.title(route.tag || t.nav.places[route.place]));
  return (
    <SearchBoxProvider route={route}>
      {firstRun === null ? first : null}
      {firstRun ? <FirstRun /> : null}
      {firstRun === false ? <Listing route={route} settings={settings} /> : null}
    </SearchBoxProvider>
  );
});

function layoutFor(settings: DeviceSettings, phone: boolean, { marks }: ListView): Layout {
  const { layout } = settings;
  if (layout === "comfortable" && marks.length > 0) return phone ? "phone-hit" : "hit";
  if (!phone || layout === "grid") return layout;
  return layout === "compact" ? "phone-compact" : "phone";
}

/** The list of the route with what is selected in it. */
function useListing(route: LibraryRoute, settings: DeviceSettings) {
  const { place, tag, query } = route;
  const shown = useOpenList({ place, tag, query, sort: query ? settings.searchSort : settings.sort });
  const list = shown?.list ?? null;
  const view = useLive(list?.view ?? null);
  const listbox = useRef<HTMLDivElement>(null);
  const selection = useSelection(list, listbox);
  const picks = usePicks(list);
  const drawn = view && view.total > 0 ? list : null;
  useCameBack({ list: drawn, select: selection.select, listbox });
  const { begin } = selection;
  const enter = useCallback(() => {
    const first = drawn?.rows(0, 1)[0];
    if (first) begin(0, first.id);
    listbox.current?.focus({ preventScroll: true });
  }, [drawn, begin]);
  return { shown, view, selection, picks, listbox, enter };
}

function ShowDetails() {
  const library = useLibrary();
  const { t } = useText();
  return (
    <IconButton icon="panelR" label={t.nav.showDetails} onClick={() => void library.set({ details: true })} />
  );
}

/** Follows the letters, in pieces that give way to the next one. */
const Help = memo(function Help({ shown }: { shown: ShownList | null }) {
  const box = useDeferredValue(useSearchBox());
  if (!box.text || box.mode.kind !== "search") return null;
  return (
    <Suspense fallback={null}>
      <SearchHelp box={box} list={shown?.list ?? null} />
    </Suspense>
  );
});

function Listing({ route, settings }: LibraryViewProps) {
  const library = useLibrary();
  const wide = useIsWide();
  const { shown, view, selection, picks, listbox, enter } = useListing(route, settings);
  const [tagging, setTagging] = useState<readonly LinkId[] | null>(null);
  const links = useLive(library.status)?.links ?? 0;
  const [scrolled, setScrolled] = useState(false);
  const details = wide && settings.details;
  const pane = (
    <Suspense fallback={<aside className="inspector" />}>
      <DetailsPane id={selection.id} />
    </Suspense>
  );
  return (
    <Frame details={details ? pane : null}>
      <main className={scrolled ? "main is-scrolled" : "main"} id="main" tabIndex={-1}>
        <div className="topbar">
          <Omnibox onDown={enter} />
          {wide && !settings.details ? <ShowDetails /> : null}
        </div>
        <Help shown={shown} />
        <ListHead route={route} shown={shown} view={view} settings={settings} links={links} />
        {route.query ? <SearchNotes query={route.query} view={view} /> : null}
        <Notices view={view} />
        <Body
          {...{ route, settings, shown, view, selection, picks, listbox, details }}
          onTags={setTagging}
          onScroll={(event) => setScrolled(event.currentTarget.scrollTop > 8)}
        />
        <BulkLayer
          picks={picks}
          view={view}
          inTrash={route.place === "trash"}
          tagging={tagging}
          onTags={setTagging}
        />
      </main>
    </Frame>
  );
}

interface BodyProps extends LibraryViewProps {
  readonly shown: ShownList | null;
  readonly view: ListView | undefined;
  readonly selection: Selection;
  readonly picks: Picks;
  readonly onTags: (ids: readonly LinkId[]) => void;
  readonly listbox: RefObject<HTMLDivElement | null>;
  readonly details: boolean;
  readonly onScroll: (event: UIEvent<HTMLDivElement>) => void;
}

function useKeys(props: BodyProps, columns: number): void {
  const { route, settings, shown, view, selection, picks, onTags, listbox } = props;
  const box = useSearchBoxHand();
  const list = shown?.list;
  const { index, select, clear } = selection;
  const row = list && index >= 0 ? list.rows(index, index + 1)[0] : undefined;
  const moveTo = useCallback(
    (next: number) => {
      const at = list?.rows(next, next + 1)[0];
      if (at) select(next, at.id);
      // A row that is still under way: its id comes with the whole order.
      else void list?.ids().then((ids) => ids[next] && select(next, ids[next]));
      listbox.current?.focus({ preventScroll: true });
    },
    [list, select, listbox],
  );
  const back = useCallback(() => {
    if (picks.ids.size > 0) picks.clear();
    else if (index >= 0) clear();
    else if (!box.isEmpty()) box.clear();
    else if (route.tag) navigate(libraryHref({ place: route.place }));
  }, [picks, index, clear, box, route]);
  const hand = useMemo(
    () => ({
      total: view?.total ?? 0,
      columns,
      index,
      row,
      inTrash: route.place === "trash",
      singleKeys: settings.singleKeys,
      picks,
      tags: () => onTags(picks.ids.size > 0 || !row ? [...picks.ids] : [row.id]),
      moveTo,
      open: openLink,
      back,
    }),
    [view?.total, columns, index, row, route.place, settings.singleKeys, picks, onTags, moveTo, back],
  );
  useListKeys(hand);
}

function Body(props: BodyProps) {
  const { route, settings, shown, view, selection, picks, listbox, details } = props;
  const box = useSearchBoxHand();
  const { t } = useText();
  const phone = useIsPhone();
  const scroller = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState(1);
  useKeys(props, columns);
  const { select } = selection;
  const press = useCallback(
    (row: LinkRow, index: number) => {
      if (!details) openLink(row.id);
      select(index, row.id);
    },
    [details, select],
  );
  return (
    <div className="scroll" ref={scroller} onScroll={props.onScroll}>
      {route.place === "trash" && view && view.total > 0 ? (
        <div className="notices">
          <Banner icon="trash" title={t.trash.note}>
            {t.trash.noteRule}
          </Banner>
        </div>
      ) : null}
      {shown && view && view.total > 0 ? (
        <LinkList
          list={shown.list}
          view={view}
          layout={layoutFor(settings, phone, view)}
          phone={phone}
          trash={shown.spec.place === "trash"}
          selection={selection}
          picks={picks}
          onPress={press}
          onOpen={openLink}
          scroller={scroller}
          listbox={listbox}
          onColumns={setColumns}
        />
      ) : (
        <div role="listbox" aria-label={t.list.name} className="vlist__box" ref={listbox} tabIndex={-1} />
      )}
      {shown && view?.total === 0 ? (
        <EmptyList route={route} isWhole={view.isWhole} onClear={box.clear} />
      ) : null}
    </div>
  );
}
