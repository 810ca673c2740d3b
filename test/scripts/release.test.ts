import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { releaseChanges } from '../../scripts/release/changelog.mjs';
import { createCheckout, folder, ONE_INCIDENT, readIncidents, run, waitForExit } from './checkout.js';

const VERSION = '99.1.0';

/** Builds and installs are slow on a busy machine. */
jest.setTimeout(180_000);

let place: string;
const read = (path: string) => readFileSync(join(place, path), 'utf8');
const execute = (command: string, args: readonly string[], cwd = place) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
};
const release = (...args: readonly string[]) => execute(process.execPath, ['scripts/release.mjs', ...args]);

let current: string;

beforeAll(() => {
  place = createCheckout({ others: ['CHANGELOG.md', 'docs', 'deploy'] });
  current = (JSON.parse(read('package.json')) as { version: string }).version;
  // Right after a release nothing is unreleased.
  const changelog = read('CHANGELOG.md').replace('## Unreleased\n', '## Unreleased\n\n### New\n\n- A change.\n');
  writeFileSync(join(place, 'CHANGELOG.md'), changelog);
});

describe('npm run release', () => {
  test('explains itself with --help, and makes nothing', () => {
    expect(release('--help')).toEqual({ status: 0, stdout: expect.stringMatching(/^Usage: /), stderr: '' });
    expect(() => read('release/SHA256SUMS')).toThrow('ENOENT');
  });

  test.each([
    [['--bogus'], 'Unknown option'],
    [[VERSION, '99.2.0'], 'Give one version, not 2.'],
    [['--dry-run'], 'A dry run needs a version.'],
  ])('refuses %j with the reason and its usage', (args, reason) => {
    const { status, stderr } = release(...args);
    expect([status, stderr]).toEqual([1, expect.stringContaining(reason)]);
    expect(stderr).toContain('Usage: npm run release');
    expect(() => read('release/SHA256SUMS')).toThrow('ENOENT');
  });
});

