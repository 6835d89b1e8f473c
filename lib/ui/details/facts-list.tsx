"use client";
/** Facts of a link at the foot of its details: its length, what is kept here, when it was saved, how long the trash keeps it. */
import type { LinkView } from "../../library/library";
import { readingMinutes } from "../artifacts/reader/reading-time";
import { standingOf } from "../link/standing/standing-note";
import { trashLine } from "../row/trash-left";
import { useText } from "../text/use-text";
import { keptBytes } from "./facts";

export function Facts({ view }: { view: LinkView }) {
  const { t, format } = useText();
  const newest = standingOf(view);
  const kept = keptBytes(view);
  return (
    <section className="sect">
      <dl className="info">
        {newest && newest.words > 0 ? (
          <>
            <dt>{t.details.length}</dt>
            <dd>{t.details.words(newest.words, readingMinutes(newest.words, newest.page.language))}</dd>
          </>
        ) : null}
        {kept > 0 ? (
          <>
            <dt>{t.details.keptHere}</dt>
            <dd className="num">{format.bytes(kept)}</dd>
          </>
        ) : null}
        <dt>{t.details.saved}</dt>
        <dd className="num">{format.full(view.link.createdAt)}</dd>
        {view.link.deletedAt > 0 ? (
          <>
            <dt>{t.nav.places.trash}</dt>
            <dd className="num">{trashLine(view.link.deletedAt, t, format)}</dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}
