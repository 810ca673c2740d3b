import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from '../../../src/client/client.js';
import { documents } from '../../../src/client/generated/operations.js';
import { ALL_SCOPES, readResponse, errorCodes, post, sha256, liveGateways, type LiveGateway } from '../harness.js';

const { open, writeFile } = liveGateways();

const ROOT = join(__dirname, '../../..');

const LISTED = 'query Who { viewer { name } }';
const PARAMETRIC = 'query Incident($n: Int!) { incident(by: { number: $n }) { number } }';
const NOT_LISTED = 'query Strange { viewer { scopes } }';

const apollo = {
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [
    { id: 'who', name: 'Who', type: 'query', body: LISTED },
    { id: sha256(PARAMETRIC), name: 'Incident', type: 'query', body: PARAMETRIC },
  ],
};
const relay = { who: LISTED, [sha256(PARAMETRIC)]: PARAMETRIC };

const openWithManifest = (manifest: object): Promise<LiveGateway> =>
  open({ ANONYMOUS_SCOPES: ALL_SCOPES, TRUSTED_DOCUMENTS: writeFile('documents.json', manifest) });

const sendBody = ({ url }: LiveGateway, body: object) => post(`${url}/graphql`, JSON.stringify(body));

const sendGet = async ({ url }: LiveGateway, parameters: Record<string, string>) =>
  readResponse(
    await fetch(`${url}/graphql?${new URLSearchParams(parameters).toString()}`, {
      headers: { 'apollo-require-preflight': '1' },
    }),
  );

const hashExtension = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

const WHO_DATA = { viewer: { name: 'anonymous' } };

describe.each([
  ['Apollo’s', apollo],
  ['Relay’s', relay],
])('with a manifest in %s form', (_form, manifest) => {
  test('its documents run: by id, by hash, as text, by GET', async () => {
    const house = await openWithManifest(manifest);
    const responses = [
      await sendBody(house, { documentId: 'who' }),
      await sendBody(house, { extensions: hashExtension(sha256(LISTED)) }),
      await sendBody(house, { query: LISTED }),
      await sendBody(house, { query: LISTED, extensions: hashExtension(sha256(LISTED)) }),
      await sendBody(house, { query: `# Who is it?\n${LISTED.replaceAll(' ', '\n\t')}\n` }),
      await sendGet(house, { query: `${LISTED}\n` }),
      await sendGet(house, { documentId: 'who' }),
      await sendGet(house, { extensions: JSON.stringify(hashExtension(sha256(LISTED))) }),
    ];
    expect(responses.map(({ data }) => data)).toEqual(responses.map(() => WHO_DATA));
  });

  test('they accept their variables', async () => {
    const response = await sendBody(await openWithManifest(manifest), {
      documentId: sha256(PARAMETRIC),
      variables: { n: 1 },
    });
    expect([response.status, response.data]).toEqual([200, { incident: null }]);
  });

  test('nothing else runs', async () => {
    const house = await openWithManifest(manifest);
    const responses = [
      await sendBody(house, { query: NOT_LISTED }),
      await sendBody(house, { query: NOT_LISTED, documentId: 'who' }),
      await sendBody(house, { query: NOT_LISTED, extensions: hashExtension(sha256(LISTED)) }),
      await sendBody(house, { query: LISTED.replace('name', 'name name') }),
      await sendBody(house, { query: LISTED.replace('Who', 'Whose') }),
      await sendBody(house, { query: `${LISTED} ${NOT_LISTED}` }),
      await sendBody(house, { query: '{ __schema { description } }' }),
      await sendBody(house, { documentId: 'nobody' }),
      await sendBody(house, { extensions: hashExtension(sha256(NOT_LISTED)) }),
      await sendBody(house, { query: NOT_LISTED, extensions: hashExtension(sha256(NOT_LISTED)) }),
      await sendGet(house, { query: NOT_LISTED }),
      await sendGet(house, { query: NOT_LISTED, documentId: 'who' }),
    ];
    expect(responses.map((response) => [response.status, errorCodes(response)])).toEqual(
      responses.map(() => [403, ['FORBIDDEN']]),
    );
  });

  test('nothing bypasses it: two queries in one URL, a list of operations, an empty body', async () => {
    const house = await openWithManifest(manifest);
    const twice = new URLSearchParams([
      ['query', LISTED],
      ['query', NOT_LISTED],
    ]);
    const address = `${house.url}/graphql?${twice.toString()}`;
    const responses = [
      await readResponse(await fetch(address, { headers: { 'apollo-require-preflight': '1' } })),
      await post(`${house.url}/graphql`, JSON.stringify([{ query: NOT_LISTED }])),
      await sendBody(house, {}),
      await sendBody(house, { query: ['{ viewer { scopes } }'] }),
    ];
    expect(responses.every(({ data }) => JSON.stringify(data ?? WHO_DATA) === JSON.stringify(WHO_DATA))).toBe(true);
    expect(responses.slice(1).map(({ status }) => status)).toEqual([400, 400, 400]);
  });
});

