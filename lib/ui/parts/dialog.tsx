"use client";
/**
 * Dialogs: centred on wide screens, sheets from below on phones. Focus is held inside, Escape and Back close, focus returns.
 * Import it through `React.lazy` from views of the first load.
 */
import { Dialog as Radix } from "radix-ui";
import { useEffect, useEffectEvent, type ReactNode } from "react";
import { openLayer } from "../history";
import { useText } from "../text/use-text";
import { Button } from "./button";
import { useToast } from "./toast";

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** "side" slides in from the left and holds the sidebar. */
  readonly kind?: "dialog" | "sheet" | "side" | "wide" | "palette";
  /** Hides the title from sight, not from assistive technology. */
  readonly quietTitle?: boolean;
  /** Begins at the dialog itself, not in its first field: on a phone that would bring the keyboard up. */
  readonly calm?: boolean;
  /** Called when the focus would go back to where it was; true: it has gone elsewhere. */
  readonly takesFocus?: () => boolean;
  readonly children: ReactNode;
}

function beginAtDialog(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

export function Dialog(props: DialogProps) {
  const { title, open, onClose, kind = "dialog", quietTitle, calm, takesFocus, children } = props;
  const close = useEffectEvent(onClose);
  useEffect(() => (open ? openLayer(() => close()) : undefined), [open]);
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Radix.Portal>
        {/* Not Radix's: that locks a document that never scrolls, by a style sheet for which every element is styled anew. */}
        {/* A press beside a dialog that only just opened comes before Radix listens for it. */}
        <div className="scrim" aria-hidden="true" onClick={onClose} />
        <Radix.Content
          className={`pop pop--${kind}`}
          aria-describedby={undefined}
          {...(calm ? { onOpenAutoFocus: beginAtDialog } : {})}
          onCloseAutoFocus={(event) => (takesFocus?.() ? event.preventDefault() : undefined)}
        >
          <Radix.Title className={quietTitle ? "vh" : "pop__t"}>{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ConfirmProps {
  readonly title: string;
  readonly note: string;
  readonly confirm: string;
  readonly open: boolean;
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ title, note, confirm, open, onConfirm, onClose }: ConfirmProps) {
  const { t } = useText();
  const toast = useToast();
  const run = () => {
    onClose();
    onConfirm().catch(() => toast.show({ text: t.toast.failed }));
  };
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      <p className="pop__p">{note}</p>
      <div className="pop__do">
        <Button onClick={onClose}>{t.button.keep}</Button>
        <Button kind="plum" onClick={run}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
