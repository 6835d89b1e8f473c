"use client";
/** Next's own boundary below the layout. Our pages render nothing, so it is the last resort. */
export { CrashScreen as default } from "../lib/ui/shell";
