"use client";
/** The field that narrows the settings down by words. Escape empties it; in an empty one it means what it means elsewhere. */
import { Icon } from "../../icons";
import { useText } from "../../text/use-text";

interface FindFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

export function FindField({ text, onText }: FindFieldProps) {
  const { t } = useText();
  return (
    <div className="field">
      <Icon name="search" />
      <input
        type="search"
        aria-label={t.settings.find}
        placeholder={t.settings.find}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || text === "") return;
          event.stopPropagation();
          onText("");
        }}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
    </div>
  );
}
