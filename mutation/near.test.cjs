// The tests that are close to the mutated code, for the others take long and notice little more. All in one file: trying
// a mutant costs mostly the modules that jest loads for it, and it loads them anew for every file.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { describe } = require('@jest/globals');

const TESTS = join(__dirname, '../test');

/** Needs the sandbox, which takes longer to load than all others together. */
const FAR = 'upstream/against-sandbox.test.ts';

const near = readdirSync(join(TESTS, 'upstream'), { recursive: true })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `upstream/${file}`);

for (const file of [...near.filter((one) => one !== FAR), 'faults/answers.test.ts']) {
  describe(file, () => {
    require(join(TESTS, file));
  });
}
