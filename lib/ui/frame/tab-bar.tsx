"use client";
/** The bottom bar of phones: Library, Search, Add, Tags, Settings. */
import { memo } from "react";
import { focusSearch } from "../add/focus-search";
import { useAdding } from "../add/add-context";
import { Icon, type IconName } from "../icons";
import { A, navigate, useRoute } from "../router";
import { useText } from "../text/use-text";

/** On phones the settings live under the devices. */
const underDevices: ReadonlySet<string> = new Set(["devices", "pair", "settings", "import", "activity"]);

interface TabProps {
  readonly href: string;
  readonly icon: IconName;
  readonly name: string;
  readonly current: boolean;
}

function Tab({ href, icon, name, current }: TabProps) {
  return (
    <A href={href} aria-current={current ? "page" : undefined}>
      <Icon name={icon} />
      {name}
    </A>
  );
}

export const TabBar = memo(function TabBar() {
  const { t } = useText();
  const route = useRoute();
  const { openSheet } = useAdding();
  const search = () => {
    if (route.view !== "library") navigate("/");
    focusSearch();
  };
  return (
    <nav className="tabbar" aria-label={t.nav.main}>
      <Tab href="/" icon="all" name={t.nav.library} current={route.view === "library"} />
      <button type="button" onClick={search}>
        <Icon name="search" />
        {t.nav.search}
      </button>
      <button type="button" aria-label={t.nav.add} onClick={openSheet}>
        <span className="add">
          <Icon name="plus" />
        </span>
      </button>
      <Tab href="/tags" icon="tag" name={t.nav.tags} current={route.view === "tags"} />
      <Tab href="/devices" icon="phone" name={t.nav.devices} current={underDevices.has(route.view)} />
    </nav>
  );
});
