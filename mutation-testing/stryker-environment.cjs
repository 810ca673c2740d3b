const { TestEnvironment } = require('jest-environment-node');

/** Tests that inspect 8 million bytes; Stryker's instrumentation makes them a hundred times slower. */
const TOO_SLOW = ['is read up to 8 MiB', 'is aborted while it is read, however long it continues'];

/** Skips the remaining tests after the first failure, because one is enough; jest itself stops between files only. */
module.exports = class extends TestEnvironment {
  hasFailed = false;

  handleTestEvent(event) {
    if (event.name === 'test_done' && event.test.errors.length > 0) this.hasFailed = true;
    if (event.name === 'test_start' && (this.hasFailed || TOO_SLOW.includes(event.test.name))) event.test.mode = 'skip';
  }
};
