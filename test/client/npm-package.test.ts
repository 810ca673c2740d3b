import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parse } from 'graphql';
import { sandboxGateway } from '../operations/sandbox-gateway.js';

const ROOT = join(__dirname, '../..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const clientsPage = readFileSync(join(ROOT, 'docs/clients.md'), 'utf8');
const run = promisify(execFile);

// Packing and compiling run in their own processes.
jest.setTimeout(60_000);

/** The first code block of a page in this language that contains this text. */
function codeBlock(page: string, language: string, text: string): string {
  const blocks = [...page.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(
    ([, block = '']) => block,
  );
  const found = blocks.find((block) => block.includes(text));
  if (found === undefined) throw new Error(`The page has no ${language} with "${text}".`);
  return found;
}

const gateway = sandboxGateway();
const forGateway = (text: string) => text.replaceAll('http://127.0.0.1:4000', gateway.url);

test('the README’s query returns what the README shows', async () => {
  const { stdout } = await run('bash', ['-c', forGateway(codeBlock(readme, 'sh', 'curl -sG http'))]);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(codeBlock(readme, 'json', '"data"')));
});

describe('the package of npm run pack', () => {
  const project = mkdtempSync(join(tmpdir(), 'caller-'));
  const installed = (path = '') => readFileSync(join(project, 'node_modules/pagergraph', path), 'utf8');
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const file = `pagergraph-${version}.tgz`;

  beforeAll(async () => {
    await run('node', ['scripts/pack-client.mjs', project], { cwd: ROOT });
    writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', file], { cwd: project });
  });
  afterAll(() => rmSync(project, { recursive: true }));

  test('has the name that docs/clients.md gives it', () => {
    expect(clientsPage).toContain(file);
  });

  test('passes publint', async () => {
    const { stdout } = await run('node_modules/.bin/publint', ['--strict', join(project, 'node_modules/pagergraph')], {
      cwd: ROOT,
    });
    expect(stdout).toContain('All good!');
  });

  test('contains the client, the schema and nothing of the gateway', async () => {
    const { stdout } = await run('tar', ['tzf', file], { cwd: project });
    const others = stdout
      .trim()
      .split('\n')
      .map((path) => path.replace('package/', ''))
      .filter((path) => !/^dist\/client\/.*\.(?:js|js\.map|d\.ts)$|^schema\/operations\/[a-z-]+\.graphql$/.test(path));
    expect(others.toSorted()).toEqual([
      'LICENSE',
      'README.md',
      'package.json',
      'schema/scalars.json',
      'schema/schema.graphql',
    ]);
    const { stdout: packages } = await run('npm', ['ls', '--all', '--parseable'], { cwd: project });
    expect(packages.trim().split('\n')).toHaveLength(2);
  });

  test('brings its files under the names of docs/clients.md', () => {
    const { exports } = JSON.parse(installed('package.json')) as { exports: Record<string, string> };
    expect(() => parse(installed(exports['./schema.graphql']))).not.toThrow();
    expect(JSON.parse(installed(exports['./scalars.json']))).toHaveProperty('DateTime');
  });

  test('runs the program of docs/clients.md, which TypeScript accepts', async () => {
    const tour = forGateway(codeBlock(clientsPage, 'ts', 'pagergraph/client'));
    writeFileSync(join(project, 'main.mjs'), tour);
    await run('node', ['--check', 'main.mjs'], { cwd: project });
    writeFileSync(join(project, 'main.mts'), tour);
    const [, commands = ''] = /^npx (tsc .+)$/m.exec(forGateway(codeBlock(clientsPage, 'sh', 'npx tsc'))) ?? [];
    const { stdout } = await run('bash', ['-c', `"$BIN"/${commands}`], {
      cwd: project,
      env: { ...process.env, BIN: join(ROOT, 'node_modules/.bin') },
    });
    expect(stdout).toContain('#1260 Refund queue not draining (Payments Gateway)\n');
    expect(stdout).toMatch(/^triggered 1261$/m);
  });
});
