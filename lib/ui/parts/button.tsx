"use client";
/** Buttons. `seal` is only for what keeps something; one `ink` button per view; `plum` only confirms a deletion. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Icon, type IconName } from "../icons";

type NativeButton = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "type"> & {
  readonly ref?: Ref<HTMLButtonElement> | undefined;
};

export interface ButtonProps extends NativeButton {
  readonly kind?: "plain" | "ink" | "seal" | "quiet" | "danger" | "plum";
  readonly size?: "sm" | "md" | "lg";
  readonly icon?: IconName;
  readonly block?: boolean;
  readonly submit?: boolean;
  readonly children: ReactNode;
}

const buttonClass = ({ kind = "plain", size = "md", block, className }: Partial<ButtonProps>) =>
  [
    "btn",
    kind === "plain" ? "" : `btn--${kind}`,
    size === "md" ? "" : `btn--${size}`,
    block ? "btn--block" : "",
    className ?? "",
  ]
    .filter(Boolean)
    .join(" ");

export function Button({ kind, size, icon, block, submit, className, children, ...rest }: ButtonProps) {
  const classes = buttonClass({
    ...(kind && { kind }),
    ...(size && { size }),
    ...(block && { block }),
    ...(className && { className }),
  });
  return (
    <button {...rest} type={submit ? "submit" : "button"} className={classes}>
      {icon ? <Icon name={icon} size={size === "sm" ? 14 : 18} /> : null}
      {children}
    </button>
  );
}

export interface IconButtonProps extends NativeButton {
  readonly icon: IconName;
  /** Accessible name and tooltip: an icon alone says nothing. */
  readonly label: string;
  readonly iconSize?: 14 | 16 | 18 | 20 | 24;
  /** For buttons that switch something on and off. */
  readonly pressed?: boolean | undefined;
}

export function IconButton({ icon, label, iconSize, pressed, className, ...rest }: IconButtonProps) {
  const classes = ["iconbtn", pressed ? "is-on" : "", className ?? ""].filter(Boolean).join(" ");
  return (
    <button
      {...rest}
      type="button"
      className={classes}
      aria-label={label}
      title={rest.title ?? label}
      aria-pressed={pressed}
    >
      <Icon name={icon} {...(iconSize ? { size: iconSize } : {})} />
    </button>
  );
}

/** An anchor that looks like a button, for addresses outside of the app. Opens in a new tab, tells the page nothing. */
export function OutLink({ href, icon, children }: { href: string; icon?: IconName; children: ReactNode }) {
  return (
    <a className="btn" href={href} target="_blank" rel="noopener noreferrer">
      {icon ? <Icon name={icon} /> : null}
      {children}
    </a>
  );
}
