"use client";
/**
 * The tag field: chosen tags as chips, a combobox that offers the tags there are and makes new ones. Enter or a comma
 * adds, Backspace in the empty field removes the last one, arrows walk the options, leaving the field adds what is typed.
 */
import { useId, useRef, useState, type RefObject } from "react";
import { tagHue } from "../../domain/tag";
import { Icon } from "../icons";
import { Dot } from "../parts/chip";
import { useText } from "../text/use-text";
import { entered } from "./tag-keys";
import { tagLabel, type KnownTag, type TagOption } from "./tag-options";
import { useTagField, type TagField, type TagFieldParts } from "./use-tag-field";

interface TagsFieldProps extends Omit<TagFieldParts, "input"> {
  /** The input, for those who move the focus there. */
  readonly inputRef?: RefObject<HTMLInputElement | null>;
}

/** `tags` are shown in their order; `onAdd` gets tags as written, `onRemove` one of `tags`. */
export function TagsField({ tags, onAdd, onRemove, inputRef, ...rest }: TagsFieldProps) {
  const { t } = useText();
  const own = useRef<HTMLInputElement>(null);
  const input = inputRef ?? own;
  const [said, say] = useState("");
  const remove = (tag: string) => {
    say(t.link.tagsField.removed(tag));
    onRemove(tag);
  };
  const field = useTagField({
    ...rest,
    input,
    tags,
    onAdd: (added) => {
      say(t.link.tagsField.added(added.join(", ")));
      onAdd(added);
    },
    onRemove: remove,
  });
  const removeByHand = (tag: string) => {
    remove(tag);
    input.current?.focus();
  };
  return (
    <div className="tagsfield">
      <ul className="chips" aria-label={t.link.tagsField.chosen} hidden={tags.length === 0}>
        {tags.map((tag) => (
          <ChosenTag key={tag} tag={tag} known={field.known} onRemove={removeByHand} />
        ))}
      </ul>
      <Typing field={field} input={input} />
      <span className="vh" role="status">
        {said}
      </span>
    </div>
  );
}

interface TypingProps {
  readonly field: TagField;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** The combobox with its options. */
function Typing({ field, input }: TypingProps) {
  const { t } = useText();
  const listId = useId();
  const open = field.state.open && field.options.length > 0;
  const active = open && field.state.active >= 0 ? `${listId}-${field.state.active}` : undefined;
  return (
    <div className="tagsfield__in">
      <Icon name="plus" size={14} />
      <input
        ref={input}
        role="combobox"
        aria-label={t.link.tags}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active}
        placeholder={t.link.tagsField.placeholder}
        value={field.state.text}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="done"
        {...field.handlers}
      />
      <Options id={listId} open={open} field={field} />
    </div>
  );
}

interface ChosenTagProps {
  readonly tag: string;
  readonly known: readonly KnownTag[];
  readonly onRemove: (tag: string) => void;
}

function ChosenTag({ tag, known, onRemove }: ChosenTagProps) {
  const { t } = useText();
  const label = tagLabel(tag, known);
  return (
    <li className="chip chip--edit">
      <Dot hue={tagHue(tag)} />
      <span className="chip__name">{label}</span>
      <button
        type="button"
        className="chip__x"
        aria-label={t.link.tagsField.remove(label)}
        onClick={() => onRemove(tag)}
      >
        <Icon name="x" size={12} />
      </button>
    </li>
  );
}

interface OptionsProps {
  readonly id: string;
  readonly open: boolean;
  readonly field: TagField;
}

function Options({ id, open, field }: OptionsProps) {
  const { t } = useText();
  const { state, options } = field;
  const next = entered(state, options);
  return (
    <ul
      id={id}
      className="pop pop--menu tagsfield__pop"
      role="listbox"
      aria-label={t.link.tagsField.options}
      hidden={!open}
    >
      {options.map((option, index) => (
        <li
          key={`${option.kind}:${option.key}`}
          id={`${id}-${index}`}
          ref={index === state.active ? intoView : undefined}
          role="option"
          aria-selected={index === next}
          className={index === next ? "menu-i is-on" : "menu-i"}
          // Keeps the focus in the field: losing it would add the half-typed text as well.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => field.choose(index)}
        >
          <OptionLabel option={option} />
          {index === next ? <kbd aria-hidden="true">Enter</kbd> : null}
        </li>
      ))}
    </ul>
  );
}

const intoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: "nearest" });

function OptionLabel({ option }: { option: TagOption }) {
  const { t, format } = useText();
  if (option.kind === "new") {
    return (
      <>
        <Icon name="plus" size={14} />
        <span className="truncate">{t.link.tagsField.create(option.label)}</span>
      </>
    );
  }
  return (
    <>
      <Dot hue={option.hue} />
      <span className="truncate">{option.label}</span>
      <span className="tagsfield__n num">{format.number(option.count)}</span>
    </>
  );
}
