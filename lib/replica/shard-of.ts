/**
 * Which of the 256 shards a link lives in. A pure function of its id, the same on every device and for ever: changing
 * it would split libraries that exist.
 */
export const SHARDS = 256;

/** FNV-1a over the characters of the id, upper half folded in; 0 to 255. */
export function shardOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) & (SHARDS - 1);
}