describe('npm run release with a version', () => {
  test('changes nothing and makes nothing with --dry-run, but prints what the release has', () => {
    const before = read('CHANGELOG.md');
    const { status, stdout } = release(VERSION, '--dry-run');
    expect([status, stdout]).toEqual([0, expect.stringContaining(`${current} -> ${VERSION}\n\n### New\n`)]);
    expect(read('CHANGELOG.md')).toBe(before);
    expect(() => read('release/SHA256SUMS')).toThrow('ENOENT');
  });

  test.each(['0.0.9', 'v100.0.0', '100.0', 'minor'])('refuses %s', (version) => {
    const message = `${version} is not a version after ${current}. Write it as MAJOR.MINOR.PATCH.\n`;
    expect(release(version)).toEqual({ status: 1, stdout: '', stderr: message });
  });

  test('sets it everywhere and makes the files', () => {
    expect(release(VERSION)).toMatchObject({ status: 0, stderr: '' });
    for (const file of ['package.json', 'package-lock.json'])
      expect(JSON.parse(read(file))).toMatchObject({ version: VERSION });
    expect(read('CHANGELOG.md')).toMatch(/^# Changelog\n\n## Unreleased\n\n## 99\.1\.0 - \d{4}-\d\d-\d\d\n\n###/);
    for (const page of ['docs/clients.md', 'docs/operating.md', 'deploy/README.md'])
      expect(read(page)).toContain(VERSION);
    const schemaOf = (path: string) => read(path).replace(/^#.*\n/, '');
    expect(schemaOf('schema/released.graphql')).toBe(schemaOf('schema/schema.graphql'));
  });
});

describe('the files of a release', () => {
  test('have the sums in SHA256SUMS', () => {
    const { status, stdout } = execute('sha256sum', ['--check', 'SHA256SUMS'], join(place, 'release'));
    const files = [
      `pagergraph-${VERSION}.tgz`,
      `pagergraph-gateway-${VERSION}.cdx.json`,
      `pagergraph-gateway-${VERSION}.tgz`,
    ];
    expect([status, stdout]).toEqual([0, files.map((file) => `${file}: OK\n`).join('')]);
  });

  describe('list the packages in the gateway', () => {
    interface Bill {
      readonly bomFormat: string;
      readonly metadata: { readonly component: { readonly name: string; readonly version: string } };
      readonly components: readonly { readonly name: string; readonly 'bom-ref': string }[];
      readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
    }
    const readBill = () => JSON.parse(read(`release/pagergraph-gateway-${VERSION}.cdx.json`)) as Bill;
    const namesOf = ({ components }: Bill) => components.map(({ name }) => name);

    test('as a bill of materials that is complete in itself', () => {
      const bill = readBill();
      expect(bill.bomFormat).toBe('CycloneDX');
      expect(bill.metadata.component).toMatchObject({ name: 'pagergraph-gateway', version: VERSION });
      const known = new Set([`pagergraph@${VERSION}`, ...bill.components.map((component) => component['bom-ref'])]);
      const mentioned = bill.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
      expect(mentioned.filter((ref) => !known.has(ref))).toEqual([]);
      expect(JSON.stringify(bill)).not.toContain(folder);
    });

    test('with every package whose code is in the bundle', () => {
      const maps = readdirSync(join(place, 'dist'), { recursive: true, encoding: 'utf8' }).filter((path) =>
        path.endsWith('.js.map'),
      );
      const sources = maps.flatMap((path) => (JSON.parse(read(join('dist', path))) as { sources: string[] }).sources);
      const bundled = sources.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
      const names = [...new Set(bundled)].filter((name) => name !== undefined);
      expect(names.length).toBeGreaterThan(50);
      expect(names.filter((name) => !namesOf(readBill()).includes(name))).toEqual([]);
    });

    test('with those in the files for browsers, and without those of development', () => {
      const names = namesOf(readBill());
      expect(names).toEqual(expect.arrayContaining(['@graphql-yoga/render-graphiql', 'preact']));
      expect(names.filter((name) => /^(?:jest|typescript|esbuild|oxlint)$/.test(name))).toEqual([]);
    });
  });

  test('install the command `pagergraph`', async () => {
    const prefix = join(folder, 'installed');
    const tarball = join(place, `release/pagergraph-gateway-${VERSION}.tgz`);
    expect(execute('npm', ['install', '--global', '--offline', '--prefix', prefix, tarball]).status).toBe(0);
    const command = join(prefix, 'bin/pagergraph');
    expect(await readIncidents(run(command, [], '/'))).toMatchObject(ONE_INCIDENT);
    expect(execute(command, ['--version'])).toEqual({ status: 0, stdout: `${VERSION}\n`, stderr: '' });
    expect(execute(command, ['--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Usage: pagergraph/),
    });
    const checking = run(command, ['--check-config'], '/');
    const [said, { code }] = await Promise.all([text(checking.stdout), waitForExit(checking)]);
    expect([code, said]).toEqual([0, expect.stringMatching(/^Checked: sandbox/)]);
  });
});

describe('the changelog of a release', () => {
  test('gets the unreleased changes', () => {
    const changelog = '# Changelog\n\n## Unreleased\n\n- Costs $1.\n\n## 0.1.0\n\n- First.\n';
    expect(releaseChanges(changelog, '0.2.0 - 2026-12-01')).toEqual({
      changelog: '# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-12-01\n\n- Costs $1.\n\n## 0.1.0\n\n- First.\n',
      notes: '- Costs $1.',
    });
  });

  test.each([
    ['without changes', '## Unreleased\n\n## 0.1.0\n\n- First.\n', 'CHANGELOG.md has nothing below "## Unreleased"'],
    ['of a version that it has', '## Unreleased\n\n- New.\n\n## 0.2.0\n', 'CHANGELOG.md already has 0.2.0'],
  ])('is refused %s', (_, changelog, message) => {
    expect(() => releaseChanges(changelog, '0.2.0 - 2026-12-01')).toThrow(message);
  });
});
