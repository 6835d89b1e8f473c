/** Archived pages over HTTP, however they are stored. */
import { expect, it } from "vitest";
import { createMemoryBlobStore } from "../../ports/memory/memory-blob-store";
import { keepDocument } from "../blobs/keep-document";
import type { ServerRuntime } from "../runtime";
import { getArchived } from "./archived";

const words = Array.from({ length: 400 }, (_, i) => `<p>Paragraph ${i * 7919} 第${i}段.`).join("\n");

it("[F5] [F21] a page stored as parts is served whole, with its pictures, and not at all with a part gone", async () => {
  const blobs = createMemoryBlobStore();
  const runtime = { blobs } as unknown as ServerRuntime;
  const picture = await blobs.put(new Uint8Array([1, 2, 3]), "image/png");
  const page = `<!DOCTYPE html><img src="cas:${picture}">${words}`;
  const keep = (text: string, bases: string[]) =>
    keepDocument(new TextEncoder().encode(text), { mediaType: "text/html; charset=utf-8", bases, blobs });
  const first = await keep(page, []);
  const later = page.replace("Paragraph 79190 ", "Paragraph ten ");
  const second = await keep(later, [first.hash]);
  expect(second.parts.size).toBe(1);
  const answer = await getArchived(second.hash, runtime);
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await answer.text()).toBe(later.replace(`cas:${picture}`, "data:image/png;base64,AQID"));

  const poorer = createMemoryBlobStore();
  await poorer.put(second.stored, "text/x-linksnap-parts; charset=utf-8");
  const refused = await getArchived(second.hash, { blobs: poorer } as unknown as ServerRuntime);
  expect(refused.status).toBe(404);
  const noPage = await getArchived(picture, runtime);
  expect(noPage.status).toBe(404);
});
