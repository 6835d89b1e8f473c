import { mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile, mkdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { blobStoreContract } from "../../ports/blob-store.contract";
import { openFsBlobStore, safeMediaType } from "./fs-blob-store";

const folders: string[] = [];
const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), "linksnap-blobs-"));
  folders.push(path);
  return path;
};
const text = (value: string) => new TextEncoder().encode(value);

afterAll(async () => {
  for (const path of folders) await rm(path, { recursive: true, force: true });
});

blobStoreContract("on disk", async () => openFsBlobStore(await folder()));

it("[B6] has every blob after it was opened again, with its type", async () => {
  const root = await folder();
  const hash = await (await openFsBlobStore(root)).put(text("kept"), "image/png");
  expect(await (await openFsBlobStore(root)).info(hash)).toEqual({ bytes: 4, mediaType: "image/png" });
});

it("[B6] removes what a cut-off write left behind, and nothing else", async () => {
  const root = await folder();
  const hash = await (await openFsBlobStore(root)).put(text("kept"), "image/png");
  const place = join(root, hash.slice(0, 2));
  await writeFile(join(place, ".tmp-0123"), "half of a bl");
  await openFsBlobStore(root);
  expect((await readdir(place)).toSorted()).toEqual([hash, `${hash}.type`]);
});

it("[B6] a type without its blob is no blob", async () => {
  const root = await folder();
  const hash = "ab".repeat(32);
  await mkdir(join(root, "ab"));
  await writeFile(join(root, "ab", `${hash}.type`), "image/png");
  expect(await (await openFsBlobStore(root)).info(hash)).toBeNull();
});

it("[B7] writes a blob anew when the disk lost its end", async () => {
  const root = await folder();
  const store = await openFsBlobStore(root);
  const hash = await store.put(text("whole"), "image/png");
  await truncate(join(root, hash.slice(0, 2), hash), 2);
  await store.put(text("whole"), "image/png");
  expect(await new Response(store.read(hash)).text()).toBe("whole");
});

it("[B7] writes a blob anew when the disk changed its bytes and not its length", async () => {
  const root = await folder();
  const store = await openFsBlobStore(root);
  const hash = await store.put(text("whole"), "image/png");
  await writeFile(join(root, hash.slice(0, 2), hash), "whale");
  await store.put(text("whole"), "image/webp");
  expect(await new Response(store.read(hash)).text()).toBe("whole");
  expect(await store.info(hash)).toEqual({ bytes: 5, mediaType: "image/png" });
});

