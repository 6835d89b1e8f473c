/**
 * The parameters of a query string as texts `name=value`, taken apart and put together without decoding, so that what
 * is kept stays byte for byte as it was; and which of them only follow people (see tracking.ts).
 */
import { remembering } from "../text/remembering";
import { trackedAnywhere, trackedOnSites } from "./tracking";

const pattern = (text: string): string => text.replace(/[.\\^$+?(){}|[\]]/g, "\\$&");
const oneOf = (list: string, toPattern: (item: string) => string): string =>
  `(?:${list.split(" ").map(toPattern).join("|")})`;
const namePattern = (name: string): string => pattern(name).replaceAll("*", ".*");
/** `amazon.*` is amazon.de and amazon.co.uk, not amazon.example.com. */
const hostPattern = (host: string): string => pattern(host).replace("\\.*", "(?:\\.[a-z]{2,3}){1,2}");

const namesTest = (names: string): RegExp => new RegExp(`^${oneOf(names, namePattern)}$`);
const everywhere = namesTest(trackedAnywhere.map((row) => row.names).join(" "));
const perSite = trackedOnSites.map(({ names, hosts }) => ({
  names: namesTest(names),
  hosts: new RegExp(`(?:^|\\.)${oneOf(hosts, hostPattern)}$`),
}));

/** The parameters of a query string without its `?`, empty ones left out. */
export const parametersOf = (query: string): string[] => query.split("&").filter((part) => part !== "");

export const parameterName = (parameter: string): string => {
  const end = parameter.indexOf("=");
  return end < 0 ? parameter : parameter.slice(0, end);
};

/** A test for the parameters that only follow people on this host (lower case). */
export const trackingTest = remembering(trackingTestOf);

function trackingTestOf(host: string): (parameter: string) => boolean {
  const names = [everywhere, ...perSite.filter(({ hosts }) => hosts.test(host)).map((site) => site.names)];
  return (parameter) => {
    const name = parameterName(parameter).toLowerCase();
    return names.some((test) => test.test(name));
  };
}
