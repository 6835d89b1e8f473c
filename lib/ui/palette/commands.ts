/** Commands that need no link: what is done anywhere, and where one can go. */
import { libraryHref, navigate } from "../router";
import { placeEntries } from "../frame/places";
import type { Messages } from "../text/en";
import { languages } from "../text/languages";
import type { IconName } from "../icons";
import type { DeviceSettings } from "../../library/library";
import type { PaletteEntry } from "./entry";
import { command, type CommandWord } from "./link-commands";
import type { Reach } from "./reach";

async function retryFailed({ library, actions, toast, words, t }: Reach): Promise<void> {
  const list = library.list({ place: "all", query: "is:failed", sort: "newest" });
  try {
    const ids = await list.ids();
    if (ids.length > 0) await actions.captureAll(ids);
    else toast.show({ text: words.palette.retried(0) });
  } catch {
    toast.show({ text: t.toast.failed });
  } finally {
    list.close();
  }
}

async function sync({ library, toast, words, t }: Reach): Promise<void> {
  try {
    await library.syncNow();
    toast.show({ text: words.palette.synced });
  } catch {
    toast.show({ text: t.toast.failed });
  }
}

type Wish = readonly [CommandWord, IconName, Partial<DeviceSettings>];

const wishes: readonly Wish[] = [
  ["light", "sun", { theme: "light" }],
  ["dark", "moon", { theme: "dark" }],
  ["system", "desktop", { theme: "system" }],
  ["comfortable", "rows", { layout: "comfortable" }],
  ["compact", "lines", { layout: "compact" }],
  ["grid", "grid", { layout: "grid" }],
];

export function everywhereCommands(reach: Reach): readonly PaletteEntry[] {
  const { library, actions, settings } = reach;
  const set = (change: Partial<DeviceSettings>) => () => void library.set(change);
  const paused = settings.backlogPaused;
  return [
    command("add", reach, { icon: "plus", movesFocus: true, run: reach.add }),
    command("search", reach, { icon: "search", keys: "/", movesFocus: true, run: reach.search }),
    command("undo", reach, { icon: "retry", keys: "mod+z", run: () => void actions.undo() }),
    command("retryFailed", reach, { icon: "retry", run: () => void retryFailed(reach) }),
    command(paused ? "resume" : "pause", reach, { icon: "clock", run: set({ backlogPaused: !paused }) }),
    command("sync", reach, { icon: "sync", run: () => void sync(reach) }),
    command("shortcuts", reach, { icon: "info", keys: "?", movesFocus: true, run: reach.showShortcuts }),
    command("sidebar", reach, { icon: "panel", keys: "[", run: set({ sidebar: !settings.sidebar }) }),
    command("details", reach, { icon: "panelR", keys: "]", run: set({ details: !settings.details }) }),
    ...wishes.map(([word, icon, change]) => command(word, reach, { icon, run: set(change) })),
    ...languages.map(
      ({ locale, name }): PaletteEntry => ({
        id: `language ${locale}`,
        icon: "globe",
        label: reach.words.palette.language(name),
        others: reach.names.map(({ hand }) => hand.palette.language(name)),
        run: set({ language: locale }),
      }),
    ),
  ];
}

const placeKeys: Readonly<Partial<Record<string, string>>> = { all: "g a", inbox: "g i", starred: "g s" };

export function goCommands(reach: Reach): readonly PaletteEntry[] {
  const to = (href: string, name: (messages: Messages) => string) => ({
    id: `go ${href}`,
    label: name(reach.t),
    others: reach.names.map(({ messages }) => name(messages)),
    run: () => navigate(href),
  });
  return [
    ...placeEntries.map(({ place, icon }) => ({
      ...to(libraryHref({ place }), (messages) => messages.nav.places[place]),
      icon,
      ...(placeKeys[place] ? { keys: placeKeys[place] } : {}),
    })),
    { ...to("/tags", (messages) => messages.nav.tags), icon: "tag", keys: "g t" },
    { ...to("/devices", (messages) => messages.nav.devices), icon: "phone", keys: "g d" },
    { ...to("/activity", (messages) => messages.keeping.activity.title), icon: "history" },
    { ...to("/settings", (messages) => messages.nav.settings), icon: "gear" },
    command("import", reach, { icon: "upload", run: () => navigate("/import") }),
    command("duplicates", reach, { icon: "copy", run: () => navigate("/duplicates") }),
  ];
}
