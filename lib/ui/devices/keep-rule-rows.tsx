"use client";
/** The rule of what comes to this device by itself, and the room it may take. */
import { tagKey } from "../../domain/tag";
import type { KeepPolicy, KeepRule } from "../../library/library";
import { Select } from "../parts/select";
import { Setting } from "../settings/settings-parts";
import { TagsField } from "../tags-field/tags-field";
import type { DevicesMessages } from "../text/devices/en";
import type { Format } from "../text/format";
import { useDevicesText } from "../text/devices/use-devices-text";
import { MakeRoomDialog } from "./keep/make-room-dialog";
import { useKeepChange } from "./keep/use-keep-change";

const MONTHS = [1, 3, 12] as const;
const GB = 1_000_000_000;
/** Bytes that can be chosen; 0 leaves it to the browser. */
const BUDGETS = [0, GB / 2, GB, 2 * GB, 5 * GB, 10 * GB, 20 * GB, 50 * GB] as const;

const valueOf = (rule: KeepRule): string => (rule.kind === "months" ? `months:${rule.months}` : rule.kind);

function ruleOf(value: string, now: KeepRule): KeepRule {
  const months = /^months:(\d+)$/.exec(value)?.[1];
  if (months !== undefined) return { kind: "months", months: Number(months) };
  switch (value) {
    case "text-and-screenshots":
    case "starred":
      return { kind: value };
    case "tags":
      return now.kind === "tags" ? now : { kind: "tags", tags: [] };
    default:
      return { kind: "everything" };
  }
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function rulesOf(rule: KeepRule, { keep: { rules } }: DevicesMessages): readonly Option[] {
  const months = new Set<number>([...MONTHS, ...(rule.kind === "months" ? [rule.months] : [])]);
  const spans = [...months].toSorted((a, b) => a - b);
  return [
    { value: "everything", label: rules.everything },
    { value: "text-and-screenshots", label: rules["text-and-screenshots"] },
    ...spans.map((n) => ({ value: `months:${n}`, label: rules.months(n) })),
    { value: "starred", label: rules.starred },
    { value: "tags", label: rules.tags },
  ];
}

/** `budget` is among them, also one that cannot be chosen here. */
const budgetsOf = (budget: number, words: DevicesMessages, format: Format): readonly Option[] =>
  [...new Set<number>([...BUDGETS, budget])]
    .toSorted((a, b) => a - b)
    .map((bytes) => ({
      value: String(bytes),
      label: bytes === 0 ? words.keep.budgetNone : format.bytes(bytes),
    }));

export function KeepRuleRows({ keep }: { keep: KeepPolicy }) {
  const { words, format } = useDevicesText();
  const { change, confirm, asked, wanted, close } = useKeepChange();
  const set = (one: Partial<KeepPolicy>): void => void change({ ...(wanted ?? keep), ...one });
  const { rule, budget } = asked?.policy ?? wanted ?? keep;
  return (
    <>
      <Setting name={words.keep.rule} note={words.keep.ruleNote}>
        <Options
          label={words.keep.rule}
          value={valueOf(rule)}
          options={rulesOf(rule, words)}
          onChange={(value) => set({ rule: ruleOf(value, rule) })}
        />
      </Setting>
      {rule.kind === "tags" ? (
        <TagsRow tags={rule.tags} set={(tags) => set({ rule: { kind: "tags", tags } })} />
      ) : null}
      <Setting name={words.keep.budget} note={words.keep.budgetNote}>
        <Options
          label={words.keep.budget}
          value={String(budget)}
          options={budgetsOf(budget, words, format)}
          onChange={(value) => set({ budget: Number(value) })}
        />
      </Setting>
      {asked ? (
        <MakeRoomDialog preview={asked.preview} onConfirm={() => confirm(asked.policy)} onClose={close} />
      ) : null}
    </>
  );
}

interface TagsRowProps {
  readonly tags: readonly string[];
  readonly set: (tags: readonly string[]) => void;
}

function TagsRow({ tags, set }: TagsRowProps) {
  return (
    <div className="keep__tags">
      <TagsField
        tags={tags}
        onAdd={(added) => set([...new Set([...tags, ...added.map(tagKey)])])}
        onRemove={(gone) => set(tags.filter((tag) => tag !== tagKey(gone)))}
      />
    </div>
  );
}

interface OptionsProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}

function Options({ label, value, options, onChange }: OptionsProps) {
  return (
    <Select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
