const { TestEnvironment } = require('jest-environment-node');

/** Have each of 8 million bytes looked at, which what tells the mutants apart makes a hundred times as slow. */
const TOO_SLOW = ['is read up to 8 MiB', 'is cut off while it is read, however long it goes on'];

/** One test that fails is enough to know that a mutant was noticed; jest itself stops between files only. */
module.exports = class extends TestEnvironment {
  hasFailed = false;

  handleTestEvent(event) {
    if (event.name === 'test_done' && event.test.errors.length > 0) this.hasFailed = true;
    if (event.name === 'test_start' && (this.hasFailed || TOO_SLOW.includes(event.test.name))) event.test.mode = 'skip';
  }
};
