"use client";
/** What the palette lists for a text: commands, places, tags, saved searches and links. */
import { useMemo } from "react";
import type { LinkRow, SavedSearchView, TagNode } from "../../library/library";
import { useLibrary, useLive } from "../library-context";
import { libraryHref, linkHref, navigate } from "../router";
import { foundHref } from "../search/found-href";
import { everywhereCommands, goCommands } from "./commands";
import type { PaletteEntry, PaletteGroup } from "./entry";
import { linkCommands } from "./link-commands";
import { rank, ranked } from "./matching";
import type { Reach } from "./reach";
import { readRecent } from "./recent";
import { useFoundLinks, useRecentLinks } from "./use-links";

const MOST_TAGS = 6;
const MOST_RECENT = 4;

const linkEntry = (text: string, { id, title, titleIsUrl, language, host }: LinkRow): PaletteEntry => ({
  id: `link ${id}`,
  icon: "link",
  label: title,
  others: [],
  ...(language && !titleIsUrl ? { lang: language } : {}),
  hint: host,
  run: () => navigate(text ? foundHref(linkHref(id), libraryHref({ query: text })) : linkHref(id)),
});

function tagEntries(nodes: readonly TagNode[]): readonly PaletteEntry[] {
  return nodes.flatMap((node) => [
    {
      id: `tag ${node.path}`,
      icon: "tag",
      hue: node.hue,
      label: node.path.includes("/") ? node.path : node.name,
      others: [node.name],
      hint: String(node.count),
      run: () => navigate(libraryHref({ tag: node.path })),
    } as const,
    ...tagEntries(node.children),
  ]);
}

const searchEntry = ({ id, name, query, count }: SavedSearchView): PaletteEntry => ({
  id: `search ${id}`,
  icon: "search",
  label: name,
  others: [query],
  hint: String(count),
  run: () => navigate(libraryHref({ query })),
});

const fitting = (text: string, entries: readonly PaletteEntry[]) =>
  ranked(entries, ({ label, others }) => rank(text, label, others));

function recentCommands(all: readonly PaletteEntry[]): readonly PaletteEntry[] {
  return readRecent()
    .commands.map((id) => all.find((entry) => entry.id === id))
    .filter((entry) => entry !== undefined)
    .slice(0, MOST_RECENT);
}

/** Groups without entries are left out. */
export function useEntries(text: string, reach: Reach): readonly PaletteGroup[] {
  const library = useLibrary();
  const tags = useLive(library.tags);
  const searches = useLive(library.searches);
  const found = useFoundLinks(text);
  const opened = useRecentLinks();
  const typed = text.trim();
  return useMemo(() => {
    const { words, view } = reach;
    const own = linkCommands(reach);
    const everywhere = everywhereCommands(reach);
    const go = goCommands(reach);
    const recent = recentCommands([...own, ...everywhere, ...go]);
    const named = (name: string, entries: readonly PaletteEntry[]) => ({ name, entries });
    const links = (typed === "" ? opened : found).map((row) => linkEntry(typed, row));
    const all: PaletteEntry = {
      id: "search all",
      icon: "search",
      label: words.palette.searchAll(typed),
      others: [],
      keys: "mod+enter",
      run: () => navigate(libraryHref({ query: typed })),
    };
    const groups =
      typed === ""
        ? [
            named(words.palette.recent, [...recent, ...links]),
            named(words.palette.thisLink(view?.row.title ?? ""), own),
            named(words.palette.everywhere, everywhere),
            named(words.palette.go, go),
          ]
        : [
            named(words.palette.thisLink(view?.row.title ?? ""), fitting(typed, own)),
            named(words.palette.everywhere, fitting(typed, everywhere)),
            named(words.palette.go, fitting(typed, go)),
            named(words.palette.tags, fitting(typed, tagEntries(tags ?? [])).slice(0, MOST_TAGS)),
            named(words.palette.searches, fitting(typed, (searches ?? []).map(searchEntry))),
            named(words.palette.links, [...links, all]),
          ];
    return groups.filter(({ entries }) => entries.length > 0);
  }, [typed, reach, tags, searches, found, opened]);
}
