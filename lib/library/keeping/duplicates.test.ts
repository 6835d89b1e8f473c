import { expect, it } from "vitest";
import { parseSnapshot } from "../../replica/parse-snapshot";
import { createLink, putSnapshot } from "../../replica/edits";
import { Shard } from "../../replica/shard";
import type { LinkId } from "../../domain/ids";
import { Entry, entryOf } from "../projection/entry";
import { packPage, Page } from "../projection/page";
import { project } from "../projection/projected";
import type { Projected } from "../projection/projected";
import { duplicateGroups } from "./duplicates";

let links = 0;
/** A link whose page was found at `finalUrl`, if it was ever kept. */
function link(url: string, finalUrl?: string, verdict = "good"): Projected {
  const id = `D${String(links++).padStart(13, "0")}` as LinkId;
  const shard = new Shard();
  shard.edit(1, (cells) => {
    createLink(cells, { id, url, title: "", description: "", createdAt: links, source: "test", tags: [] });
    const artifacts = [{ kind: "page", hash: "a".repeat(64), bytes: 1 }];
    const manifest = { id: "BBBBBBBBBBBBBB", finalUrl, verdict, artifacts, capturedAt: 1 };
    const snapshot = finalUrl === undefined ? null : parseSnapshot(manifest, id);
    if (snapshot) putSnapshot(cells, id, snapshot);
  });
  return project(shard.record(id)!);
}
const urlsOf = (groups: readonly (readonly Entry[])[]): string[][] =>
  groups.map((group) => group.map((entry) => entry.projected.link.url));

it("[P15] links are doubles when their addresses have one form, or their pages were found at one address", () => {
  const all = [
    link("https://example.org/a"),
    link("http://www.example.org/a/"),
    link("https://short.example/x1", "https://example.org/a?utm_source=x"),
    link("https://short.example/x2", "https://long.example/article"),
    link("https://other.example/x3", "https://long.example/article"),
    link("https://alone.example/"),
    // Moved pages and logins lead home: that makes no doubles.
    link("https://gone.example/1", "https://gone.example/"),
    link("https://gone.example/2", "https://gone.example/"),
    link("https://walled.example/1", "https://walled.example/login", "partial"),
    link("https://walled.example/2", "https://walled.example/login", "partial"),
  ];
  const expected = [
    ["https://example.org/a", "http://www.example.org/a/", "https://short.example/x1"],
    ["https://short.example/x2", "https://other.example/x3"],
  ];
  expect(urlsOf(duplicateGroups(all.map(entryOf)))).toEqual(expected);
  const page = Page.open(packPage(all));
  expect(urlsOf(duplicateGroups(page ? Entry.ofPage(page) : []))).toEqual(expected);
});
