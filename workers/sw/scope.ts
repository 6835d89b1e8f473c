/** What the build and the browser hand to the service worker, typed in one place. */
import type { PrecacheEntry } from "workbox-precaching";

declare const self: ServiceWorkerGlobalScope;
declare const PRECACHE_LIST: PrecacheEntry[];
declare const SHELL_VERSION: string;

export const scope = self;
/** Files of the shell; empty in development. */
export const precache = PRECACHE_LIST;
/** Names the set of precached files. */
export const version = SHELL_VERSION;