const page = `<!doctype html><title>页</title>${"<p>The same words again. 同样的话。</p>".repeat(4_000)}`;
const sizeOnDisk = async (root: string): Promise<number> => {
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const sizes = files.map(async (file) => (await stat(join(file.parentPath, file.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
};

it("[B20] text lies on the disk compressed and is read as it was put, whole and in parts", async () => {
  const root = await folder();
  const hash = await (await openFsBlobStore(root)).put(text(page), "text/html; charset=utf-8");
  expect(await sizeOnDisk(root)).toBeLessThan(text(page).byteLength / 20);
  const store = await openFsBlobStore(root);
  const bytes = text(page).byteLength;
  expect(await store.info(hash)).toEqual({ bytes, mediaType: "text/html; charset=utf-8" });
  expect(await new Response(store.read(hash)).text()).toBe(page);
  for (const [start, end] of [
    [0, 0],
    [0, bytes - 1],
    [65_530, 65_545],
    [bytes - 1, bytes - 1],
    [100_000, bytes + 100],
  ] as const) {
    const part = new Uint8Array(await new Response(store.read(hash, { start, end })).arrayBuffer());
    expect(part, `${start}-${end}`).toEqual(text(page).slice(start, end + 1));
  }
  const reader = store.read(hash).getReader();
  await reader.read();
  await reader.cancel();
});

it("[B20] pictures and what is short lie there as they are", async () => {
  const root = await folder();
  const store = await openFsBlobStore(root);
  const names = [await store.put(text(page), "image/webp"), await store.put(text("short"), "text/plain")];
  for (const hash of names) expect(await readdir(join(root, hash.slice(0, 2)))).toContain(hash);
});

it("[B7] [B20] writes a compressed blob anew when the disk cut it, and knows its length without its note", async () => {
  const root = await folder();
  const store = await openFsBlobStore(root);
  const hash = await store.put(text(page), "text/html");
  const file = join(root, hash.slice(0, 2), hash);
  await truncate(`${file}.br`, 40);
  await expect(new Response(store.read(hash)).text()).rejects.toThrow();
  await store.put(text(page), "text/html");
  expect(await new Response(store.read(hash)).text()).toBe(page);
  await rm(`${file}.type`);
  expect((await store.info(hash))?.bytes).toBe(text(page).byteLength);
});

it("[B21] a blob much like another is compressed as what follows it, and reads whole and in parts", async () => {
  const root = await folder();
  const store = await openFsBlobStore(root);
  const words = Array.from({ length: 3_000 }, (_, i) => `word${(i * 7919) % 4001} 第${i}字`).join(" ");
  const first = await store.put(text(words), "text/html");
  const alone = await sizeOnDisk(root);
  const later = words.replaceAll("word7", "letter");
  const hash = await store.put(text(later), "text/html", first);
  expect((await sizeOnDisk(root)) - alone).toBeLessThan(alone / 3);
  expect(await new Response(store.read(hash)).text()).toBe(later);
  expect((await store.info(hash))?.bytes).toBe(text(later).byteLength);
  const part = new Uint8Array(
    await new Response(store.read(hash, { start: 20_000, end: 20_999 })).arrayBuffer(),
  );
  expect(part).toEqual(text(later).slice(20_000, 21_000));
  // One that follows another does not stand alone: a third follows the first.
  const third = await store.put(text(later.replace("第", "di")), "text/html", hash);
  expect(await readdir(join(root, third.slice(0, 2)))).toContain(`${third}.brc`);
  expect(await readFile(join(root, third.slice(0, 2), `${third}.brc`), "latin1")).toContain(`${first} `);
  for (const like of ["0".repeat(64), "../../etc/passwd"])
    expect(await store.put(text(words), "text/html", like)).toBe(first);
});

it("[B7] [B21] when the one it follows is lost, putting it again makes it whole by itself", async () => {
  const root = await folder();
  const store = await openFsBlobStore(root);
  const first = await store.put(text(page), "text/html");
  const hash = await store.put(text(`${page}<p>more`), "text/html", first);
  await rm(join(root, first.slice(0, 2), `${first}.br`));
  await expect(new Response(store.read(hash)).text()).rejects.toThrow();
  await store.put(text(`${page}<p>more`), "text/html", first);
  expect(await new Response(store.read(hash)).text()).toBe(`${page}<p>more`);
  expect(await readdir(join(root, hash.slice(0, 2)))).toContain(`${hash}.br`);
});

it("[B8] opens although a link in the folder leads nowhere", async () => {
  const root = await folder();
  await symlink(join(root, "nowhere"), join(root, "ef"));
  await expect(openFsBlobStore(root)).resolves.toBeDefined();
});

it("[B8] HTTP-030: never follows a symbolic link and never leaves its folder", async () => {
  const root = await folder();
  const secret = join(await folder(), "secret");
  await writeFile(secret, "secret");
  const hash = "cd".repeat(32);
  await mkdir(join(root, "cd"));
  await symlink(secret, join(root, "cd", hash));
  const store = await openFsBlobStore(root);
  expect(await store.info(hash)).toBeNull();
  await expect(new Response(store.read(hash)).text()).rejects.toThrow();
  expect(await store.info("../../etc/passwd")).toBeNull();
  expect(() => store.read("..%5c..%5cwin.ini")).toThrow(TypeError);
});

it("[B8] keeps blobs readable by their owner only", async () => {
  const root = await folder();
  const hash = await (await openFsBlobStore(root)).put(text("mine"), "image/png");
  expect((await stat(join(root, hash.slice(0, 2), hash))).mode & 0o077).toBe(0);
});

it("[B9] refuses media types that could break a header", () => {
  expect(safeMediaType("text/html; charset=utf-8")).toBe("text/html; charset=utf-8");
  expect(safeMediaType("image/svg+xml")).toBe("image/svg+xml");
  for (const odd of ["", "text", "a/b\r\nX: y", "text/html; charset=\u{1F600}", `a/${"b".repeat(99)}`])
    expect(safeMediaType(odd)).toBe("application/octet-stream");
});
