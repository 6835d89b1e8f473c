/**
 * What a list is asked for, and its links in order. Words are looked for in the texts of snapshots too, which takes a
 * moment: a list waits for them a little, then shows what it has and fills up. A list that is left, or asked for
 * something else, gives its search up.
 */
import { allNeedles, queryWords, wantedNeedles } from "../../domain/query/match";
import { parseQuery } from "../../domain/query/parse";
import { printQuery } from "../../domain/query/print";
import type { Query, QueryProblem } from "../../domain/query/query";
import { aliasTarget } from "../../domain/tag";
import type { TagFacts } from "../../domain/tag";
import { compileRank } from "../../search/rank";
import type { Ranking } from "../../search/rank";
import type { CaptureState, ListSpec, SortOrder } from "../library";
import { subjectOf } from "../projection/entry";
import type { Entry } from "../projection/entry";
import { belongsTo } from "../projection/list-filter";
import { compareFor, SortedList } from "../projection/sorted-list";
import type { Belongs, Compare } from "../projection/sorted-list";
import { withAliases } from "../tags/query-tags";
import { entriesOf, FoundList } from "./found-list";
import type { Placed } from "./found-list";
import { RankedList } from "./ranked-list";
import type { OrderedList, PointsOf } from "./ranked-list";
import type { RecentFinds } from "./recent-finds";
import { nothingFound } from "./text-search";
import type { Findings } from "./text-search";
import type { Among, Question, WordIndex } from "./words/word-index";

/** What the texts of snapshots can be asked. */
export interface Texts {
  /** Finds of the last search, for one that goes on from it. */
  readonly recent: RecentFinds;
  find(query: Query, signal: AbortSignal): Promise<Findings | null>;
  /** The query without its slips of typing; `null` when there are none. */
  correct(query: Query, signal: AbortSignal): Promise<Query | null>;
}

export interface ListSearchParts {
  readonly entries: () => Iterable<Entry>;
  /** Links among which all are that satisfy a query; `null` when any may. */
  readonly among: (question: Question) => Among | null;
  /** Knows that without reading many links first, but not in the first moments of a large library. */
  readonly words: Pick<WordIndex, "isReady" | "hurry">;
  readonly stateOf: (entry: Entry) => CaptureState;
  readonly now: () => number;
  readonly texts: Texts;
  /** Tags are found under their other names too. */
  readonly facts: TagFacts;
}

/** A list that can be shown. */
export interface Listed {
  readonly list: OrderedList;
  readonly query: Query;
  readonly sort: SortOrder | "relevance";
  readonly marks: readonly string[];
  /** The query that was searched instead, because nothing has the words as they were typed. */
  readonly corrected: string | null;
  readonly problem: QueryProblem | null;
  /** False while the texts of snapshots are still being searched. */
  readonly isWhole: boolean;
}

/** Ms a list waits for the texts before it shows what it has. */
const PATIENCE = 80;
/** Ms between two searches of a list that is open while the index of texts grows. */
const AGAIN_AFTER = 1000;
/** Ms between two looks at what the index of words has, while links are still coming in. */
const LOOK_AGAIN_AFTER = 250;

interface Outcome extends Pick<Listed, "isWhole" | "corrected"> {
  /** Whether all texts were asked: what was found may be built upon. */
  readonly isSure: boolean;
  /** Whether only links are looked at that the index of words has. */
  readonly isPart: boolean;
}

interface Finds {
  readonly among: Omit<Among, "length">;
  readonly has: Belongs;
  /** The same of any link, also when the list is long made. */
  readonly belongs: Belongs;
  readonly end: (areAllAsked: boolean) => void;
}

interface Order {
  readonly compare: Compare;
  readonly points: PointsOf | null;
  readonly belongs: Belongs;
}

/** A list of what was found, to which links may come and from which they may go. */
function changeable(found: Placed, { compare, points, belongs }: Order): OrderedList {
  const entries = [...entriesOf(found)];
  return points && found.points
    ? RankedList.of({ entries, points: found.points }, points, compare)
    : SortedList.of(entries, compare, belongs);
}

