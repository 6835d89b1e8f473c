"use client";
/** Saved searches in the sidebar: each with what it finds now, and a menu to rename, move and remove it. */
import { lazy, Suspense, useState } from "react";
import type { SavedSearchView } from "../../library/library";
import { useActions } from "../actions";
import { Icon } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { A, useRoute } from "../router";
import { useText } from "../text/use-text";
import { isAtSearch, searchHref } from "./at-search";

const SearchMenu = lazy(() => import("./search-menu").then((m) => ({ default: m.SearchMenu })));
const SearchDialog = lazy(() => import("./search-dialog").then((m) => ({ default: m.SearchDialog })));

export function SavedSearches() {
  const { t } = useText();
  const searches = useLive(useLibrary().searches);
  if (!searches || searches.length === 0) return null;
  return (
    <nav className="nav" aria-label={t.keeping.searches.title}>
      <div className="sidehead">
        <span>{t.keeping.searches.title}</span>
      </div>
      {searches.map((search, index) => (
        <Row key={search.id} search={search} index={index} last={index === searches.length - 1} />
      ))}
    </nav>
  );
}

interface RowProps {
  readonly search: SavedSearchView;
  readonly index: number;
  readonly last: boolean;
}

function Row({ search, index, last }: RowProps) {
  const { format } = useText();
  const route = useRoute();
  const library = useLibrary();
  const actions = useActions();
  const [renaming, setRenaming] = useState(false);
  const move = (by: 1 | -1) => void actions.make(() => library.moveSearch(search.id, index + by));
  return (
    <div className="row-more">
      <A
        href={searchHref(search.query)}
        aria-current={isAtSearch(route, search.query) ? "page" : undefined}
        title={search.query}
      >
        <Icon name="search" />
        <span>{search.name}</span>
        <em>{format.number(search.count)}</em>
      </A>
      <Suspense fallback={null}>
        <SearchMenu
          name={search.name}
          onRename={() => setRenaming(true)}
          onUp={index > 0 ? () => move(-1) : null}
          onDown={last ? null : () => move(1)}
          onRemove={() => void actions.make(() => library.deleteSearch(search.id))}
        />
        {renaming ? (
          <SearchDialog
            name={search.name}
            onClose={() => setRenaming(false)}
            onSave={(name) => void actions.make(() => library.changeSearch(search.id, { name }))}
          />
        ) : null}
      </Suspense>
    </div>
  );
}
