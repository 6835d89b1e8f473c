/**
 * The barest page that Next can make, for a measure of what a first visit costs with the same packages before anything of
 * ours is in it: a heading and a button that counts, prerendered and hydrated. It is written and built below the cache
 * folder with the project's own next and react, once for each version (docs/decisions/353).
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../support/tools";

const root = join(import.meta.dirname, "..", "..", "..");
const NEXT = join(root, "node_modules/next/dist/bin/next");
const BUILD_MS = 300_000;
const TRIES = 300;

/** Plain JavaScript: Next compiles no TypeScript below a `node_modules`. */
const FILES = {
  "package.json": '{ "private": true, "type": "module" }',
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(root)} }, agentRules: false };`,
  "app/layout.js": `import { createElement } from "react";
export const metadata = { title: "Empty", description: "A page with next to nothing on it." };
export default ({ children }) => createElement("html", { lang: "en" }, createElement("body", null, children));`,
  "app/page.js": `"use client";
import { createElement, useState } from "react";
export default function Page() {
  const [count, setCount] = useState(0);
  const button = createElement("button", { type: "button", onClick: () => setCount(count + 1) }, "Count ", count);
  return createElement("main", null, createElement("h1", null, "Empty"), button);
}`,
} as const;

export interface EmptyPage {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

const versionOf = (name: string): string => {
  const text = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
  return String(Object(JSON.parse(text)).version);
};

/** Name of the page with what it is made of. */
export const emptyPageName = (): string =>
  `empty page, Next ${versionOf("next")}, React ${versionOf("react")}`;

const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
const begin = (folder: string, args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [NEXT, ...args], { cwd: folder, env, stdio: "ignore" });

/** Folder of the built page, or `null` where it could not be built. */
async function buildPage(): Promise<string | null> {
  const folder = join(cacheFolder, `empty-next-${versionOf("next")}-react-${versionOf("react")}`);
  if (existsSync(folder)) return folder;
  const work = `${folder}.partial`;
  await rm(work, { recursive: true, force: true });
  await mkdir(join(work, "app"), { recursive: true });
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(work, name), text);
  const build = begin(work, ["build"]);
  const late = setTimeout(() => build.kill(), BUILD_MS);
  const [code] = await once(build, "exit");
  clearTimeout(late);
  if (code !== 0) return null;
  await rename(work, folder);
  return folder;
}

async function isUp(origin: string, server: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < TRIES && server.exitCode === null; tries++) {
    const answer = await fetch(origin).catch(() => null);
    if (answer?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** The page, built where it was not, and served. `null` where that cannot be done. */
export async function openEmptyPage(port: number): Promise<EmptyPage | null> {
  const folder = await buildPage();
  if (folder === null) return null;
  const server = begin(folder, ["start", "-p", String(port), "-H", "127.0.0.1"]);
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null || !server.kill("SIGTERM")) return;
    await once(server, "exit");
  };
  const origin = `http://127.0.0.1:${port}`;
  if (await isUp(origin, server)) return { origin, stop };
  await stop();
  return null;
}
