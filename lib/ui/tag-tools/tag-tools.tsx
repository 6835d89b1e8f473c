"use client";
/**
 * What can be done to a tag as a whole: a menu where it was asked for, and the dialogs behind it. Loaded when the first
 * menu is opened. Each step is one batch with its Undo.
 */
import { DropdownMenu as Radix } from "radix-ui";
import { useState } from "react";
import { useActions } from "../actions";
import { Icon, type IconName } from "../icons";
import { useLibrary } from "../library-context";
import { libraryHref, navigate } from "../router";
import { useText } from "../text/use-text";
import { AliasDialog } from "./alias-dialog";
import { ColourDialog } from "./colour-dialog";
import { NameDialog } from "./name-dialog";
import { PickDialog } from "./pick-dialog";
import type { TagTarget } from "./tag-target";

interface TagToolsProps {
  readonly target: TagTarget;
  readonly onClose: () => void;
}

type Step = "menu" | "rename" | "nest" | "merge" | "colour" | "alias";

export function TagTools({ target, onClose }: TagToolsProps) {
  const [step, setStep] = useState<Step>(target.kind === "new" ? "rename" : "menu");
  const props = { target, onClose };
  switch (step) {
    case "menu":
      return <TagMenu {...props} onStep={setStep} />;
    case "rename":
      return <NameDialog {...props} />;
    case "nest":
    case "merge":
      return <PickDialog {...props} kind={step} />;
    case "colour":
      return <ColourDialog {...props} />;
    case "alias":
      return <AliasDialog {...props} />;
  }
}

interface Entry {
  readonly label: string;
  readonly icon: IconName;
  readonly run: () => void;
  readonly danger?: boolean;
  /** Runs and leaves nothing open. */
  readonly ends?: boolean;
}

function useEntries({ target }: TagToolsProps, onStep: (step: Step) => void): Entry[] {
  const { t } = useText();
  const library = useLibrary();
  const actions = useActions();
  const words = t.keeping.tagMenu;
  const { tag } = target;
  const toTop: Entry = {
    label: words.toTop,
    icon: "up",
    ends: true,
    run: () => void actions.make(() => library.nestTag(tag, "")),
  };
  return [
    { label: words.open, icon: "link", ends: true, run: () => navigate(libraryHref({ tag: target.key })) },
    { label: words.rename, icon: "edit", run: () => onStep("rename") },
    { label: words.nest, icon: "ret", run: () => onStep("nest") },
    ...(tag.includes("/") ? [toTop] : []),
    { label: words.merge, icon: "copy", run: () => onStep("merge") },
    { label: words.alias, icon: "tag", run: () => onStep("alias") },
    { label: words.colour, icon: "sun", run: () => onStep("colour") },
    {
      label: words.remove,
      icon: "trash",
      danger: true,
      ends: true,
      run: () => void actions.make(() => library.deleteTags([tag])),
    },
  ];
}

function TagMenu(props: TagToolsProps & { readonly onStep: (step: Step) => void }) {
  const { target, onClose, onStep } = props;
  const { t } = useText();
  const entries = useEntries(props, onStep);
  const [next, setNext] = useState<Entry | null>(null);
  const closed = () => {
    next?.run();
    if (!next || next.ends) onClose();
  };
  return (
    <Radix.Root modal={false} open={next === null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Trigger asChild>
        <span className="tagmenu__at" aria-hidden="true" style={{ left: target.x, top: target.y }} />
      </Radix.Trigger>
      <Radix.Portal container={document.querySelector("main")}>
        <Radix.Content
          className="pop pop--menu"
          align="start"
          aria-label={t.keeping.tagMenu.of(target.tag)}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (next?.ends ?? true) target.from?.focus();
            closed();
          }}
        >
          {entries.map((entry) => (
            <Radix.Item
              key={entry.label}
              className={entry.danger ? "menu-i menu-i--danger" : "menu-i"}
              onSelect={(event) => {
                event.preventDefault();
                setNext(entry);
              }}
            >
              <Icon name={entry.icon} />
              {entry.label}
            </Radix.Item>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
