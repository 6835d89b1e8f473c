import { describe, expect, it } from "vitest";
import type { LinkId } from "../../../domain/ids";
import { placeAside, type PlaceStore } from "./place-aside";

const [one, other] = ["one", "other"] as [LinkId, LinkId];

function storage(): PlaceStore {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

describe("place aside", () => {
  it("[V21] a place whose page went away is taken up by the next one, until the library has it", () => {
    const store = storage();
    placeAside(one, () => store).leave(0.25, 0.5);
    expect(placeAside(one, () => store).left(0.25)).toBe(0.5);
    expect(placeAside(other, () => store).left(0.25)).toBeNull();
    placeAside(one, () => store).clear();
    expect(placeAside(one, () => store).left(0.25)).toBeNull();
  });

  it("[V21] it gives way to what was written since, here or on another device", () => {
    const store = storage();
    placeAside(one, () => store).leave(0.25, 0.5);
    expect(placeAside(one, () => store).left(0.9)).toBeNull();
  });

  it("[V21] what is no place, and storage that refuses, leave nothing", () => {
    for (const text of ["", "{", "[0,2]", "[0]", '{"a":1}', "[0,null]"]) {
      const store = storage();
      store.setItem(`linksnap.place.${one}`, text);
      expect(placeAside(one, () => store).left(0)).toBeNull();
    }
    const refuse = () => {
      throw new Error("refused");
    };
    const refusing = placeAside(one, refuse);
    refusing.leave(0, 0.5);
    refusing.clear();
    expect(refusing.left(0)).toBeNull();
  });
});
