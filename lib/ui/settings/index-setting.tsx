"use client";
/** The index of snapshot texts: what it holds and takes, how far it is, and a way to have it made anew. */
import { useState } from "react";
import { useLibrary, useLive } from "../library-context";
import { Button } from "../parts/button";
import { indexWords } from "../search/search-notes";
import { useText } from "../text/use-text";
import { Setting } from "./settings-parts";

export function IndexSetting() {
  const library = useLibrary();
  const { t, format } = useText();
  const [asked, setAsked] = useState(false);
  const facts = useLive(library.status)?.search;
  if (!facts) return null;
  const { texts, bytes } = facts;
  const held = texts > 0 ? t.finding.indexFacts(texts, format.bytes(bytes)) : t.finding.indexNone;
  const rebuild = () => {
    setAsked(true);
    library.rebuildSearch().then(
      () => setAsked(false),
      () => setAsked(false),
    );
  };
  return (
    <>
      <Setting name={t.finding.index} note={indexWords(facts, t) || held}>
        <Button disabled={asked} onClick={rebuild}>
          {t.finding.rebuild}
        </Button>
      </Setting>
      <p className="settings__said" role="status">
        {asked ? t.finding.rebuilding : ""}
      </p>
    </>
  );
}