export class ListSearch {
  readonly #query: Query;
  readonly #problem: QueryProblem | null;
  #search = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #againTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly spec: ListSpec,
    private readonly parts: ListSearchParts,
    private readonly show: (listed: Listed) => void,
  ) {
    const { query, problem } = parseQuery(spec.query ?? "", parts.now());
    this.#query = withAliases(query, parts.facts);
    this.#problem = problem;
  }

  /** Shows the list: at once when it asks for no words, else as soon as they were looked for. */
  start(): void {
    if (!this.#asksForWords && (this.#asksForNothing || this.parts.words.isReady))
      return this.show(this.#listed(this.#query, nothingFound, {}));
    const early = (): void => {
      const isPart = !this.parts.words.isReady;
      this.show(this.#listed(this.#query, nothingFound, { isWhole: false, isPart }));
    };
    this.#timer = setTimeout(early, PATIENCE);
    void this.#run();
  }

  /** The index has more texts now. */
  again(): void {
    if (!this.#asksForWords || this.#againTimer !== undefined) return;
    this.#againTimer = setTimeout(() => {
      this.#againTimer = undefined;
      this.#search.abort();
      this.#search = new AbortController();
      void this.#run();
    }, AGAIN_AFTER);
  }

  close(): void {
    this.#search.abort();
    clearTimeout(this.#timer);
    clearTimeout(this.#againTimer);
  }

  get #asksForWords(): boolean {
    return allNeedles(this.#query).length > 0;
  }

  get #asksForNothing(): boolean {
    return this.#query.kind === "and" && this.#query.of.length === 0;
  }

  async #run(): Promise<void> {
    const { signal } = this.#search;
    const found = await this.#found(signal);
    if (!found || signal.aborted) return;
    clearTimeout(this.#timer);
    this.show(found);
  }

  /** `null` when nobody waits for it any more: the next question is not to wait behind this one. */
  async #found(signal: AbortSignal): Promise<Listed | null> {
    const { texts } = this.parts;
    const findings = await texts.find(this.#query, signal);
    if (!signal.aborted) await this.#showParts(findings ?? nothingFound, signal);
    if (signal.aborted) return null;
    const listed = this.#listed(this.#query, findings ?? nothingFound, { isSure: findings !== null });
    return listed.list.length > 0 ? listed : ((await this.#corrected(signal)) ?? listed);
  }

  /** What is found without slips of typing; `null` where that is nothing, or there are none. */
  async #corrected(signal: AbortSignal): Promise<Listed | null> {
    const { texts } = this.parts;
    const corrected = await texts.correct(this.#query, signal);
    if (!corrected || signal.aborted) return null;
    const others = (await texts.find(corrected, signal)) ?? nothingFound;
    const instead = this.#listed(corrected, others, { corrected: printQuery(corrected) });
    return instead.list.length > 0 ? instead : null;
  }

  /** While links are still coming into the index of words: what it has, the newest first, again and again. */
  async #showParts(findings: Findings, signal: AbortSignal): Promise<void> {
    const { words } = this.parts;
    while (!signal.aborted && !words.isReady) {
      clearTimeout(this.#timer);
      this.show(this.#listed(this.#query, findings, { isWhole: false, isPart: true }));
      const until = performance.now() + LOOK_AGAIN_AFTER;
      while (!signal.aborted && !words.isReady && performance.now() < until) await words.hurry();
    }
  }

  #listed(
    query: Query,
    findings: Findings,
    { isWhole = true, corrected = null, isSure = false, isPart = false }: Partial<Outcome>,
  ): Listed {
    const { spec } = this;
    const isRanked = spec.sort === "relevance" && wantedNeedles(query).length > 0;
    const sort = spec.sort === "relevance" && !isRanked ? "newest" : spec.sort;
    const ranking = isRanked ? compileRank(query, findings.timesOf) : null;
    const finds = this.#finds({ query, findings, ranking, isPart });
    const list = this.#filled(finds, ranking, sort);
    finds.end(isSure && !(list instanceof FoundList));
    return { list, query, sort, marks: queryWords(query), corrected, problem: this.#problem, isWhole };
  }

  #filled(finds: Finds, ranking: Ranking | null, sort: Listed["sort"]): OrderedList {
    const { entries, ordered, whole } = finds.among;
    const compare = compareFor({ ...this.spec, sort });
    const points = ranking && this.#pointsOf(ranking, finds);
    const isNewest = sort === "newest";
    if (whole && (points || isNewest))
      return new FoundList(whole, (found) => changeable(found, { compare, points, belongs: finds.belongs }));
    const list = points ? new RankedList(points, compare) : new SortedList(compare, finds.has);
    list.fill(entries, isNewest && this.spec.place !== "trash" ? ordered : 0);
    return list;
  }

  #pointsOf({ rank }: Ranking, { has }: Finds): PointsOf {
    return (entry) => (has(entry) ? rank(subjectOf(entry, this.parts.stateOf)) : -1);
  }

  /** The links to look at, the test of each, and what is to be done when all were looked at. */
  #finds({ query, findings, ranking, isPart = false }: Omit<Question, "spec">): Finds {
    const { spec, parts } = this;
    const { recent } = parts.texts;
    const tag = spec.tag === undefined ? {} : { tag: aliasTarget(spec.tag, parts.facts) };
    const question = { spec: { ...spec, ...tag }, query, stateOf: parts.stateOf, ...findings };
    const among = this.#among({ query, findings, ranking, isPart, spec: question.spec });
    const belongs = belongsTo(question);
    let first: Belongs | null = among.isSure ? belongsTo({ ...question, isSatisfied: true }) : belongs;
    if (among.whole) first = () => true;
    const found: Entry[] = [];
    return {
      among,
      belongs,
      has: (entry: Entry): boolean => {
        if (!first) return belongs(entry);
        const is = first(entry);
        if (is) found.push(entry);
        return is;
      },
      /** `areAllAsked`: all texts were asked, so that what was found may be built upon. */
      end: (areAllAsked: boolean): void => {
        if (areAllAsked) recent.note(spec, query, found);
        first = null;
      },
    };
  }

  /** The fewest links that are known to hold all that satisfy the query. */
  #among(question: Question): Omit<Among, "length"> {
    const { spec, parts } = this;
    const recent = parts.texts.recent.within(spec, question.query);
    const among = parts.among(question);
    if (among && (!recent || among.isSure || among.length < recent.length)) return among;
    return { entries: recent ?? parts.entries(), ordered: 0, isSure: false, whole: null };
  }
}
