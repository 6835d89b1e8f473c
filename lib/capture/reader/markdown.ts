/** Article HTML as Markdown (GitHub's form). Code blocks still stand as tokens: code.ts puts them in afterwards. */
import { gfm } from "@joplin/turndown-plugin-gfm";
import TurndownService from "turndown";

export function htmlToMarkdown(html: string): string {
  const service = new TurndownService({
    headingStyle: "atx",
    codeBlockStyle: "fenced",
    bulletListMarker: "-",
    emDelimiter: "*",
  });
  service.use(gfm);
  return service.turndown(html);
}
