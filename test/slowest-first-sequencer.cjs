const { default: Sequencer } = require('@jest/test-sequencer');

/** Those of ten seconds and more: last in the line, one of them would keep a single worker busy. */
const LONG = [
  'resilience/fault-matrix',
  'browser/playground',
  'resilience/retry-amplification',
  'resilience/bulk-status-change',
  'properties/random-operations',
];

const isLong = ({ path }) => LONG.some((name) => path.replaceAll('\\', '/').endsWith(`/test/${name}.test.ts`));

// On a new clone jest knows no durations and goes by the size of files.
class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests.filter(isLong)), ...super.sort(tests.filter((test) => !isLong(test)))]; // oxlint-disable-line unicorn/no-array-sort -- jest's own
  }
}

module.exports = LongestFirst;
