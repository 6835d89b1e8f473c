/**
 * The id of a link follows from its url key, so two devices that save one address apart make one link of it when they
 * meet. Nothing about the address can be read back from the id.
 */
import { idFromBytes, isLinkId, type LinkId } from "../ids";
import { sha256 } from "./sha256";

/** The id of the link with this url key (see url-key.ts). */
export function linkIdOf(key: string): LinkId {
  const id = idFromBytes(sha256(new TextEncoder().encode(`linksnap link ${key}`)));
  if (!isLinkId(id)) throw new Error("a digest gave no id");
  return id;
}
