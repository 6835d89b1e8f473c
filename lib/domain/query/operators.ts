/** Reads the value of an operator: one function for each, all listed in one table. */
import { fail, ok, type Result } from "../result";
import { cleanTag } from "../tag";
import { fold } from "../text/fold";
import { readDate } from "./dates";
import type { OperatorToken } from "./lex";
import { fieldNames, nameIn, partNames, stateNames, type OperatorName } from "./names";
import type { DateRelation, Query, QueryProblem } from "./query";

type Read = Result<Query, QueryProblem["kind"]>;
type Reader = (value: string, now: number) => Read;

const orUnknown = (query: Query | undefined): Read => (query ? ok(query) : fail("unknown-operator"));

const date =
  (relation: DateRelation): Reader =>
  (value, now) => {
    const read = readDate(value, now);
    return read ? ok({ kind: "date", relation, ...read }) : fail("bad-date");
  };

const readers: Record<OperatorName, Reader> = {
  tag: (value) => {
    const path = cleanTag(value);
    return path === "" ? fail("empty-operator") : ok({ kind: "tag", path });
  },
  site: (value) => ok({ kind: "site", site: value }),
  is: (value) => {
    const state = nameIn(stateNames, fold(value));
    return orUnknown(state && { kind: "is", state });
  },
  has: (value) => {
    const part = nameIn(partNames, fold(value));
    return orUnknown(part && { kind: "has", part });
  },
  in: (value) => {
    const field = nameIn(fieldNames, fold(value));
    return orUnknown(field && { kind: "in", field });
  },
  before: date("before"),
  after: date("after"),
  saved: date("saved"),
  published: date("published"),
};

/** What an operator with its value asks for, or what is wrong with it. `now` in ms since 1970. */
export const readOperator = (token: OperatorToken, now: number): Read =>
  token.value === "" ? fail("empty-operator") : readers[token.name](token.value, now);
