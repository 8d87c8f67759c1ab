// npm test: installs if needed, then runs every check and every test, whatever fails before, and counts.
// The last line is `N passed, N failed, N skipped`: the tests, and one for each check. In CI, what is skipped is a failure of the run.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install, installClickHouse, run, runtime } from "./install.mjs";

const ci = process.env.CI !== undefined && process.env.CI !== "" && process.env.CI !== "false";
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

function section(title) {
  console.log(`\n== ${title}`);
}

function count(title, { passed = 0, failed = 0, skipped = 0 }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  if (failed > 0) failures.push(title);
}

function check(title, passes) {
  section(title);
  const passed = passes();
  console.log(passed ? "passed" : "FAILED");
  count(title, passed ? { passed: 1 } : { failed: 1 });
  return passed;
}

function clickHouse() {
  const title = "ClickHouse engine for the tests";
  section(title);
  if (installClickHouse()) {
    console.log("passed");
    count(title, { passed: 1 });
    return;
  }
  console.log(`It can not be installed here: what needs it ${ci ? "fails" : "is skipped, and says so"}.`);
  count(title, ci ? { failed: 1 } : { skipped: 1 });
}

/** Runs vitest and counts from its report. A file that does not load, an error outside a test and a missing report are failures too. */
function tests(title, node, args) {
  section(title);
  const folder = mkdtempSync(join(tmpdir(), "kindred-test-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const status = run(node, "node_modules/vitest/vitest.mjs", ["run", ...args, ...reporters]);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    const results = JSON.parse(readFileSync(report, "utf8"));
    counts.passed = results.numPassedTests;
    counts.failed = results.numFailedTests + results.testResults.filter(brokeBeforeItsTests).length;
    counts.skipped = results.numPendingTests + results.numTodoTests;
  } catch (error) {
    console.log(`No report of the tests: ${error.message}`);
  }
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  rmSync(folder, { recursive: true, force: true });
  count(title, counts);
}

function brokeBeforeItsTests({ status, assertionResults }) {
  return status === "failed" && !assertionResults.some((result) => result.status === "failed");
}

function everything() {
  let node;
  const ready = check("install", () => {
    node = install() ? runtime() : undefined;
    return node !== undefined;
  });
  if (!ready) return;
  clickHouse();
  check("types", () => run(node, "node_modules/typescript/bin/tsc", ["--noEmit"]) === 0);
  check("format and lint", () => run(node, "node_modules/@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]) === 0);
  check("unused code and dependencies", () => run(node, "node_modules/knip/bin/knip.js") === 0);
  tests("architecture", node, ["test/architecture"]);
  tests("tests", node, ["--exclude", "test/architecture*", "--exclude", "test/architecture/**", ...process.argv.slice(2)]);
}

everything();
if (failures.length > 0) console.log(`\nFailed: ${failures.join("; ")}`);
if (ci && total.skipped > 0) console.log("\nSomething was skipped, which this run does not allow.");
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || (ci && total.skipped > 0) ? 1 : 0;
