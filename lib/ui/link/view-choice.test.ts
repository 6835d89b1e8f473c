import { describe, expect, it } from "vitest";
import type { Artifact, ArtifactKind } from "../../domain/artifact";
import { isBlobHash, isSnapshotId } from "../../domain/ids";
import type { Snapshot } from "../../domain/snapshot";
import { artifactViewers } from "../artifacts";
import { addressWith, chooseView, heldPart, kindOfTab, textChange, wantedOf } from "./view-choice";

const hashOf = (digit: number) => {
  const hash = String(digit).repeat(64);
  if (!isBlobHash(hash)) throw new Error(hash);
  return hash;
};
const artifact = (kind: ArtifactKind, digit: number): Artifact => ({
  kind,
  hash: hashOf(digit),
  bytes: 1,
  mediaType: "text/html",
});
function snapshot(digit: number, kinds: readonly ArtifactKind[], more: Partial<Snapshot> = {}): Snapshot {
  const id = String(digit).repeat(14);
  if (!isSnapshotId(id)) throw new Error(id);
  return {
    id,
    linkId: "",
    url: "https://example.com/",
    finalUrl: "https://example.com/",
    capturedAt: digit,
    capturedBy: "desk",
    httpStatus: 200,
    verdict: "good",
    page: { title: "", site: "", author: "", published: "", language: "", description: "" },
    artifacts: kinds.map((kind, at) => artifact(kind, at)),
    missing: [],
    textHash: "a",
    words: 1,
    isArticle: true,
    ...more,
  };
}
const all: ArtifactKind[] = ["reader", "page", "screenshot", "fullpage"];
const nothing = { snapshot: null, view: null };
const tabOf = (kind: ArtifactKind) => artifactViewers[kind].tab;

describe("choice of the link page", () => {
  it("[V1] opens the newest snapshot, an article in the Reader, anything else as the page it is", () => {
    const [newer, older] = [snapshot(2, all), snapshot(1, all)];
    expect(chooseView([newer, older], nothing)).toEqual({ snapshot: newer, kind: "reader" });
    expect(chooseView([snapshot(2, all, { isArticle: false })], nothing)?.kind).toBe("page");
    expect(chooseView([snapshot(2, ["screenshot"], { isArticle: false })], nothing)?.kind).toBe("screenshot");
    expect(chooseView([], nothing)).toBeNull();
  });

  it("[V2] the address names snapshot and view; what it names wrongly is ignored", () => {
    const [newer, older] = [snapshot(2, all), snapshot(1, all)];
    const wanted = wantedOf(`/link?id=x&snapshot=${older.id}&view=fullpage`);
    expect(chooseView([newer, older], wanted)).toEqual({ snapshot: older, kind: "fullpage" });
    expect(chooseView([newer, older], wantedOf("/link?snapshot=nope&view=<b>"))).toEqual({
      snapshot: newer,
      kind: "reader",
    });
    const address = addressWith("/link?id=x&view=page", { view: "reader" });
    expect(address).toBe("/link?id=x&view=reader");
    expect(addressWith(address, { view: null })).toBe("/link?id=x");
  });

  it("[V3] a tab opens its main artifact, or the other one where that is missing", () => {
    expect(kindOfTab(snapshot(1, all), "screenshot", tabOf)).toBe("screenshot");
    expect(kindOfTab(snapshot(1, ["fullpage"]), "screenshot", tabOf)).toBe("fullpage");
    expect(kindOfTab(snapshot(1, ["text"]), "reader", tabOf)).toBe("text");
    expect(kindOfTab(snapshot(1, ["text"]), "page", tabOf)).toBe("page");
  });

  it("[V4] the list of snapshots tells the first, changed text and no change", () => {
    const list = [
      snapshot(4, all, { textHash: "b" }),
      snapshot(3, all, { textHash: "a" }),
      snapshot(2, all, { textHash: "" }),
      snapshot(1, all, { textHash: "a" }),
    ];
    expect(list.map((_, index) => textChange(list, index))).toEqual(["changed", "same", "unknown", "first"]);
  });

  it("[V5] is verified only when every file of the snapshot is here", () => {
    const one = snapshot(1, ["reader", "page"]);
    expect(heldPart(one, new Set([hashOf(0), hashOf(1)]))).toBe("all");
    expect(heldPart(one, new Set([hashOf(1)]))).toBe("some");
    expect(heldPart(one, new Set())).toBe("none");
  });
});
