import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { readOperationTabs } from '../../../src/server/playground/operation-tabs.js';
import type { PlaygroundSettings } from '../../../src/server/playground/playground-route.js';
import { startTestGateway } from '../test-gateway.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const FILES = ['graphiql.js', 'graphiql.css', 'graphql.worker.js', 'json.worker.js', 'editor.worker.js', 'start.js'];

const directory = mkdtempSync(join(tmpdir(), 'playground-'));
const folder = pathToFileURL(`${directory}/`);

function writePlaygroundFile(name: string, content: string | Uint8Array): void {
  writeFileSync(new URL(name, folder), content);
}

interface Settings {
  readonly headers: string;
}

function settingsIn(page: string): Settings {
  return JSON.parse(/id="settings">(.*?)<\/script>/s.exec(page)?.[1] ?? '') as Settings;
}

const FACTS: PlaygroundSettings = {
  mode: 'live',
  accounts: { pagerduty: { keys: ['main', 'eu'], defaultKey: 'main' }, cloudflare: { keys: [] } },
  tabs: [{ name: 'A', group: 'look', about: '', query: '{ a } # </script><script>alert(1)</script>', isOpen: true }],
  mutations: { breakIt: { about: 'Breaks it.', upstream: 'pagerduty' } },
  asksForToken: true,
  introspection: false,
  runsAnyDocument: true,
};

afterAll(() => rmSync(directory, { recursive: true }));

