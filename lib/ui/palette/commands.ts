/** Commands that need no link: what is done anywhere, and where one can go. */
import { libraryHref, navigate } from "../router";
import { placeEntries } from "../frame/places";
import { en } from "../text/en";
import { zh } from "../text/zh";
import type { Messages } from "../text/en";
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
  ["languageEnglish", "globe", { language: "en" }],
  ["languageChinese", "globe", { language: "zh" }],
  ["comfortable", "rows", { layout: "comfortable" }],
  ["compact", "lines", { layout: "compact" }],
  ["grid", "grid", { layout: "grid" }],
];

export function everywhereCommands(reach: Reach): readonly PaletteEntry[] {
  const { library, actions, words, settings } = reach;
  const set = (change: Partial<DeviceSettings>) => () => void library.set(change);
  const paused = settings.backlogPaused;
  return [
    command("add", words, { icon: "plus", movesFocus: true, run: reach.add }),
    command("search", words, { icon: "search", keys: "/", movesFocus: true, run: reach.search }),
    command("undo", words, { icon: "retry", keys: "mod+z", run: () => void actions.undo() }),
    command("retryFailed", words, { icon: "retry", run: () => void retryFailed(reach) }),
    command(paused ? "resume" : "pause", words, { icon: "clock", run: set({ backlogPaused: !paused }) }),
    command("sync", words, { icon: "sync", run: () => void sync(reach) }),
    command("shortcuts", words, { icon: "info", keys: "?", movesFocus: true, run: reach.showShortcuts }),
    command("sidebar", words, { icon: "panel", keys: "[", run: set({ sidebar: !settings.sidebar }) }),
    command("details", words, { icon: "panelR", keys: "]", run: set({ details: !settings.details }) }),
    ...wishes.map(([word, icon, change]) => command(word, words, { icon, run: set(change) })),
  ];
}

const placeKeys: Readonly<Partial<Record<string, string>>> = { all: "g a", inbox: "g i", starred: "g s" };

export function goCommands({ t, words }: Reach): readonly PaletteEntry[] {
  const to = (href: string, name: (messages: Messages) => string) => ({
    id: `go ${href}`,
    label: name(t),
    others: [name(en), name(zh)],
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
    command("import", words, { icon: "upload", run: () => navigate("/import") }),
    command("duplicates", words, { icon: "copy", run: () => navigate("/duplicates") }),
  ];
}
