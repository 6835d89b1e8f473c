/**
 * Says which hosts only serve advertisements or count visitors: those of our own table, and those of a block list that is
 * shipped with the program. Names only: what is asked of a host is not looked at, as it travels sealed. Hosts that pages
 * cannot be shown without pass whatever a list says.
 */
import { HostList } from "./list/host-list";
import { AD_HOSTS, NEEDED_HOSTS } from "./hosts";
import { plainHost, upwards } from "./names";

/** A list that names nobody. */
export const NO_LIST = new HostList(Buffer.alloc(0));

/**
 * Whether a host, or a name above it, is turned away. `pages` are the hosts of the page that asks: where the list lets a
 * host through for one of them, it passes.
 */
export function isAdHost(host: string, list: HostList = NO_LIST, pages: readonly string[] = []): boolean {
  const names = upwards(plainHost(host));
  if (names.some((name) => NEEDED_HOSTS.has(name))) return false;
  const word = list.wordOn(plainHost(host), pages.map(plainHost));
  const isOurs = names.some((name) => AD_HOSTS.has(name));
  // What a list lets through everywhere is a list's own doubt; what it lets through for this page is known of the page.
  return isOurs ? word !== "needed" : word === "blocked";
}
