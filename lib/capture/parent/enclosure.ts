/**
 * The walls around a capture process, built with the system's own tools: a network of its own that leads nowhere but to
 * the door, process numbers and a /proc of its own, no way to gain privileges. Which of them a machine allows is found
 * out by trying (health.ts); this file says how each is entered, strongest first.
 */
import type { Identity } from "./identity";
import { mountScript, type MountPlan } from "./reach";

export interface Enclosure {
  /** The process has a network of its own without a way out: the door is reached through a socket file. */
  readonly ownNetwork: boolean;
  /** Who starts the command line. */
  readonly spawnAs: Identity;
  /** Who the capture process is in the end: folders made for it belong to this user. */
  readonly owner: Identity;
  /** The command line that runs `command` behind these walls. */
  enter(command: readonly string[], bounds: Bounds): readonly string[];
}

export interface Bounds {
  /** A private, reachable folder of this one process. */
  readonly scratch: string;
  /** Data memory of each single process, in bytes: the kernel's own bound behind the measuring one. */
  readonly dataBytes: number;
}

/** The user "nobody" of Linux systems. */
const NOBODY: Required<Identity> = { uid: 65_534, gid: 65_534 };

/** Raises the loopback interface with whatever the system has; 0x8914 is SIOCSIFFLAGS, 0x41 up and running. */
const RAISE_LOOPBACK = `{ ip link set lo up || ifconfig lo up || busybox ip link set lo up || perl -e 'use Socket; socket(S,AF_INET,SOCK_DGRAM,0); my $r=pack(q(a16s),q(lo),0x41); ioctl(S,0x8914,$r) or exit 1'; } 2>/dev/null || exit 71`;

/** Should the server be killed, the namespace and all that is in it go with it, even where nothing in it listens. */
const WITH_SERVER = ["setpriv", "--pdeathsig", "KILL", "--"];
const OWN_PROCESSES = ["--pid", "--fork", "--kill-child", "--mount", "--mount-proc"];
const AS_NOBODY = ["--reuid", String(NOBODY.uid), "--regid", String(NOBODY.gid), "--clear-groups"];
// Told once more at the end: a change of user makes the system forget it.
const DROP_ALL = ["--pdeathsig", "KILL", "--no-new-privs", "--inh-caps", "-all", "--bounding-set", "-all"];

/** A shell that does `steps` and then becomes `command`. No core dumps: they would hold pages. */
const shell = (steps: readonly string[], bounds: Bounds, command: readonly string[]): readonly string[] => [
  "/bin/sh",
  "-c",
  ["ulimit -c 0", `ulimit -d ${Math.ceil(bounds.dataBytes / 1024)} 2>/dev/null`, ...steps, 'exec "$@"'].join(
    "\n",
  ),
  "linksnap-capture",
  ...command,
];

/** Root makes the namespaces itself, opens a way to its files where they are closed to others, and steps down. */
const byRoot = (plan: MountPlan): Enclosure => ({
  ownNetwork: true,
  spawnAs: {},
  owner: NOBODY,
  enter: (command, bounds) => [
    ...WITH_SERVER,
    "unshare",
    "--net",
    ...OWN_PROCESSES,
    ...shell([RAISE_LOOPBACK, ...mountScript(plan, bounds.scratch)], bounds, [
      "setpriv",
      ...AS_NOBODY,
      ...DROP_ALL,
      "--",
      ...command,
    ]),
  ],
});

/** An ordinary user makes them inside a user namespace. Some containers forbid a new /proc: then without one. */
const byUser = (owner: Identity, ownProcesses: boolean): Enclosure => ({
  ownNetwork: true,
  spawnAs: owner,
  owner,
  enter: (command, bounds) => [
    ...WITH_SERVER,
    "unshare",
    "--user",
    "--map-current-user",
    "--keep-caps",
    "--net",
    ...(ownProcesses ? OWN_PROCESSES : []),
    ...shell([RAISE_LOOPBACK], bounds, ["setpriv", "--ambient-caps", "-all", ...DROP_ALL, "--", ...command]),
  ],
});

/** No namespaces: the browser's own sandbox and the door are what there is. */
const bare = (owner: Identity, noNewPrivileges: boolean): Enclosure => ({
  ownNetwork: false,
  spawnAs: owner,
  owner,
  enter: (command, bounds) =>
    noNewPrivileges ? shell([], bounds, ["setpriv", "--no-new-privs", "--", ...command]) : [...command],
});

/** Every enclosure worth trying for this user on this system, strongest first. */
export function enclosures(plan: MountPlan): readonly Enclosure[] {
  const isRoot = process.getuid?.() === 0;
  const owner: Identity = isRoot ? NOBODY : {};
  if (process.platform !== "linux") return [bare(owner, false)];
  return [
    ...(isRoot ? [byRoot(plan)] : []),
    byUser(owner, true),
    byUser(owner, false),
    bare(owner, true),
    bare(owner, false),
    // Root itself: nothing is proven then, but the owner may have allowed just that.
    ...(isRoot ? [bare({}, false)] : []),
  ];
}
