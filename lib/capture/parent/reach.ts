/**
 * A server that runs as root often lies where nobody else may look (a clone below /root). In the capture's own view of
 * the file system, and only there, each closed folder is covered by an empty one in which just the needed paths appear;
 * no mode on the disk is changed, and what else the closed folder holds is out of sight.
 */
import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

export interface MountPlan {
  /** Closed folders to cover. */
  readonly covers: readonly string[];
  /** Needed paths below them. */
  readonly keeps: readonly { readonly path: string; readonly isFolder: boolean }[];
}

const parentsOf = (path: string): string[] => {
  const parent = dirname(path);
  return parent === path ? [] : [...parentsOf(parent), parent];
};

/** Whether others than owner and group may pass through. */
const isOpen = (folder: string): boolean => (statSync(folder).mode & 0o001) !== 0;

/** The topmost folder above a path that others may not pass, or `null`. */
const closedAbove = (path: string): string | null =>
  parentsOf(path).find((folder) => !isOpen(folder)) ?? null;

/** The first of the usual temporary folders that others can reach. */
export function reachableTemp(preferred: string): string {
  const usual = [preferred, "/tmp", "/var/tmp"];
  const found = usual.find((folder) => existsSync(folder) && closedAbove(join(folder, "x")) === null);
  return found ?? preferred;
}

/** What a capture reads and writes: the program, its packages, Node, the browser, and the folder of captures. */
export function neededPaths(childCommand: readonly string[], chromium: string, workRoot: string): string[] {
  const files = childCommand.filter((part) => part.startsWith("/"));
  const paths = [
    process.execPath,
    ...files.flatMap((file) => [file, ...programOf(file)]),
    ...(chromium.startsWith("/") ? [dirname(chromium)] : []),
    workRoot,
  ].filter((path) => existsSync(path));
  return [...new Set(paths.flatMap((path) => [path, realpathSync(path)]))];
}

/** The folder of a program and the packages it finds from there. */
function programOf(file: string): string[] {
  const root = parentsOf(file).findLast((folder) => existsSync(join(folder, "node_modules", "playwright")));
  return root === undefined ? [] : [dirname(file), join(root, "node_modules"), join(root, "package.json")];
}

export function planMounts(needed: readonly string[]): MountPlan {
  const covers = new Set<string>();
  const keeps: { path: string; isFolder: boolean }[] = [];
  // Short paths first: what lies inside of a kept folder comes with it.
  for (const path of needed.toSorted((a, b) => a.length - b.length)) {
    const closed = closedAbove(path);
    if (
      closed === null ||
      keeps.some((kept) => isInside(path, kept.path) && closedAbove(path) === closedAbove(kept.path))
    )
      continue;
    covers.add(closed);
    keeps.push({ path, isFolder: statSync(path).isDirectory() });
  }
  return { covers: [...covers], keeps };
}

const isInside = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Shell steps for root in a mount namespace of its own. */
export function mountScript({ covers, keeps }: MountPlan, scratch: string): string[] {
  if (covers.length === 0) return [];
  const hold = `${scratch}/.hold`;
  const held = keeps.map(({ path, isFolder }, i) => ({
    path: quoted(path),
    isFolder,
    at: quoted(`${hold}/${i}`),
  }));
  const make = (isFolder: boolean, at: string): string => (isFolder ? `mkdir -p ${at}` : `: > ${at}`);
  return [
    "set -e; umask 022",
    `mkdir -p ${quoted(hold)}`,
    `mount -t tmpfs -o mode=700 linksnap ${quoted(hold)}`,
    ...held.flatMap(({ path, isFolder, at }) => [make(isFolder, at), `mount --bind ${path} ${at}`]),
    ...covers.map((folder) => `mount -t tmpfs -o mode=711,nosuid,nodev linksnap ${quoted(folder)}`),
    ...held.flatMap(({ path, isFolder, at }) => [
      `mkdir -p "$(dirname ${path})"`,
      make(isFolder, path),
      `mount --bind ${at} ${path}`,
    ]),
    `umount -l ${quoted(hold)}`,
  ];
}
