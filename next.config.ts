/**
 * Next's settings. Pages are static shells and the app talks to our own server, so most of Next stays at its defaults;
 * each line below has its reason.
 */
import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // `next dev` writes no notes for coding tools into the repository.
  agentRules: false,
  // From the sources, so that building the same ones again is no new version to anybody's device.
  generateBuildId: () => Promise.resolve(process.env["LINKSNAP_BUILD_ID"] ?? null),
  // The build is not the place where types are checked: `npm run types` does it for every runtime.
  typescript: { ignoreBuildErrors: true },
  // Without it Next takes the nearest lockfile above for the root, wherever a person has one.
  turbopack: { root: import.meta.dirname },
  // No picture is fetched or resized for anybody: `/_next/image` leads nowhere.
  images: { unoptimized: true },
  serverExternalPackages: ["playwright", "playwright-core"],
  headers: () =>
    Promise.resolve(
      // Both decide which version of the app runs, so a cached copy must never answer for them.
      ["/sw.js", "/library.worker.js"].map((source) => ({
        source,
        headers: [{ key: "Cache-Control", value: "no-cache" }],
      })),
    ),
};

export default config;
