import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fieldValues, startTestSandbox, textField, toList, type HttpResponse, type TestSandbox } from '../harness.js';

let harness: TestSandbox;
let policy: string;
beforeEach(async () => {
  harness = await startTestSandbox();
  policy = fieldValues((await harness.cloudflare('/policies')).json['result'], 'id')[0] ?? '';
});
afterEach(() => harness.sandbox.stop());

const silence = (changes: object = {}) => ({
  policy_id: policy,
  start_time: '2026-03-20T00:00:00Z',
  end_time: '2026-03-21T00:00:00Z',
  ...changes,
});
const create = (...silences: readonly object[]) => harness.cloudflare('/silences', { body: silences });
const list = async () => toList((await harness.cloudflare('/silences')).json['result']);
const errorOf = ({ json }: HttpResponse) => toList(json['errors'])[0];

describe('a new silence', () => {
  test('has no id in the response, and is listed a moment later', async () => {
    const before = await list();
    expect((await create(silence())).json).toMatchObject({ success: true, result: null });
    expect(await list()).toHaveLength(before.length);
    expect((await list()).at(-1)).toMatchObject({ ...silence(), id: expect.stringMatching(/^[\da-f]{32}$/) });
  });

  test('with the moments of another one has the code of an internal error', async () => {
    await create(silence());
    expect(errorOf(await create(silence({ start_time: '2026-03-20T01:00:00+01:00' })))).toMatchObject({ code: 15000 });
  });

  test.each([
    ['begins more than 90 days ahead', { start_time: '2026-06-17T00:00:00Z', end_time: '2026-06-18T00:00:00Z' }],
    ['ends at its start', { end_time: '2026-03-20T00:00:00Z' }],
    ['has no policy', { policy_id: 'f'.repeat(32) }],
  ])('that %s is refused, with all others of the call', async (_, changes) => {
    expect(errorOf(await create(silence(), silence(changes)))).toEqual({ code: 0, message: 'invalid silence' });
    expect((await list()).filter((listed) => textField(listed, 'policy_id') === policy)).toEqual([]);
  });
});

describe('a silence', () => {
  test('can be moved', async () => {
    const id = textField((await list())[0], 'id');
    const times = { start_time: '2026-03-20T00:00:00Z', end_time: '2026-03-20T01:00:00Z' };
    const { json } = await harness.cloudflare('/silences', { method: 'PUT', body: [{ id, ...times }] });
    expect(json['result']).toMatchObject([{ id, ...times }]);
    expect((await harness.cloudflare(`/silences/${id}`)).json['result']).toMatchObject({ id, ...times });
  });

  test.each([
    ['accepted', 200, 15000],
    ['refused', 404, 0],
  ] as const)('that is unknown: its deletion is %s', async (unknownSilence, status, code) => {
    harness.sandbox.control.cloudflare.setSwitches({ unknownSilence });
    const path = `/silences/${'f'.repeat(32)}`;
    expect((await harness.cloudflare(path, { method: 'DELETE' })).status).toBe(status);
    expect(errorOf(await harness.cloudflare(path))).toMatchObject({ code });
  });
});
