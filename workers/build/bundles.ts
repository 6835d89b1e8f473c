/** The bundles made with esbuild, one function each: what goes in, where it lands, for which runtime. */
import { build, type BuildOptions } from "esbuild";
import type { PrecacheEntry } from "./precache";

export const libraryWorkerOptions = ({ minify }: { minify: boolean }): BuildOptions => ({
  entryPoints: ["workers/library.worker.ts"],
  outfile: "public/library.worker.js",
  bundle: true,
  format: "iife",
  target: "es2022",
  minify,
  legalComments: "none",
  logLevel: "warning",
  define: { "process.env.NODE_ENV": minify ? '"production"' : '"development"' },
});

export interface ServiceWorkerParts {
  /** Empty in development: then nothing is precached and every page comes from the server. */
  readonly precache: readonly PrecacheEntry[];
  readonly version: string;
  readonly minify: boolean;
}

export const serviceWorkerOptions = (parts: ServiceWorkerParts): BuildOptions => ({
  entryPoints: ["workers/sw.ts"],
  outfile: "public/sw.js",
  bundle: true,
  format: "iife",
  target: "es2022",
  minify: parts.minify,
  legalComments: "none",
  logLevel: "warning",
  define: {
    // Also in development "production": Workbox's other build logs every request.
    "process.env.NODE_ENV": '"production"',
    PRECACHE_LIST: JSON.stringify(parts.precache),
    SHELL_VERSION: JSON.stringify(parts.version),
  },
});

/** public/library.worker.js: a classic worker with the replica, the projection and the capture queue. */
export const bundleLibraryWorker = (options: { minify: boolean }): Promise<unknown> =>
  build(libraryWorkerOptions(options));

/** public/sw.js: the service worker. */
export const bundleServiceWorker = (parts: ServiceWorkerParts): Promise<unknown> =>
  build(serviceWorkerOptions(parts));

/** dist/server.js: our own code only; packages are loaded from node_modules as they are. */
export const bundleServer = (): Promise<unknown> =>
  build({
    entryPoints: ["workers/server.ts"],
    outfile: "dist/server.js",
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    legalComments: "none",
    logLevel: "warning",
  });
