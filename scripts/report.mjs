import { readFileSync } from 'node:fs';

/**
 * Counts what a JSON report in vitest's format holds. A file that failed without a failed test,
 * because it could not be loaded, counts as one failure; so does a report that is not there.
 */
export function readCounts(path) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}
