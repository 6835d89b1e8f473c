"use client";
/** What the link page shows and what can be done on it: the choice in the address, and the actions on this link. */
import { useMemo, useRef, useState, type RefObject } from "react";
import type { ArtifactKind } from "../../domain/artifact";
import type { Snapshot } from "../../domain/snapshot";
import type { LinkView } from "../../library/library";
import { useActions } from "../actions";
import { artifactViewers } from "../artifacts";
import type { LinkTab } from "../artifacts/viewer";
import { useReadingTools, type ReadingTools } from "../reading/use-reading-tools";
import type { NoteHandle } from "./card/note-card";
import { compareHref, goBack, libraryHref, navigate, useAddress } from "../router";
import { addressWith, chooseView, kindOfTab, wantedOf, type Choice } from "./view-choice";

export interface LinkScreen {
  readonly view: LinkView;
  /** `null` while there is no snapshot. */
  readonly choice: Choice | null;
  readonly tab: LinkTab | null;
  readonly openTab: (tab: LinkTab) => void;
  readonly openKind: (kind: ArtifactKind) => void;
  readonly openSnapshot: (snapshot: Snapshot) => void;
  readonly back: () => void;
  readonly toggleStar: () => void;
  readonly toggleArchive: () => void;
  readonly trash: () => void;
  readonly restore: () => void;
  readonly capture: () => void;
  /** Compares the shown snapshot with the one before it; `null` while there is nothing to compare. */
  readonly compare: (() => void) | null;
  /** The tools over what is read: find, contents, type settings, copies. */
  readonly reading: ReadingTools;
  readonly bringing: Bringing;
  readonly tagsRef: RefObject<HTMLInputElement | null>;
  readonly noteRef: RefObject<NoteHandle | null>;
}

/** The dialog in which a person hands over the page as their own browser shows it. */
interface Bringing {
  readonly isOpen: boolean;
  readonly show: () => void;
  readonly close: () => void;
}

const tabOf = (kind: ArtifactKind): LinkTab => artifactViewers[kind].tab;
const back = () => goBack(libraryHref());

function useBringing(): Bringing {
  const [isOpen, setOpen] = useState(false);
  return { isOpen, show: () => setOpen(true), close: () => setOpen(false) };
}

export function useLinkScreen(view: LinkView): LinkScreen {
  const actions = useActions();
  const address = useAddress();
  const reading = useReadingTools();
  const bringing = useBringing();
  const tagsRef = useRef<HTMLInputElement>(null);
  const noteRef = useRef<NoteHandle>(null);
  const { id, starred, archived, shown } = view.link;
  const choice = useMemo(
    () => chooseView(view.snapshots, wantedOf(address), shown),
    [view.snapshots, address, shown],
  );
  const openKind = (kind: ArtifactKind) => navigate(addressWith(address, { view: kind }), { replace: true });
  return {
    view,
    choice,
    tab: choice ? tabOf(choice.kind) : null,
    openKind,
    openTab: (tab) => {
      if (choice) openKind(kindOfTab(choice.snapshot, tab, tabOf));
    },
    openSnapshot: (snapshot) => navigate(addressWith(address, { snapshot: snapshot.id }), { replace: true }),
    back,
    toggleStar: () => void actions.star([id], !starred),
    toggleArchive: () => void actions.archive([id], !archived),
    trash: () => {
      void actions.trash([id]);
      back();
    },
    restore: () => void actions.restore([id]),
    capture: () => void actions.capture(id),
    compare:
      choice && view.snapshots.length > 1 ? () => navigate(compareHref(id, { b: choice.snapshot.id })) : null,
    reading,
    bringing,
    tagsRef,
    noteRef,
  };
}
