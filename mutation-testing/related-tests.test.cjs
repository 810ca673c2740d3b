// The tests close to the mutated code; the others take long and find little more. All run in one file, because most of
// the time for a mutant goes into loading modules, and jest loads them again for every file.
const { readdirSync } = require('node:fs');
const path = require('node:path');
const { describe } = require('@jest/globals');

const TESTS = path.join(__dirname, '../test');

/** Needs the sandbox, which takes longer to load than all other modules together. */
const EXCLUDED = 'clients-against-sandbox.test.ts';

/** These wait in real time, so they run last: a mutant that another test finds does not reach them. */
const SLOW = /(?:content-encoding|broken-response|transport|retries)\.test\.ts$/;

const listTests = (folder) =>
  readdirSync(path.join(TESTS, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && file !== EXCLUDED)
    .map((file) => `${folder}/${file}`);

const files = [...listTests('upstream'), ...listTests('shared'), 'faults/upstream-errors.test.ts'].toSorted(
  (one, other) => SLOW.test(one) - SLOW.test(other),
);

for (const file of files) {
  describe(file, () => {
    require(path.join(TESTS, file));
  });
}
