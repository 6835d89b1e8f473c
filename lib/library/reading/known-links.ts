/** Which of some addresses are links of the library already: for the links of a text that is being read. */
import { urlKey } from "../../domain/url/url-key";
import { isPresent } from "../projection/entry";
import type { LinkIndex } from "../projection/link-index";
import type { KnownLink } from "./types";

/** More addresses than this are not looked up for one text. */
const MOST = 5000;

/** One answer an address, in their order; `null` where no link outside the trash has it. */
export const knownLinks = (index: LinkIndex, urls: readonly string[]): (KnownLink | null)[] =>
  urls.map((url, at) => {
    const found = at < MOST ? index.withKey(urlKey(url)).find(isPresent) : undefined;
    return found ? { id: found.id, title: found.title, isKept: Boolean(found.projected.newest) } : null;
  });
