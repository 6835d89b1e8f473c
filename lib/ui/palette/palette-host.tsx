"use client";
/** Opens the palette over a screen: with the link that is open or selected there. */
import { useMemo, useState } from "react";
import { isLinkId, type LinkId } from "../../domain/ids";
import { useActions } from "../actions";
import { useAdding } from "../add/add-context";
import { focusSearch } from "../add/focus-search";
import { useLibrary, useLive } from "../library-context";
import { useToast } from "../parts/toast";
import { navigate, routeOf, useRoute } from "../router";
import { currentAddress } from "../history";
import { useHandText } from "../text/hand/use-hand-text";
import { useText } from "../text/use-text";
import { Palette } from "./palette";
import type { Reach } from "./reach";
import { useNames } from "../text/hand/use-names";

/** The open link, or the selected one of the list on screen. */
function linkOnScreen(): LinkId | null {
  const route = routeOf(currentAddress());
  if (route.view === "link" || route.view === "compare") return route.id;
  const id = document.querySelector("[role=option].is-active")?.id.replace(/^link-/, "") ?? null;
  return isLinkId(id) ? id : null;
}

interface HostProps {
  readonly onShortcuts: () => void;
  readonly onClose: () => void;
}

export function PaletteHost({ onShortcuts, onClose }: HostProps) {
  const library = useLibrary();
  const actions = useActions();
  const toast = useToast();
  const { t } = useText();
  const words = useHandText();
  const names = useNames();
  const adding = useAdding();
  const { view: screen } = useRoute();
  const settings = useLive(library.settings);
  const [id] = useState(linkOnScreen);
  const live = useMemo(() => (id ? library.link(id) : null), [library, id]);
  const view = useLive(live) ?? null;
  const reach = useMemo<Reach | null>(() => {
    if (!settings) return null;
    const search = () => {
      if (screen !== "library") navigate("/");
      focusSearch();
    };
    const isPhone = window.matchMedia("(max-width: 639px)").matches;
    return {
      library,
      actions,
      toast,
      t,
      words,
      names,
      settings,
      view,
      add: isPhone ? adding.openSheet : search,
      search,
      showShortcuts: onShortcuts,
    };
  }, [library, actions, toast, t, words, names, settings, view, screen, adding.openSheet, onShortcuts]);
  return reach ? <Palette reach={reach} onClose={onClose} /> : null;
}
