"use client";
/** The row under the search box: what may be meant, or ways to narrow the search down. A tap writes it into the box. */
import { useEffect, useMemo } from "react";
import type { OpenList } from "../../library/library";
import type { OmniboxState } from "../add/use-omnibox";
import { focusSearch } from "../add/focus-search";
import { Icon, type IconName } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { Dot } from "../parts/chip";
import { listTags } from "../tag-tools/known";
import { useLensText } from "../text/lens/use-lens-text";
import { recentSearches, rememberSearch } from "./history";
import { isNarrowing, suggestionsFor, type Suggestion } from "./suggest";

interface SearchHelpProps {
  readonly box: OmniboxState;
  /** What is found so far. */
  readonly list: OpenList | null;
}

/** A search that stands this long was meant. */
const MEANT_MS = 2500;
const LOOKED_AT = 64;

function useSuggestions({ box, list }: SearchHelpProps): readonly Suggestion[] {
  const library = useLibrary();
  const { words } = useLensText();
  const roots = useLive(library.tags);
  const saved = useLive(library.searches);
  const version = useLive(list?.version ?? null);
  const tags = useMemo(() => listTags(roots ?? []).toSorted((a, b) => b.count - a.count), [roots]);
  const sites = useMemo(() => {
    const rows = version === undefined ? [] : (list?.rows(0, LOOKED_AT) ?? []);
    return [...new Set(rows.flatMap((row) => (row?.host ? [row.host] : [])))];
  }, [list, version]);
  return useMemo(
    () => suggestionsFor(box.text, { tags, sites, saved: saved ?? [], recent: recentSearches(), words }),
    [box.text, tags, sites, saved, words],
  );
}

const icons: Partial<Record<Suggestion["kind"], IconName>> = {
  site: "globe",
  saved: "search",
  recent: "history",
};

export function SearchHelp(props: SearchHelpProps) {
  const { box } = props;
  const { words } = useLensText();
  const library = useLibrary();
  const roots = useLive(library.tags);
  const suggestions = useSuggestions(props);
  const { text } = box;
  useEffect(() => {
    const timer = setTimeout(() => rememberSearch(text), MEANT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const hues = useMemo(() => new Map(listTags(roots ?? []).map((tag) => [tag.label, tag.hue])), [roots]);
  const narrows = isNarrowing(suggestions, text);
  const take = (suggestion: Suggestion) => {
    box.type(suggestion.text);
    focusSearch();
  };
  return (
    <div className="lensrow" role="group" aria-label={words.row}>
      {suggestions.length > 0 ? <span>{narrows ? words.narrow : words.suggest}</span> : null}
      {suggestions.map((one) => (
        <button
          key={`${one.kind} ${one.label}`}
          type="button"
          className={one.kind === "operator" || one.kind === "value" ? "lenschip lenschip--op" : "lenschip"}
          aria-label={nameOf(one, words)}
          // The field keeps the keyboard, on phones too.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(one)}
        >
          {one.kind === "tag" ? <Dot hue={hues.get(one.label) ?? 0} /> : null}
          {icons[one.kind] ? <Icon name={icons[one.kind] ?? "search"} size={14} /> : null}
          <span className="truncate">{one.label}</span>
        </button>
      ))}
      {narrows || suggestions.length === 0 ? <span className="lensrow__note">{words.private}</span> : null}
    </div>
  );
}

function nameOf({ kind, label, text }: Suggestion, words: ReturnType<typeof useLensText>["words"]): string {
  if (kind === "saved") return words.saved(label);
  return kind === "recent" ? words.again(label) : kind === "tag" ? text.trim() : label;
}
