"use client";
/** A notice inside a page: what happened, what is safe, and at most one action on the right. `bad` is for data at risk. */
import type { ReactNode } from "react";
import { Icon, type IconName } from "../icons";
import { useText } from "../text/use-text";

interface BannerProps {
  readonly kind?: "neutral" | "info" | "ok" | "warn" | "bad" | "seal";
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  /** A `Button` of size "sm". */
  readonly action?: ReactNode;
}

export function Banner({ kind = "neutral", icon, title, children, action }: BannerProps) {
  const { gap } = useText().format;
  return (
    <div
      className={`banner ${kind === "neutral" ? "" : `banner--${kind}`} ${children ? "" : "banner--row"}`}
      role={kind === "bad" ? "alert" : "status"}
    >
      <Icon name={icon} />
      <div className="grow">
        <b>{title}</b>
        {children ? (
          <>
            {gap}
            {children}
          </>
        ) : null}
      </div>
      {action}
    </div>
  );
}

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly note?: string;
  readonly children?: ReactNode;
}

/** What a list or view shows when there is nothing: icon, serif line, one sentence, at most two actions. */
export function Empty({ icon, title, note, children }: EmptyProps) {
  return (
    <div className="empty">
      <Icon name={icon} size={24} />
      <h2>{title}</h2>
      {note ? <p>{note}</p> : null}
      {children ? <div className="empty__do">{children}</div> : null}
    </div>
  );
}
