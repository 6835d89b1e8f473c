"use client";
/** The screen of an empty library: what Linksnap does, and the field for the first address. */
import { lazy, Suspense, useEffect } from "react";
import { Icon, type IconName } from "../icons";
import { useLibrary, useLive } from "../library-context";
import { commandOf, takesKeys } from "../list/list-keys";
import { Button } from "../parts/button";
import { Mark } from "../parts/marks";
import { Segmented } from "../parts/segmented";
import { languageOptions } from "../text/languages";
import { useText } from "../text/use-text";
import { useAdding } from "./add-context";
import { focusSearch, holdSearchBox } from "./focus-search";
import { useSearchBox } from "../search/search-box";

const OtherWays = lazy(() => import("../first-run/other-ways").then((m) => ({ default: m.OtherWays })));

const promiseIcons: readonly IconName[] = ["lock", "offline", "shield"];

function LanguageChoice() {
  const library = useLibrary();
  const { t, locale } = useText();
  useLive(library.settings);
  return (
    <Segmented
      label={t.firstRun.language}
      value={locale}
      options={languageOptions}
      onChange={(language) => void library.set({ language })}
    />
  );
}

function FirstAddress() {
  const box = useSearchBox();
  const { t } = useText();
  const { result } = useAdding();
  const refusal = () => {
    if (result?.kind === "rejected") return t.add.rejected[result.reason];
    if (result?.kind === "failed") return t.add.failed;
    return box.mode.kind === "refused" ? t.add.rejected[box.mode.reason] : "";
  };
  const words = refusal();
  return (
    <section className="way">
      <Icon name="link" size={24} />
      <h2>{t.firstRun.paste}</h2>
      <p>{t.firstRun.pasteNote}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          box.save();
        }}
      >
        <div className="field">
          <Icon name="link" />
          <input
            ref={holdSearchBox}
            type="search"
            role="searchbox"
            aria-label={t.search.name}
            placeholder="https://"
            value={box.text}
            onChange={(event) => box.type(event.currentTarget.value)}
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
          />
        </div>
        <Button kind="seal" submit>
          {t.button.save}
        </Button>
      </form>
      <p className="way__why" role="status" hidden={words === ""}>
        <Icon name="alert" size={16} />
        {words}
      </p>
    </section>
  );
}

/** The keys of the list that lead to the search box lead to the one field of this screen. */
function useSearchKeys(): void {
  const library = useLibrary();
  const single = useLive(library.settings)?.singleKeys ?? true;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || takesKeys(document.activeElement)) return;
      if (commandOf(event, single)?.kind !== "search") return;
      event.preventDefault();
      focusSearch();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [single]);
}

export function FirstRun() {
  const { t } = useText();
  useSearchKeys();
  return (
    <div className="first">
      <header className="first__top">
        <Mark size={28} />
        <b>{t.app.name}</b>
        <LanguageChoice />
      </header>
      <main className="first__mid" id="main" tabIndex={-1}>
        <div className="first__fan" aria-hidden="true">
          <i />
          <i />
          <i />
          <Mark size={84} />
        </div>
        <h1>{t.firstRun.title}</h1>
        <p className="lead">{t.firstRun.lead}</p>
        <div className="first__ways">
          <FirstAddress />
          <Suspense
            fallback={
              <>
                <div className="way" />
                <div className="way" />
              </>
            }
          >
            <OtherWays />
          </Suspense>
        </div>
      </main>
      <footer>
        <ul className="first__foot">
          {t.firstRun.promises.map((promise, index) => (
            <li key={promise}>
              <Icon name={promiseIcons[index] ?? "check"} size={16} />
              {promise}
            </li>
          ))}
        </ul>
      </footer>
    </div>
  );
}
