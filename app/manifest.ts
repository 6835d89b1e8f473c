/** The web app manifest: what an installed Linksnap is called, looks like and opens with. */
import type { MetadataRoute } from "next";

/** tokens.css: --paper of the light theme, behind the window's title bar and the start screen. */
const PAPER = "#FAF8F4";

/** Files the app can be opened with: bookmark files, saved pages, documents. */
const PAGES = {
  "text/html": [".html", ".htm"],
  "application/xhtml+xml": [".xhtml"],
  "multipart/related": [".mhtml", ".mht"],
  "application/pdf": [".pdf"],
};

const icon = (file: string, size: number, purpose: "any" | "maskable" | "monochrome") => ({
  src: `/icons/${file}`,
  sizes: `${size}x${size}`,
  type: "image/png",
  purpose,
});

export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "Linksnap",
    short_name: "Linksnap",
    description:
      "Keep links with a snapshot of every page, offline on all your devices. 保存链接和每个网页的快照，离线也能看。",
    lang: "en",
    dir: "ltr",
    start_url: "/",
    scope: "/",
    display: "standalone",
    display_override: ["window-controls-overlay", "standalone"],
    orientation: "any",
    theme_color: PAPER,
    background_color: PAPER,
    categories: ["productivity", "utilities", "books"],
    icons: [
      icon("192.png", 192, "any"),
      icon("512.png", 512, "any"),
      icon("maskable-512.png", 512, "maskable"),
      icon("monochrome-512.png", 512, "monochrome"),
    ],
    shortcuts: [
      { name: "Save a link", url: "/?add=1", icons: [icon("192.png", 192, "any")] },
      { name: "All links", url: "/", icons: [icon("192.png", 192, "any")] },
      { name: "Starred", url: "/?in=starred", icons: [icon("192.png", 192, "any")] },
      { name: "Tags", url: "/tags", icons: [icon("192.png", 192, "any")] },
    ],
    prefer_related_applications: false,
    // Whatever is opened with the app gets a window of its own where the system has windows: nothing under way is left.
    launch_handler: { client_mode: "auto" },
    share_target: {
      action: "/shared",
      method: "POST",
      enctype: "multipart/form-data",
      params: {
        title: "title",
        text: "text",
        url: "url",
        files: [{ name: "files", accept: [...Object.keys(PAGES), ...Object.values(PAGES).flat()] }],
      },
    },
    file_handlers: [{ action: "/shared?from=file", accept: PAGES }],
    protocol_handlers: [{ protocol: "web+linksnap", url: "/shared?url=%s" }],
  };
}
