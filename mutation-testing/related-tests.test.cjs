// The tests that are close to the mutated code, for the others take long and notice little more. All in one file: trying
// a mutant costs mostly the modules that jest loads for it, and it loads them anew for every file.
const { readdirSync } = require('node:fs');
const path = require('node:path');
const { describe } = require('@jest/globals');

const TESTS = path.join(__dirname, '../test');

/** Needs the sandbox, which takes longer to load than all others together. */
const FAR = 'clients-against-sandbox.test.ts';

/** These wait for real, so they come last: a mutant that another test notices is not tried on them. */
const SLOW = /(?:content-encoding|broken-response|transport|retries)\.test\.ts$/;

const near = readdirSync(path.join(TESTS, 'upstream'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && file !== FAR)
  .map((file) => `upstream/${file}`)
  .concat('faults/upstream-errors.test.ts')
  .toSorted((one, other) => SLOW.test(one) - SLOW.test(other));

for (const file of near) {
  describe(file, () => {
    require(path.join(TESTS, file));
  });
}
