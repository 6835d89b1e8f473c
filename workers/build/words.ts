/** Words of the interface that the service worker says, in every language: it takes no more of the interface than these. */
import { archivedEn } from "../../lib/ui/text/archived/en";
import { allLanguages } from "../../lib/ui/text/languages";
import type { NotHeldWords } from "../sw/not-held";

/** English first. */
export async function notHeldWords(): Promise<readonly NotHeldWords[]> {
  const others = await allLanguages();
  return [
    { locale: "en", tag: "en", ...archivedEn },
    ...others.map(({ row: { locale, tag }, words }) => ({ locale, tag, ...words.archived })),
  ];
}
