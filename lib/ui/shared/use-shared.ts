"use client";
/** The way of one share on its page: from the box, from a file the app was opened with, or asked for by an address. */
import { useCallback, useEffect, useRef, useState } from "react";
import { putShare, waitingShares } from "../../share/share-box";
import { useLibrary } from "../library-context";
import { navigate, useAddress } from "../router";
import { takeFromBox, takeIn, type Taken } from "./take-share";
import { onLaunchFiles } from "./launch";

export type SharedState =
  | { readonly kind: "looking" }
  /** An address asked for this, not a share: the person says yes first. */
  | { readonly kind: "ask"; readonly text: string; readonly isLost: boolean }
  /** `id`: of the share in the box; null for one that came by an address. */
  | { readonly kind: "taken"; readonly id: string | null; readonly taken: Taken }
  /** It was taken in before, or nothing came. */
  | { readonly kind: "gone" }
  /** The library could not write; the share waits in the box. */
  | { readonly kind: "failed"; readonly again: () => void };

const paramsOf = (address: string): URLSearchParams => new URL(address, "http://app.invalid").searchParams;

const textOf = (params: URLSearchParams): string =>
  ["url", "text", "title"].map((name) => params.get(name) ?? "").find((text) => text !== "") ?? "";

export interface Shared {
  readonly state: SharedState;
  /** Saves what an address asked for. */
  readonly saveText: (text: string) => void;
  /** Says where a file or words are from. */
  readonly saveFrom: (id: string, address: string) => void;
  /** The next one that waits, or the library. */
  readonly leave: () => Promise<void>;
}

export function useShared(): Shared {
  const library = useLibrary();
  const address = useAddress();
  const [state, setState] = useState<SharedState>({ kind: "looking" });
  const started = useRef("");
  const run = useCallback((work: () => Promise<SharedState>) => {
    const attempt = (): void => {
      // Told in words on the page; the share stays where it is.
      work().then(setState, () => setState({ kind: "failed", again: attempt }));
    };
    attempt();
  }, []);
  const take = useCallback(
    (id: string, from = "") =>
      run(async () => {
        const taken = await takeFromBox(library, id, from);
        return taken ? { kind: "taken", id, taken } : { kind: "gone" };
      }),
    [library, run],
  );
  useEffect(() => {
    if (started.current === address) return undefined;
    started.current = address;
    const params = paramsOf(address);
    const id = params.get("id");
    setState({ kind: "looking" });
    if (id !== null) take(id);
    else if (params.get("from") === "file") openFiles();
    else if (textOf(params) !== "")
      setState({ kind: "ask", text: textOf(params), isLost: params.get("kept") === "no" });
    else setState({ kind: "gone" });
    return undefined;
  }, [address, take]);
  return {
    state,
    saveText: (text) =>
      run(async () => {
        const share = { id: "", at: Date.now(), title: "", text: "", url: text, file: null };
        return { kind: "taken", id: null, taken: await takeIn(library, share) };
      }),
    saveFrom: take,
    leave: async () => {
      // Those before it were seen; what waits for a word stays in the box.
      const current = paramsOf(address).get("id") ?? "";
      const next = (await waitingShares()).find((id) => id > current);
      navigate(next === undefined ? "/" : `/shared?id=${next}`, { replace: true });
    },
  };
}

/** Files the app was opened with go through the box like everything else, so that closing it loses none. */
function openFiles(): void {
  onLaunchFiles(async (files) => {
    const ids: string[] = [];
    for (const file of files) {
      const draft = { title: "", text: "", url: "", file: { name: file.name, bytes: file } };
      ids.push(await putShare(draft, Date.now()));
    }
    const [first] = ids;
    navigate(first === undefined ? "/" : `/shared?id=${first}`, { replace: true });
  });
}
