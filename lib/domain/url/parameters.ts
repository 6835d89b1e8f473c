/**
 * The parameters of a query string as texts `name=value`, taken apart and put together without decoding, so that what
 * is kept stays byte for byte as it was; and which of them only follow people (see tracking.ts).
 */
import { trackingRows, type TrackingRow } from "./tracking";

interface TrackingTest {
  readonly names: RegExp;
  readonly hosts: RegExp | null;
}

const pattern = (text: string): string => text.replace(/[.\\^$+?(){}|[\]]/g, "\\$&");
const oneOf = (list: string, toPattern: (item: string) => string): string =>
  `(?:${list.split(" ").map(toPattern).join("|")})`;
const namePattern = (name: string): string => pattern(name).replaceAll("*", ".*");
/** `amazon.*` is amazon.de and amazon.co.uk, not amazon.example.com. */
const hostPattern = (host: string): string => pattern(host).replace("\\.*", "(?:\\.[a-z]{2,3}){1,2}");

const toTest = ({ names, hosts }: TrackingRow): TrackingTest => ({
  names: new RegExp(`^${oneOf(names, namePattern)}$`),
  hosts: hosts === undefined ? null : new RegExp(`(?:^|\\.)${oneOf(hosts, hostPattern)}$`),
});
const tests = trackingRows.map(toTest);

/** The parameters of a query string without its `?`, empty ones left out. */
export const parametersOf = (query: string): string[] => query.split("&").filter((part) => part !== "");

export const parameterName = (parameter: string): string => {
  const end = parameter.indexOf("=");
  return end < 0 ? parameter : parameter.slice(0, end);
};

/** A test for the parameters that only follow people on this host (lower case). */
export function trackingTest(host: string): (parameter: string) => boolean {
  const names = tests.filter(({ hosts }) => hosts === null || hosts.test(host)).map((test) => test.names);
  return (parameter) => {
    const name = parameterName(parameter).toLowerCase();
    return names.some((test) => test.test(name));
  };
}
