/** Says whether this Node can run Linksnap. The bound is the `engines` field of package.json, in one more place. */

/**
 * @param {string} version such as "20.19.0"
 * @returns {"too-old" | "past-its-end" | "fine"}
 */
export function judgeNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) return "too-old";
  // Node 20 left maintenance in April 2026: https://nodejs.org/en/about/previous-releases
  return major === 20 ? "past-its-end" : "fine";
}
