const { default: Sequencer } = require('@jest/test-sequencer');

/** Tests of ten seconds and more: at the end of the queue, one of them would occupy a single worker. */
const LONG = [
  'resilience/fault-matrix',
  'browser/playground',
  'browser/board-incident',
  'browser/board-live',
  'browser/board-load',
  'browser/board-people',
  'resilience/retry-amplification',
  'resilience/bulk-status-change',
  'properties/random-operations',
];

const isLong = ({ path }) => LONG.some((name) => path.replaceAll('\\', '/').endsWith(`/test/${name}.test.ts`));

// Without recorded durations, jest sorts by file size.
class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests.filter(isLong)), ...super.sort(tests.filter((test) => !isLong(test)))]; // oxlint-disable-line unicorn/no-array-sort -- jest's own
  }
}

module.exports = LongestFirst;
