/** What was done in the last thirty days, as a person reads it: one entry for each batch, however many parts it has. */
import type { LinkId } from "../../domain/ids";
import type { BatchHead } from "../../ports/update-log";
import { labelOf } from "../editing/undo";
import type { ActivityEntry, BatchLabel } from "../library";

const TITLES = 3;

const wholeId = (id: string): string => id.replace(/~.*$/, "");

export interface Names {
  readonly titleOf: (id: LinkId) => string | null;
  /** What a device is called by now; `undefined` of one that is not known any more. */
  readonly deviceOf: (id: string) => string | undefined;
}

/** `heads` newest first, as the log gives them. */
export function activityOf(heads: readonly BatchHead[], { titleOf, deviceOf }: Names): ActivityEntry[] {
  const byId = new Map<string, BatchHead[]>();
  for (const head of heads) {
    const parts = byId.get(wholeId(head.id));
    if (parts) parts.push(head);
    else byId.set(wholeId(head.id), [head]);
  }
  return [...byId].flatMap(([id, parts]) => {
    const [newest] = parts;
    if (!newest) return [];
    const links = parts.flatMap(({ linkIds }) => linkIds);
    return {
      id,
      label: labelOf(newest),
      deed: deedOf(parts),
      at: newest.at,
      count: links.length,
      subject: newest.subject ?? "",
      device: deviceOf(newest.deviceId ?? "") ?? newest.device ?? "",
      titles: titlesOf(links, titleOf),
      undone: parts.every((part) => part.undone || part.cells === 0) && parts.some((part) => part.undone),
      revertible: parts.some((part) => !part.undone && part.cells > 0),
    };
  });
}

/** One word for all parts, where they have one. */
function deedOf([first, ...others]: readonly BatchHead[]): BatchLabel {
  const deed = others.every((part) => part.deed === first?.deed) ? first?.deed : undefined;
  return labelOf({ label: deed ?? first?.label ?? "" });
}

function titlesOf(links: readonly LinkId[], titleOf: (id: LinkId) => string | null): string[] {
  const titles: string[] = [];
  for (const id of links) {
    const title = titleOf(id);
    if (title !== null) titles.push(title);
    if (titles.length === TITLES) break;
  }
  return titles;
}
