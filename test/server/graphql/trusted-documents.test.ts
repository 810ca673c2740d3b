import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from '../../../src/client/client.js';
import { documents } from '../../../src/client/generated/operations.js';
import { ALL_SCOPES, answerOf, codesOf, post, sha256, stage, type House } from '../harness.js';

const { open, file } = stage();

const ROOT = join(__dirname, '../..');

const LISTED = 'query Who { viewer { name } }';
const PARAMETRIC = 'query Incident($n: Int!) { incident(by: { number: $n }) { number } }';
const STRANGE = 'query Strange { viewer { scopes } }';

const apollo = {
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [
    { id: 'who', name: 'Who', type: 'query', body: LISTED },
    { id: sha256(PARAMETRIC), name: 'Incident', type: 'query', body: PARAMETRIC },
  ],
};
const relay = { who: LISTED, [sha256(PARAMETRIC)]: PARAMETRIC };

const openWith = (manifest: object): Promise<House> =>
  open({ ANONYMOUS_SCOPES: ALL_SCOPES, TRUSTED_DOCUMENTS: file('documents.json', manifest) });

const send = ({ url }: House, body: object) => post(`${url}/graphql`, JSON.stringify(body));

const get = async ({ url }: House, parameters: Record<string, string>) =>
  answerOf(
    await fetch(`${url}/graphql?${new URLSearchParams(parameters).toString()}`, {
      headers: { 'apollo-require-preflight': '1' },
    }),
  );

const byHash = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

const WHO = { viewer: { name: 'anonymous' } };

describe.each([
  ['Apollo’s', apollo],
  ['Relay’s', relay],
])('with a manifest in %s form', (_form, manifest) => {
  test('its documents run: by id, by hash, as text, by GET', async () => {
    const house = await openWith(manifest);
    const answers = [
      await send(house, { documentId: 'who' }),
      await send(house, { extensions: byHash(sha256(LISTED)) }),
      await send(house, { query: LISTED }),
      await send(house, { query: LISTED, extensions: byHash(sha256(LISTED)) }),
      await send(house, { query: `# Who is it?\n${LISTED.replaceAll(' ', '\n\t')}\n` }),
      await get(house, { query: `${LISTED}\n` }),
      await get(house, { documentId: 'who' }),
      await get(house, { extensions: JSON.stringify(byHash(sha256(LISTED))) }),
    ];
    expect(answers.map(({ data }) => data)).toEqual(answers.map(() => WHO));
  });

  test('they take their variables', async () => {
    const answer = await send(await openWith(manifest), { documentId: sha256(PARAMETRIC), variables: { n: 1 } });
    expect([answer.status, answer.data]).toEqual([200, { incident: null }]);
  });

  test('nothing else runs', async () => {
    const house = await openWith(manifest);
    const answers = [
      await send(house, { query: STRANGE }),
      await send(house, { query: STRANGE, documentId: 'who' }),
      await send(house, { query: STRANGE, extensions: byHash(sha256(LISTED)) }),
      await send(house, { query: LISTED.replace('name', 'name name') }),
      await send(house, { query: LISTED.replace('Who', 'Whose') }),
      await send(house, { query: `${LISTED} ${STRANGE}` }),
      await send(house, { query: '{ __schema { description } }' }),
      await send(house, { documentId: 'nobody' }),
      await send(house, { extensions: byHash(sha256(STRANGE)) }),
      await send(house, { query: STRANGE, extensions: byHash(sha256(STRANGE)) }),
      await get(house, { query: STRANGE }),
      await get(house, { query: STRANGE, documentId: 'who' }),
    ];
    expect(answers.map((answer) => [answer.status, codesOf(answer)])).toEqual(answers.map(() => [403, ['FORBIDDEN']]));
  });

  test('nothing gets around it: two queries in one address, a list of operations, nothing at all', async () => {
    const house = await openWith(manifest);
    const twice = new URLSearchParams([
      ['query', LISTED],
      ['query', STRANGE],
    ]);
    const address = `${house.url}/graphql?${twice.toString()}`;
    const answers = [
      await answerOf(await fetch(address, { headers: { 'apollo-require-preflight': '1' } })),
      await post(`${house.url}/graphql`, JSON.stringify([{ query: STRANGE }])),
      await send(house, {}),
      await send(house, { query: ['{ viewer { scopes } }'] }),
    ];
    expect(answers.every(({ data }) => JSON.stringify(data ?? WHO) === JSON.stringify(WHO))).toBe(true);
    expect(answers.slice(1).map(({ status }) => status)).toEqual([400, 400, 400]);
  });
});

describe('what `npm run documents` makes', () => {
  let path: string;

  beforeAll(() => {
    path = file('made.json', '');
    execFileSync(process.execPath, ['scripts/make-trusted-documents.mjs', 'schema/operations', path], {
      cwd: ROOT,
      stdio: 'ignore',
    });
  });

  const openMade = () => open({ ANONYMOUS_SCOPES: ALL_SCOPES, TRUSTED_DOCUMENTS: path });
  const twoIncidents = { incidents: { nodes: [{}, {}] } };

  test('knows each of the named operations by its hash', async () => {
    const { operations } = JSON.parse(readFileSync(path, 'utf8')) as { operations: { id: string; name: string }[] };
    const { id } = operations.find(({ name }) => name === 'ListIncidents') ?? { id: '' };
    const answer = await send(await openMade(), { extensions: byHash(id), variables: { first: 2 } });
    expect(answer.data).toMatchObject(twoIncidents);
  });

  test('lets pagergraph/client in, and the files of the operations as they are', async () => {
    const { url } = await openMade();
    const { nodes } = await createClient({ url: `${url}/graphql` }).listIncidents({ first: 2 });
    expect(nodes).toHaveLength(2);
    const query = readFileSync(join(ROOT, 'schema/operations/list-incidents.graphql'), 'utf8');
    expect((await post(`${url}/graphql`, JSON.stringify({ query, variables: { first: 2 } }))).data).toMatchObject(
      twoIncidents,
    );
  });

  test('refuses none of them, whichever way it is laid out', async () => {
    const house = await openMade();
    const folder = join(ROOT, 'schema/operations');
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    for (const query of [...files, ...Object.values(documents)])
      expect(codesOf(await send(house, { query, operationName: 'Other' }))).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  });
});

describe('without a manifest a client may register a text under its hash', () => {
  const env = { ANONYMOUS_SCOPES: ALL_SCOPES };

  test('and ask for it by the hash alone from then on', async () => {
    const house = await open(env);
    const unknown = await send(house, { extensions: byHash(sha256(LISTED)) });
    expect(codesOf(unknown)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    await send(house, { query: LISTED, extensions: byHash(sha256(LISTED)) });
    expect((await send(house, { extensions: byHash(sha256(LISTED)) })).data).toEqual(WHO);
  });

  test('but not under another text’s, and not beyond the limits', async () => {
    const house = await open(env);
    expect((await send(house, { query: STRANGE, extensions: byHash(sha256(LISTED)) })).status).toBe(400);
    const large = `{ ${'viewer { name } '.repeat(11)} }`;
    await send(house, { query: large, extensions: byHash(sha256(large)) });
    const again = await send(house, { extensions: byHash(sha256(large)) });
    expect(codesOf(again)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });
});
