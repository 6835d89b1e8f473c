/** What an entry of Activity was about, in names. */
import type { ActivityEntry } from "../../library/library";
import type { Messages } from "../text/en";

/** What says little without the links it was done to. */
const OF_LINKS: readonly ActivityEntry["label"][] = ["tag", "untag"];

/** The tag or search, the links by name, or both. */
export function aboutOf({ label, subject, titles, count }: ActivityEntry, t: Messages): string {
  if (subject && !OF_LINKS.includes(label)) return subject;
  const more = count - titles.length;
  const named = [...(subject ? [subject] : []), ...titles].join(" · ");
  return more > 0 && titles.length > 0 ? `${named} ${t.keeping.activity.more(more)}` : named;
}