describe('the playground', () => {
  let app: FastifyInstance;

  beforeAll(async () => {
    for (const name of [...FILES, 'secret.txt']) {
      writePlaygroundFile(name, `content of ${name}`);
      writePlaygroundFile(`${name}.gz`, gzipSync(`content of ${name}`));
    }
    writePlaygroundFile('version', 'v7');
    ({ app } = await startTestGateway({ playground: { assets: folder, readSettings: () => FACTS } }));
  });

  afterAll(() => app.close());

  test('a browser that opens /graphql gets the page', async () => {
    const response = await app.inject({ url: '/graphql', headers: { accept: BROWSER } });
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      vary: 'accept, accept-encoding',
    });
    expect(response.body).toContain('<script src="playground/v7/start.js"></script>');
  });

  test('the page runs nothing but its own files', async () => {
    const { headers } = await app.inject({ url: '/graphql', headers: { accept: BROWSER } });
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]),
    );
  });

  test('no tab can break out of the page', async () => {
    const { body } = await app.inject({ url: '/graphql', headers: { accept: BROWSER } });
    expect(body).not.toContain('<script>alert');
    expect(settingsIn(body)).toMatchObject({ endpoint: 'graphql', title: 'pagergraph', ...FACTS });
  });

  test('there is a field for a required token, and responses state their cost', async () => {
    const { body } = await app.inject({ url: '/graphql', headers: { accept: BROWSER } });
    expect(JSON.parse(settingsIn(body).headers)).toEqual({
      authorization: 'Bearer your-api-key',
      'x-pagergraph-upstream-calls': '1',
    });
  });

  test('the title of a live gateway marks it as live', async () => {
    const { body } = await app.inject({ url: '/graphql', headers: { accept: BROWSER } });
    expect(body).toContain('<title>LIVE · pagergraph</title>');
  });

  test('the page has only relative URLs, because a proxy may add a prefix', async () => {
    const { body } = await app.inject({ url: '/graphql', headers: { accept: BROWSER } });
    expect(body.match(/(?:href|src)="\/|"endpoint":"\//g)).toBe(null);
  });

  test('a link with a query opens the page in a browser', async () => {
    const response = await app.inject({ url: '/graphql?query={greeting}', headers: { accept: BROWSER } });
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  test('a GET of a program gets JSON, and the response has a Vary header', async () => {
    const headers = { accept: 'application/json', 'apollo-require-preflight': '1' };
    const response = await app.inject({ url: '/graphql?query={greeting}', headers });
    expect(response.json()).toEqual({ data: { greeting: 'hello' } });
    expect(response.headers['vary']).toBe('accept, accept-encoding');
  });

  test('the root redirects to the page', async () => {
    const response = await app.inject({ url: '/' });
    expect([response.statusCode, response.headers['location']]).toEqual([302, 'graphql']);
  });

  test.each(FILES)('%s is served, compressed when that is accepted', async (name) => {
    const plain = await app.inject({ url: `/playground/v7/${name}` });
    expect([plain.statusCode, plain.body]).toEqual([200, `content of ${name}`]);
    expect(plain.headers['content-type']).toMatch(/^text\/(?:javascript|css); charset=utf-8$/);
    const zipped = await app.inject({ url: `/playground/v7/${name}`, headers: { 'accept-encoding': 'gzip, br' } });
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(`content of ${name}`);
  });

  test('browsers may cache a file forever, because its URL changes with its content', async () => {
    const { headers } = await app.inject({ url: '/playground/v7/start.js' });
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const page = await app.inject({ url: '/graphql', headers: { accept: BROWSER } });
    expect(page.headers['cache-control']).toBe('no-cache');
  });

  test('a file of another version is a 404 without the cache lifetime of a file', async () => {
    const response = await app.inject({ url: '/playground/v8/start.js' });
    expect([response.statusCode, response.headers['cache-control']]).toEqual([404, undefined]);
  });

  test('an excluded gzip is not used', async () => {
    const response = await app.inject({
      url: '/playground/v7/start.js',
      headers: { 'accept-encoding': 'gzip;q=0, br' },
    });
    expect(response.headers).not.toHaveProperty('content-encoding');
  });

  test.each(['secret.txt', 'version', 'start.js.gz', '..%2Fpackage.json', ''])('%p is not served', async (name) => {
    expect((await app.inject({ url: `/playground/v7/${name}` })).statusCode).toBe(404);
  });
});

describe('without the playground', () => {
  test('neither the page, nor its files, nor the redirect exist', async () => {
    const { app } = await startTestGateway();
    const urls = ['/graphql', '/playground/v7/start.js', '/'];
    const responses = await Promise.all(urls.map((url) => app.inject({ url, headers: { accept: BROWSER } })));
    expect(responses.map((response) => response.statusCode)).toEqual([400, 404, 404]);
    await app.close();
  });
});

describe('tabs', () => {
  const operations = new URL('operations/', folder);

  test('are in the order of their tasks: read, change, connect', () => {
    const files = [
      'query zebra',
      'mutation apple',
      'query connect-a',
      'mutation trigger-incident',
      'mutation resolve-a',
      'query overview',
    ];
    for (const file of files) {
      const [kind, name = ''] = file.split(' ');
      writePlaygroundFile(`${name}.graphql`, `${kind} ${name.replace('-', '')} { greeting }`);
    }
    writePlaygroundFile('notes.md', 'no tab');
    expect(readOperationTabs(folder, 'sandbox').map(({ name, group, isOpen }) => [name, group, isOpen])).toEqual([
      ['overview', 'look', true],
      ['zebra', 'look', false],
      ['triggerincident', 'change', true],
      ['resolvea', 'change', false],
      ['apple', 'change', false],
      ['connecta', 'connect', false],
    ]);
    for (const file of files) rmSync(new URL(`${file.split(' ')[1]}.graphql`, folder));
  });

  test('of connecting are those that docs/operations.md lists under it', () => {
    const root = pathToFileURL(join(__dirname, '../../..', '/'));
    const [, section = ''] = readFileSync(new URL('docs/operations.md', root), 'utf8').split('## Connect Cloudflare');
    const listed = [...section.matchAll(/^(?:query|mutation) (\w+)/gm)].map(([, name = '']) => name);
    const tabs = readOperationTabs(new URL('schema/operations/', root), 'sandbox');
    const connecting = tabs.filter(({ group }) => group === 'connect').map(({ name }) => name);
    expect(connecting.toSorted()).toEqual(listed.toSorted());
  });

  test('read their variables from a line of the file, which the tab does not show', () => {
    writePlaygroundFile('a.graphql', '# Greets.\n# variables: {"n": 2}\nquery A($n: Int!) { greeting(times: $n) }\n');
    expect(readOperationTabs(folder, 'sandbox')[0]).toMatchObject({
      about: 'Greets.',
      query: '# Greets.\nquery A($n: Int!) { greeting(times: $n) }',
      variables: '{\n  "n": 2\n}',
    });
  });

  test('of a live gateway have the shape of their variables without values', () => {
    const variables = '{"input": {"ref": {"number": 1260}, "on": ["HIGH"]}, "first": 25}';
    writePlaygroundFile(
      'a.graphql',
      `# variables: ${variables}\nmutation A($input: In!, $first: Int, $dry: Boolean! = true) { a }`,
    );
    expect(readOperationTabs(folder, 'live')[0]).toMatchObject({
      query:
        '# LIVE. Fill in the variables before you send this: ' +
        '{ "input": { "ref": { "number": … }, "on": [ … ] }, "first": … }\n' +
        'mutation A($input: In!, $first: Int, $dry: Boolean! = true) { a }',
      variables: '{\n  "input": null\n}',
    });
  });

  test('of a live gateway name nothing that the sandbox invented', () => {
    const live = readOperationTabs(new URL('../../../schema/operations/', pathToFileURL(__filename)), 'live');
    const invented = live.filter(({ variables = '{}' }) => /[^{}\s]/.test(variables.replaceAll(/"\w+": null,?/g, '')));
    expect(invented).toEqual([]);
  });

  test.each([
    ['# variables: {n: 2}\nquery A { greeting }', 'The variables line of a.graphql is not valid JSON.'],
    ['query A {', 'a.graphql must contain exactly one operation.'],
    ['{ a } query B { b }', 'a.graphql must contain exactly one operation.'],
  ])('with an invalid file name it: %j', (text, sentence) => {
    writePlaygroundFile('a.graphql', text);
    expect(() => readOperationTabs(folder, 'sandbox')).toThrow(sentence);
  });

  test('are empty without a folder', () => {
    expect(readOperationTabs(operations, 'sandbox')).toEqual([]);
  });
});