describe('the manifest of `npm run documents`', () => {
  let path: string;

  beforeAll(() => {
    path = writeFile('made.json', '');
    execFileSync(process.execPath, ['scripts/make-trusted-documents.mjs', 'schema/operations', path], {
      cwd: ROOT,
      stdio: 'ignore',
    });
  });

  const openMade = () => open({ ANONYMOUS_SCOPES: ALL_SCOPES, TRUSTED_DOCUMENTS: path });
  const twoIncidents = { incidents: { nodes: [{}, {}] } };

  test('has the hash of each named operation', async () => {
    const { operations } = JSON.parse(readFileSync(path, 'utf8')) as { operations: { id: string; name: string }[] };
    const { id } = operations.find(({ name }) => name === 'ListIncidents') ?? { id: '' };
    const response = await sendBody(await openMade(), { extensions: hashExtension(id), variables: { first: 2 } });
    expect(response.data).toMatchObject(twoIncidents);
  });

  test('allows pagergraph/client and the unchanged operation files', async () => {
    const { url } = await openMade();
    const { nodes } = await createClient({ url: `${url}/graphql` }).listIncidents({ first: 2 });
    expect(nodes).toHaveLength(2);
    const query = readFileSync(join(ROOT, 'schema/operations/list-incidents.graphql'), 'utf8');
    expect((await post(`${url}/graphql`, JSON.stringify({ query, variables: { first: 2 } }))).data).toMatchObject(
      twoIncidents,
    );
  });

  test('allows all of them in any layout', async () => {
    const house = await openMade();
    const folder = join(ROOT, 'schema/operations');
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    for (const query of [...files, ...Object.values(documents)])
      expect(errorCodes(await sendBody(house, { query, operationName: 'Other' }))).toEqual([
        'OPERATION_RESOLUTION_FAILURE',
      ]);
  });
});

describe('without a manifest, a client may register a text with its hash', () => {
  const env = { ANONYMOUS_SCOPES: ALL_SCOPES };

  test('and then send the hash alone', async () => {
    const house = await open(env);
    const unknown = await sendBody(house, { extensions: hashExtension(sha256(LISTED)) });
    expect(errorCodes(unknown)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    await sendBody(house, { query: LISTED, extensions: hashExtension(sha256(LISTED)) });
    expect((await sendBody(house, { extensions: hashExtension(sha256(LISTED)) })).data).toEqual(WHO_DATA);
  });

  test('but not another text’s hash, and not beyond the limits', async () => {
    const house = await open(env);
    expect((await sendBody(house, { query: NOT_LISTED, extensions: hashExtension(sha256(LISTED)) })).status).toBe(400);
    const large = `{ ${'viewer { name } '.repeat(11)} }`;
    await sendBody(house, { query: large, extensions: hashExtension(sha256(large)) });
    const again = await sendBody(house, { extensions: hashExtension(sha256(large)) });
    expect(errorCodes(again)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });
});
