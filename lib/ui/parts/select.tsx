"use client";
/** The platform's own menu of choices, drawn as one of our fields. The browser brings its keyboard. */
import type { ComponentProps } from "react";
import { Icon } from "../icons";

export function Select(props: ComponentProps<"select">) {
  return (
    <span className="select select--form">
      <select {...props} />
      <Icon name="chevD" size={14} />
    </span>
  );
}
