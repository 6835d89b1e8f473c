"use client";
/** How lists and texts are shown, and whether single keys act. */
import { TextSize } from "../link/text-size";
import { Segmented } from "../parts/segmented";
import { useText } from "../text/use-text";
import { Setting, SettingsGroup, Switch, type SectionProps } from "./settings-parts";

export function ReadingSection({ settings, set }: SectionProps) {
  const { t } = useText();
  const words = t.settings;
  return (
    <SettingsGroup title={words.sections.reading} icon="aa">
      <Setting name={words.layout}>
        <Segmented
          label={words.layout}
          value={settings.layout}
          options={[
            { value: "comfortable", label: t.list.layouts.comfortable },
            { value: "compact", label: t.list.layouts.compact },
            { value: "grid", label: t.list.layouts.grid },
          ]}
          onChange={(layout) => set({ layout })}
        />
      </Setting>
      <Setting name={words.readerSize}>
        <TextSize />
      </Setting>
      <p className="settings__sample" style={{ "--read-size": `${settings.readerSize}px` }}>
        {words.readerSample}
      </p>
      <Setting name={words.singleKeys} note={words.singleKeysNote}>
        <Switch
          label={words.singleKeys}
          on={settings.singleKeys}
          onChange={(singleKeys) => set({ singleKeys })}
        />
      </Setting>
    </SettingsGroup>
  );
}
