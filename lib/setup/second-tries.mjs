/**
 * A reporter of vitest that names, at the end of a run, every test that failed first and passed at its second try, so that
 * none of them hides behind a green run.
 */

/**
 * @param {Iterable<{ children: { allTests(): Iterable<{ fullName: string, diagnostic(): { flaky: boolean } | undefined }> } }>} modules
 * @returns {string[]} full names of the tests
 */
export const secondTries = (modules) =>
  [...modules].flatMap((module) =>
    [...module.children.allTests()].filter((test) => test.diagnostic()?.flaky).map((test) => test.fullName),
  );

export class SecondTries {
  onTestRunEnd(modules) {
    const names = secondTries(modules);
    if (names.length > 0)
      process.stdout.write(`\nPassed at a second try only:\n${names.map((name) => `  ${name}\n`).join("")}`);
  }
}
