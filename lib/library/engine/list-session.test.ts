import { describe, expect, it } from "vitest";
import { noTagFacts } from "../../domain/tag";
import type { LinkId } from "../../domain/ids";
import { createLink } from "../../replica/edits";
import { Shard } from "../../replica/shard";
import { LinkIndex } from "../projection/link-index";
import { project } from "../projection/projected";
import type { Projected } from "../projection/projected";
import { RecentFinds } from "../search/recent-finds";
import { WordIndex } from "../search/words/word-index";
import { plainLink } from "../testing/plain-link";
import { until } from "../testing/until";
import { ListSession } from "./list-session";

const idOf = (n: number): LinkId => `T${String(n).padStart(13, "0")}` as LinkId;
function linkOf(n: number): Projected {
  const shard = new Shard();
  shard.edit(1, (cells) => createLink(cells, { ...plainLink(idOf(n)), createdAt: n }));
  const record = shard.record(idOf(n));
  if (!record) throw new Error("no link");
  return project(record);
}

/** A list of all links of a library into which another device may be bringing its links. */
function opened() {
  const index = new LinkIndex();
  const stateOf = () => ({ kind: "none" }) as const;
  const words = new WordIndex(stateOf);
  const stream = { isOn: false };
  const totals: number[] = [];
  const session = new ListSession(
    { place: "all", sort: "newest" },
    {
      index,
      words,
      stateOf,
      isAtRest: () => true,
      openTasks: () => [],
      now: () => 1000,
      isStreaming: () => stream.isOn,
      facts: () => noTagFacts,
      texts: { recent: new RecentFinds(), find: async () => null, correct: async () => null },
      hit: async () => null,
    },
    (push) => "view" in push && totals.push(push.view.total),
  );
  let last = 0;
  const bring = (isForeign: boolean): void => {
    const n = ++last;
    session.change([index.put(idOf(n), linkOf(n))], isForeign);
  };
  return { session, stream, totals, bring };
}
const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));

describe("a list into which another device brings its links", () => {
  it("[P29] is told once in a while, and of all of them when the last one is here", async () => {
    const { session, stream, totals, bring } = opened();
    await until(() => totals.length === 1, "the empty list");
    stream.isOn = true;
    for (let n = 0; n < 5; n++) {
      bring(true);
      await aMoment();
    }
    const meanwhile = totals.length;
    stream.isOn = false;
    await until(() => totals.at(-1) === 5, "all links");
    expect(meanwhile).toBeLessThan(5);
    session.close();
  });

  it("[P29] shows at once what was done here, with all that came by then", async () => {
    const { session, stream, totals, bring } = opened();
    await until(() => totals.length === 1, "the empty list");
    stream.isOn = true;
    bring(true);
    bring(false);
    await until(() => totals.at(-1) === 2, "the link of this device");
    session.close();
  });
});
