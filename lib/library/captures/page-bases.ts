/**
 * Which archived pages a new capture probably resembles: earlier ones of the same link, and the last few of the same
 * site. The server is told their names with the request, and stores of the new page only what is new. Names alone lie
 * here; one whose bytes are gone does no harm.
 */
import { isBlobHash, type BlobHash } from "../../domain/ids";
import { artifactOf, type Snapshot } from "../../domain/snapshot";
import type { DeviceStore } from "../../ports/device-store";

const SETTING = "page-bases";
const MAX_SITES = 100;
const OF_SITE = 3;
const OF_LINK = 2;

type Sites = readonly (readonly [site: string, pages: readonly BlobHash[]])[];

const siteOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : "");
const pageOf = (snapshot: Snapshot): BlobHash[] => {
  const page = artifactOf(snapshot, "page");
  return page ? [page.hash] : [];
};

function readSites(value: unknown): Sites {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const [site, pages]: unknown[] = Array.isArray(entry) ? entry : [];
    return typeof site === "string" && Array.isArray(pages)
      ? [[site, pages.filter(isBlobHash)] as const]
      : [];
  });
}

export class PageBases {
  constructor(private readonly device: DeviceStore) {}

  /** Names for a capture of this address, the most alike first. `snapshots` are the link's own, newest first. */
  async of(url: string, snapshots: readonly Snapshot[]): Promise<BlobHash[]> {
    const sites = readSites(await this.device.setting(SETTING));
    const ofSite = sites.find(([site]) => site === siteOf(url))?.[1] ?? [];
    return [...new Set([...snapshots.flatMap(pageOf).slice(0, OF_LINK), ...ofSite])];
  }

  /** Notes the page of a snapshot that has just been kept. */
  async remember(snapshot: Snapshot): Promise<void> {
    const site = siteOf(snapshot.finalUrl);
    const page = pageOf(snapshot);
    if (site === "" || page.length === 0) return;
    const sites = readSites(await this.device.setting(SETTING));
    const before = sites.find(([name]) => name === site)?.[1] ?? [];
    const pages = [...new Set([...page, ...before])].slice(0, OF_SITE);
    const others = sites.filter(([name]) => name !== site).slice(0, MAX_SITES - 1);
    await this.device.setSetting(SETTING, [[site, pages], ...others]);
  }
}
