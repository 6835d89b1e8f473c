"use client";
/** Links for the palette: those that fit what is typed, or the ones opened last while nothing is. */
import { useEffect, useMemo, useState } from "react";
import { isLinkId } from "../../domain/ids";
import type { LinkRow } from "../../library/library";
import { useLibrary } from "../library-context";
import { readRecent } from "./recent";

const MOST = 6;
/** The letter itself is painted first. */
const SEARCH_DELAY_MS = 8;

const isRow = (row: LinkRow | undefined): row is LinkRow => row !== undefined;

export function useFoundLinks(text: string): readonly LinkRow[] {
  const library = useLibrary();
  const [found, setFound] = useState<readonly LinkRow[]>([]);
  const query = text.trim();
  useEffect(() => {
    if (query === "") {
      setFound([]);
      return undefined;
    }
    let close: () => void = () => undefined;
    const timer = setTimeout(() => {
      const list = library.list({ place: "all", query, sort: "relevance" });
      const show = () => {
        if (list.view.get()) setFound(list.rows(0, MOST).filter(isRow));
      };
      const stop = list.version.subscribe(show);
      close = () => {
        stop();
        list.close();
      };
      show();
    }, SEARCH_DELAY_MS);
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [library, query]);
  return found;
}

/** Rows of the links opened last, the newest first; what is gone or in the trash is left out. */
export function useRecentLinks(): readonly LinkRow[] {
  const library = useLibrary();
  const lives = useMemo(() => {
    const ids = readRecent().links.filter((id) => isLinkId(id));
    return ids.slice(0, MOST).map((id) => library.link(id));
  }, [library]);
  const [rows, setRows] = useState<readonly LinkRow[]>([]);
  useEffect(() => {
    const show = () => {
      const views = lives.map((live) => live.get()).filter((view) => view !== undefined && view !== null);
      setRows(views.filter(({ link }) => link.deletedAt === 0).map(({ row }) => row));
    };
    const stops = lives.map((live) => live.subscribe(show));
    show();
    return () => stops.forEach((stop) => stop());
  }, [lives]);
  return rows;
}
