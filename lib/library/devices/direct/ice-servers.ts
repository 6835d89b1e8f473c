/**
 * STUN and TURN servers of the person's own choice. None unless they were set: devices in one network need none, and a
 * stranger's would learn who talks to whom.
 */
import type { IceServer } from "../../../sync/air/messages";

const MOST = 4;
/** Without a path, and with no more than a transport behind it. */
const ADDRESS =
  /^(stun|stuns|turn|turns):(\[[\da-f:.]+\]|[a-z\d][a-z\d.-]*)(:\d{1,5})?(\?transport=(udp|tcp))?$/i;

const of = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
const isText = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && value.length <= 512;

/** What of a value are servers; a browser refuses a whole connection for one that is not. */
export function parseIceServers(value: unknown): IceServer[] {
  return Array.isArray(value) ? value.flatMap(parseOne).slice(0, MOST) : [];
}

function parseOne(value: unknown): IceServer[] {
  const [urls, username, credential] = [of(value, "urls"), of(value, "username"), of(value, "credential")];
  if (!isText(urls) || !ADDRESS.test(urls)) return [];
  if (/^stuns?:/i.test(urls)) return [{ urls }];
  return isText(username) && isText(credential) ? [{ urls, username, credential }] : [];
}
