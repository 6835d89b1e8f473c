/**
 * Writes the list of hosts that only serve advertisements or count visitors anew, out of the npm package that ships it
 * (docs/decisions/285). Run by hand, `npm run block-list`, with the version to be taken; the file it writes is committed, so
 * neither a build nor a capture needs the package.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { writeHostList } from "./host-list";
import { hostRulesOf, readRule, type ListedRule } from "./rules";

const run = promisify(execFile);

const PACKAGE = "@adguard/dnr-rulesets";
const TARGET = "lib/capture/blocking/list/hosts.txt";

/** Numbers of the lists in the package. Source: its README. */
const LISTS = {
  2: "Base (with EasyList)",
  3: "Tracking Protection",
  11: "Mobile Ads",
  224: "Chinese (with EasyList China)",
};

async function readRules(folder: string): Promise<ListedRule[]> {
  const lists = Object.keys(LISTS).map(async (id) => {
    const path = join(folder, "package/dist/filters/declarative", `ruleset_${id}`, `ruleset_${id}.json`);
    const data: unknown = JSON.parse(await readFile(path, "utf8"));
    return Array.isArray(data) ? data.map(readRule) : [];
  });
  return (await Promise.all(lists)).flat();
}

async function main(version: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "linksnap-block-list-"));
  try {
    await run("npm", ["pack", `${PACKAGE}@${version}`, "--ignore-scripts"], { cwd: folder });
    const file = (await readdir(folder)).find((each) => each.endsWith(".tgz"));
    if (file === undefined) throw new Error(`${PACKAGE}@${version} is not to be had`);
    await run("tar", ["-xzf", file], { cwd: folder });
    const rules = hostRulesOf(await readRules(folder));
    const about = [
      "Hosts that only serve advertisements or count visitors, and, first, the sites on which some of them pass (* for all).",
      `Made by \`npm run block-list\` out of ${PACKAGE} ${version}, GPL-3.0-only, (c) Adguard Software Ltd and the authors of`,
      `the lists: ${Object.values(LISTS).join(", ")}.`,
      "Sources: https://github.com/AdguardTeam/AdguardFilters (GPL-3.0), https://easylist.to (GPL-3.0 or CC BY-SA 3.0).",
    ];
    await writeFile(TARGET, writeHostList(rules, about), "latin1");
    process.stdout.write(`${rules.blocked.length} hosts, ${rules.passes.size} exceptions\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main(process.argv[2] ?? "latest");
