/** The witness in Cache Storage, which browsers keep in other files than IndexedDB. */
import type { Testimony, Witness } from "../ports/witness";

const WITNESS_CACHE = "linksnap-witness-v1";
/** A name within the cache; nothing is ever fetched from there. */
const ADDRESS = "/linksnap-witness";

export class CacheWitness implements Witness {
  async read(): Promise<Testimony | null> {
    const kept = await (await caches.open(WITNESS_CACHE)).match(ADDRESS);
    return kept ? testimonyIn(await kept.text()) : null;
  }

  async write(testimony: Testimony): Promise<void> {
    const cache = await caches.open(WITNESS_CACHE);
    await cache.put(ADDRESS, new Response(JSON.stringify(testimony)));
  }
}

/** Damage makes a witness silent, never a false one. */
function testimonyIn(text: string): Testimony | null {
  try {
    const { library, head, links, at }: Record<string, unknown> = JSON.parse(text);
    const isWhole =
      typeof library === "string" &&
      typeof head === "number" &&
      typeof links === "number" &&
      typeof at === "number";
    return isWhole ? { library, head, links, at } : null;
  } catch {
    return null; // not JSON
  }
}
