"use client";
/** Buttons for searches that are wider than one without a result, each with how many links it finds. */
import { useEffect, useMemo, useState } from "react";
import type { Library, ListView } from "../../library/library";
import { useLibrary } from "../library-context";
import { Button } from "../parts/button";
import { libraryHref, navigate } from "../router";
import { useLensText } from "../text/lens/use-lens-text";
import { widerSearches, type Wider } from "./widen";

interface Found extends Wider {
  readonly count: number;
}

/** Counts what a search finds, texts of snapshots included. Returns what ends it early. */
function countFound(library: Library, query: string, told: (count: number) => void): () => void {
  const list = library.list({ place: "all", query, sort: "newest" });
  const look = (view: ListView | undefined) => {
    if (view?.isWhole && !view.corrected) told(view.total);
  };
  const stop = list.view.subscribe(() => look(list.view.get()));
  look(list.view.get());
  return () => {
    stop();
    list.close();
  };
}

export function WiderWays({ query }: { query: string }) {
  const { words } = useLensText();
  const library = useLibrary();
  const [found, setFound] = useState<readonly Found[]>([]);
  const ways = useMemo(() => widerSearches(query), [query]);
  useEffect(() => {
    const stops = ways.map((way) =>
      countFound(library, way.text, (count) =>
        setFound((old) => [...old.filter((one) => one.text !== way.text), { ...way, count }]),
      ),
    );
    return () => {
      for (const stop of stops) stop();
      setFound([]);
    };
  }, [library, ways]);
  const useful = ways.flatMap((way) => found.filter((one) => one.text === way.text && one.count > 0));
  // Any of the words within the operators comes before any of them anywhere; one of the two is enough.
  const firstAny = useful.find(({ without }) => without === "");
  const shown = useful.filter((one) => one.without !== "" || one === firstAny);
  return shown.map(({ without, text, count }) => (
    <Button key={text} onClick={() => navigate(libraryHref({ query: text }))}>
      {without === "" ? words.anyOf(count) : words.without(without, count)}
    </Button>
  ));
}
