/** The bundles made with esbuild, one function each: what goes in, where it lands, for which runtime. */
import { build, type BuildOptions, type Plugin } from "esbuild";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { NotHeldWords } from "../sw/not-held";
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
  readonly words: readonly NotHeldWords[];
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
    NOT_HELD_WORDS: JSON.stringify(parts.words),
  },
});

/** public/library.worker.js: a classic worker with the replica, the projection and the capture queue. */
export const bundleLibraryWorker = (options: { minify: boolean }): Promise<unknown> =>
  build(libraryWorkerOptions(options));

const OG = "node_modules/@vercel/og/dist";

/**
 * The package's build for browsers asks for its two WebAssembly modules by a form that hosts of functions understand: here
 * they are files beside the maker.
 */
const wasmBeside: Plugin = {
  name: "wasm-beside",
  setup: (bundle) => {
    bundle.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({
      path: path.replace(/^.*\/([a-z]+\.wasm)\?module$/, "/cards/$1"),
      namespace: "wasm-beside",
    }));
    bundle.onLoad({ filter: /.*/, namespace: "wasm-beside" }, ({ path }) => ({
      contents: `export default WebAssembly.compileStreaming(fetch(${JSON.stringify(path)}));`,
      loader: "js",
    }));
  },
};

export const cardMakerOptions = ({ minify }: { minify: boolean }): BuildOptions => ({
  entryPoints: ["workers/card.worker.ts"],
  outfile: "public/cards/maker.js",
  bundle: true,
  format: "esm",
  target: "es2022",
  conditions: ["browser"],
  minify,
  legalComments: "none",
  logLevel: "warning",
  plugins: [wasmBeside],
  define: { "process.env.NODE_ENV": '"production"' },
});

/** What lies beside public/cards/maker.js: modules and the font for Latin, as the package brings them. */
export async function copyCardFiles(): Promise<void> {
  await mkdir("public/cards", { recursive: true });
  for (const name of ["resvg.wasm", "yoga.wasm", "Geist-Regular.ttf"])
    await copyFile(join(OG, name), join("public/cards", name));
}

/** public/cards/maker.js: the worker that draws preview cards. */
export async function bundleCardMaker(options: { minify: boolean }): Promise<void> {
  await copyCardFiles();
  await build(cardMakerOptions(options));
}

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
