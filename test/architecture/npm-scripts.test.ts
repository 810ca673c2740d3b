import { describe, expect, test } from '@jest/globals';
import { MARKDOWN_FILES } from './prose-sources.js';
import { readText } from './source-code.js';

const { scripts } = JSON.parse(readText('package.json')) as { scripts: Readonly<Record<string, string>> };
const WITHOUT_RUN = ['start', 'test'];
const command = (name: string) => (WITHOUT_RUN.includes(name) ? `npm ${name}` : `npm run ${name}`);

/** Each line of a page that begins with a command. */
const commandLines = (text: string) =>
  [...text.matchAll(/^(?:\| |- )`(npm (?:run )?[a-z:-]+)/gm)].map(([, name]) => name);

describe('the npm scripts', () => {
  test('have one line each in CONTRIBUTING.md', () => {
    const lines = commandLines(readText('CONTRIBUTING.md'));
    const wrong = Object.keys(scripts).filter((name) => lines.filter((line) => line === command(name)).length !== 1);
    expect(wrong).toEqual([]);
  });

  test.each(MARKDOWN_FILES.map((file) => [file]))('%s names only scripts that exist', (file) => {
    const named = [...readText(file).matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
