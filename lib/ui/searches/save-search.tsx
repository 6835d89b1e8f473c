"use client";
/** The button beside the results that keeps a search in the sidebar. */
import { lazy, Suspense, useState } from "react";
import { useActions } from "../actions";
import { useLibrary, useLive } from "../library-context";
import { Button } from "../parts/button";
import { useText } from "../text/use-text";

const SearchDialog = lazy(() => import("./search-dialog").then((m) => ({ default: m.SearchDialog })));

interface SaveSearchProps {
  readonly query: string;
  /** A tag that was looked at while searching belongs to the search. */
  readonly tag: string;
}

/** A list of one tag and a search as one search. */
const wholeQuery = ({ query, tag }: SaveSearchProps): string =>
  tag ? `tag:${/\s/.test(tag) ? `"${tag}"` : tag} ${query}` : query;

export function SaveSearch(props: SaveSearchProps) {
  const { t } = useText();
  const library = useLibrary();
  const actions = useActions();
  const searches = useLive(library.searches);
  const [naming, setNaming] = useState(false);
  const query = wholeQuery(props);
  if (!searches || searches.some((one) => one.query === query)) return null;
  return (
    <>
      <Button size="sm" kind="quiet" icon="plus" onClick={() => setNaming(true)}>
        {t.keeping.searches.save}
      </Button>
      {naming ? (
        <Suspense fallback={null}>
          <SearchDialog
            name={query}
            onClose={() => setNaming(false)}
            onSave={(name) => void actions.make(() => library.saveSearch(query, name))}
          />
        </Suspense>
      ) : null}
    </>
  );
}
