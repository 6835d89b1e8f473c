"use client";
/** Language and theme. */
import { Segmented } from "../parts/segmented";
import { languageChoice, languageOptions } from "../text/languages";
import { useText } from "../text/use-text";
import { Setting, SettingsGroup, type SectionProps } from "./settings-parts";

export function LookSection({ settings, set }: SectionProps) {
  const { t } = useText();
  const words = t.settings;
  return (
    <SettingsGroup title={words.sections.general} icon="sun">
      <Setting name={words.language} note={words.languageNote}>
        <Segmented
          label={words.language}
          value={languageChoice(settings.language)}
          options={[{ value: "auto", label: words.languageAuto }, ...languageOptions]}
          onChange={(language) => set({ language })}
        />
      </Setting>
      <Setting name={words.theme}>
        <Segmented
          label={words.theme}
          value={settings.theme}
          options={[
            { value: "system", label: words.themes.system, mark: "desktop" },
            { value: "light", label: words.themes.light, mark: "sun" },
            { value: "dark", label: words.themes.dark, mark: "moon" },
          ]}
          onChange={(theme) => set({ theme })}
        />
      </Setting>
    </SettingsGroup>
  );
}
