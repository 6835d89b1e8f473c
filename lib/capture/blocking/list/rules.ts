/**
 * Reads what a block list says of whole hosts, out of AdGuard's lists as rules for browser extensions (Chrome's
 * `declarativeNetRequest`). The door sees names only, so a rule counts that turns a whole host away whatever is asked of
 * it; an exception counts for its whole host, because less is to be blocked where it is in doubt. Rules about paths, kinds
 * of files and single sites say nothing here.
 */
import { upwards } from "../names";

/** Stands for all sites, as an exception's site, and for all hosts, as its host. */
export const ALL = "*";

/** One rule as it stands in a list. Source: developer.chrome.com/docs/extensions/reference/api/declarativeNetRequest */
export interface ListedRule {
  readonly action: { readonly type: string };
  readonly condition: {
    /** `||host^` stands for a host and all below it; anything after it for a path. */
    readonly urlFilter?: string;
    readonly domainType?: string;
    readonly resourceTypes?: readonly string[];
    /** Pages a rule is for; none named, it is for all. */
    readonly initiatorDomains?: readonly string[];
    readonly excludedInitiatorDomains?: readonly string[];
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === "string");

const TEXTS: ReadonlySet<string> = new Set(["urlFilter", "domainType"]);
const LISTS: ReadonlySet<string> = new Set(["resourceTypes", "initiatorDomains", "excludedInitiatorDomains"]);

/** Whether the parts of a condition that are looked at are what they should be; others may be anything. */
const isCondition = (value: unknown): value is ListedRule["condition"] =>
  isRecord(value) &&
  Object.entries(value).every(
    ([name, part]) => (!TEXTS.has(name) || typeof part === "string") && (!LISTS.has(name) || isTexts(part)),
  );

/** A rule as far as it is of use here. What is none is one about nothing. */
export function readRule(value: unknown): ListedRule {
  const { action, condition } = isRecord(value) ? value : {};
  const type = isRecord(action) ? action["type"] : "";
  return {
    action: { type: typeof type === "string" ? type : "" },
    condition: isCondition(condition) ? condition : {},
  };
}

export interface HostRules {
  /** Hosts turned away with all below them, none of them below another, in the order of their bytes. */
  readonly blocked: readonly string[];
  /** Hosts that pass although they or one above them is turned away: on which sites, `*` for all. `*` passes whole sites. */
  readonly passes: ReadonlyMap<string, readonly string[]>;
}

const HOST = "[a-z0-9_-]+(?:\\.[a-z0-9_-]+)+";
const WHOLE_HOST = new RegExp(`^\\|\\|(${HOST})\\^?$`);
const BEGINS_WITH_HOST = new RegExp(`^(?:\\|\\||\\|?https?://|://)(${HOST})(?:[/^:?|]|$)`);
const QUALIFIERS: ReadonlySet<string> = new Set(["urlFilter", "domainType", "excludedInitiatorDomains"]);

/** The host that is turned away whatever is asked of it, from wherever but its own site. */
function blockedHost({ action, condition }: ListedRule): string | undefined {
  const isWhole = Object.keys(condition).every((key) => QUALIFIERS.has(key));
  if (action.type !== "block" || !isWhole || condition.domainType === "firstParty") return undefined;
  return WHOLE_HOST.exec(condition.urlFilter ?? "")?.[1];
}

/** The site on whose pages nothing is turned away. */
function wholePage(condition: ListedRule["condition"]): readonly [string, readonly string[]] | undefined {
  const site = WHOLE_HOST.exec(condition.urlFilter ?? "")?.[1];
  const isForPages = condition.resourceTypes?.includes("main_frame") === true;
  return site === undefined || !isForPages ? undefined : [ALL, [site]];
}

/** The host an exception is about: `*` where all that a page asks for passes. */
function passingHost({ action, condition }: ListedRule): readonly [string, readonly string[]] | undefined {
  const { urlFilter = "" } = condition;
  if (action.type === "allowAllRequests") return wholePage(condition);
  const host = BEGINS_WITH_HOST.exec(urlFilter)?.[1];
  const isException = action.type === "allow" && condition.domainType !== "firstParty";
  if (host === undefined || !isException) return undefined;
  return [host, condition.initiatorDomains ?? [ALL]];
}

/** What lists say of whole hosts, taken together. */
export function hostRulesOf(rules: Iterable<ListedRule>): HostRules {
  const named = new Set<string>();
  const passes = new Map<string, Set<string>>();
  const pass = (host: string, sites: readonly string[]): void => {
    const known = passes.get(host) ?? new Set<string>();
    for (const site of sites) known.add(site);
    passes.set(host, known);
  };
  for (const rule of rules) {
    const host = blockedHost(rule);
    if (host !== undefined) {
      named.add(host);
      if (rule.condition.excludedInitiatorDomains) pass(host, rule.condition.excludedInitiatorDomains);
    }
    const passing = passingHost(rule);
    if (passing) pass(...passing);
  }
  const blocked = [...named].filter(
    (host) =>
      !upwards(host)
        .slice(1)
        .some((above) => named.has(above)),
  );
  const isBelow = (host: string): boolean => host === ALL || upwards(host).some((above) => named.has(above));
  const kept = [...passes].filter(([host]) => isBelow(host)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    blocked: blocked.toSorted((a, b) => (a < b ? -1 : 1)),
    passes: new Map(kept.map(([host, sites]) => [host, sites.has(ALL) ? [ALL] : [...sites].toSorted()])),
  };
}
