"use client";
/**
 * One viewer for every kind of artifact, and the view (Reader, Page, Screenshot) it belongs to. A new kind in
 * domain/artifact.ts fails the type check here until it has its line.
 */
import type { ComponentType } from "react";
import type { ArtifactKind } from "../../domain/artifact";
import { FileView } from "./file/file-view";
import { ImageView } from "./image-view";
import { PageView } from "./page-view";
import { ReaderView } from "./reader/reader-view";
import { TextView } from "./text-view";
import type { LinkTab, ViewerProps } from "./viewer";

export interface ArtifactViewer {
  readonly tab: LinkTab;
  readonly Viewer: ComponentType<ViewerProps>;
}

export const artifactViewers = {
  reader: { tab: "reader", Viewer: ReaderView },
  markdown: { tab: "reader", Viewer: TextView },
  text: { tab: "reader", Viewer: TextView },
  page: { tab: "page", Viewer: PageView },
  file: { tab: "page", Viewer: FileView },
  screenshot: { tab: "screenshot", Viewer: ImageView },
  fullpage: { tab: "screenshot", Viewer: ImageView },
  phone: { tab: "screenshot", Viewer: ImageView },
  thumbnail: { tab: "screenshot", Viewer: ImageView },
  favicon: { tab: "screenshot", Viewer: ImageView },
  leadimage: { tab: "screenshot", Viewer: ImageView },
} as const satisfies Record<ArtifactKind, ArtifactViewer>;
