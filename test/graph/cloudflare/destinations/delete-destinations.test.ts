import { describe, expect, test } from '@jest/globals';
import { CLOUDFLARE_ID, mockGateway } from '../../mock-gateway.js';
import { cloudflareResult, type WireObject } from '../../upstream-responses.js';

const { cloudflare, run } = mockGateway();

const PLAIN = 'f174e90afafe4643bbbc4a0ed4fc8415';
const DASHED = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';
const OTHER = '023e105f4ecef8ad9ca31a8372d0c353';
const MAIL = { id: PLAIN, name: 'Mail' };
const WEB = { id: OTHER, name: 'Web' };
const globalId = (id: string): string => `cloudflare://main/PagerDutyDestination/${id}`;

function mockDestinations(...destinations: readonly WireObject[]): void {
  cloudflare.expects('GET', '/destinations/pagerduty').respondsWith(200, cloudflareResult(destinations));
}

function mockDelete(messages: readonly WireObject[] = []): void {
  cloudflare.expects('DELETE', '/destinations/pagerduty').respondsWith(200, { success: true, errors: [], messages });
}

const DELETE = `mutation ($expectedIds: [ID!]!, $dryRun: Boolean! = false) {
  answer: deletePagerDutyDestinations(input: { expectedIds: $expectedIds, dryRun: $dryRun }) {
    deletedIds destinations { name } messages { message } userErrors { code field message }
  }
}`;

async function deleteDestinations(expectedIds: readonly string[], dryRun = false): Promise<unknown> {
  const { data, errors } = await run<{ answer: unknown }>(DELETE, { expectedIds, dryRun });
  expect(errors).toBeUndefined();
  return data.answer;
}

const NOTHING = { deletedIds: [], destinations: [], messages: [], userErrors: [] };

describe('deleting all destinations', () => {
  test.each([
    ['as Cloudflare returns them', PLAIN, PLAIN],
    ['with dashes', PLAIN, DASHED],
    ['without dashes', DASHED, PLAIN],
    ['in capitals', PLAIN, PLAIN.toUpperCase()],
    ['as global ids', PLAIN, globalId(DASHED)],
  ])('accepts the expected ids %s', async (_, id, expected) => {
    mockDestinations({ id, name: 'Mail' });
    mockDelete();
    expect(await deleteDestinations([expected])).toEqual({ ...NOTHING, deletedIds: [globalId(id)] });
  });

  test('is refused without a deletion when a destination is not expected', async () => {
    mockDestinations(MAIL, WEB);
    expect(await deleteDestinations([PLAIN])).toEqual({
      ...NOTHING,
      destinations: [{ name: 'Mail' }, { name: 'Web' }],
      userErrors: [
        {
          code: 'CONFIRMATION_REQUIRED',
          field: ['input', 'expectedIds'],
          message: 'Cloudflare would delete all destinations, but these are not in `expectedIds`: Web.',
        },
      ],
    });
  });

  test('ignores expected destinations that are already gone', async () => {
    mockDestinations(MAIL);
    mockDelete();
    expect(await deleteDestinations([PLAIN, OTHER])).toMatchObject({ deletedIds: [globalId(PLAIN)], userErrors: [] });
  });

  test('deletes nothing when there is none', async () => {
    mockDestinations();
    expect(await deleteDestinations([PLAIN])).toEqual(NOTHING);
    mockDestinations();
    expect(await deleteDestinations([])).toEqual(NOTHING);
  });

  test('returns Cloudflare’s messages', async () => {
    mockDestinations(MAIL);
    mockDelete([{ code: 1500, message: 'Policies keep their other mechanisms.' }]);
    expect(await deleteDestinations([PLAIN])).toMatchObject({
      messages: [{ message: 'Policies keep their other mechanisms.' }],
    });
  });

  test('reads the list again each time, so that no stale list decides', async () => {
    mockDestinations(MAIL);
    mockDestinations(MAIL, WEB);
    const document = `mutation ($ids: [ID!]!) {
      look: deletePagerDutyDestinations(input: { expectedIds: $ids, dryRun: true }) { userErrors { code } }
      remove: deletePagerDutyDestinations(input: { expectedIds: $ids }) { deletedIds userErrors { code } }
    }`;
    expect((await run(document, { ids: [PLAIN] })).data).toEqual({
      look: { userErrors: [] },
      remove: { deletedIds: [], userErrors: [{ code: 'CONFIRMATION_REQUIRED' }] },
    });
  });

  test.each([
    ['the id of another type', 'pagerduty://main/PagerDutyService/PIJ90N7', '0'],
    ['a PagerDuty id under the wrong upstream', `pagerduty://main/PagerDutyDestination/${PLAIN}`, '0'],
    ['an id of another account', `cloudflare://third/PagerDutyDestination/${PLAIN}`, '0'],
    ['an id with a path', '../policies', '0'],
    ['an empty id', '', '0'],
  ])('is refused for %s before Cloudflare is called', async (_, id, index) => {
    expect(await deleteDestinations([id, PLAIN])).toMatchObject({
      deletedIds: [],
      destinations: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'expectedIds', index] }],
    });
  });

  test('in the account of a global id is not redirected by the argument', async () => {
    mockDestinations(MAIL);
    mockDelete();
    const document = `mutation { answer: deletePagerDutyDestinations(input: {
      account: "${CLOUDFLARE_ID}", expectedIds: ["${globalId(PLAIN)}"]
    }) { deletedIds } }`;
    expect((await run(document)).data).toEqual({ answer: { deletedIds: [globalId(PLAIN)] } });
  });

  test('is checked, and not retried, when the response is lost after the deletion', async () => {
    mockDestinations(MAIL);
    cloudflare.expects('DELETE', '/destinations/pagerduty').failsWith('ECONNRESET');
    mockDestinations();
    expect(await deleteDestinations([PLAIN])).toEqual({ ...NOTHING, deletedIds: [globalId(PLAIN)] });
  });

  test('is retried when the response is lost before the deletion', async () => {
    mockDestinations(MAIL);
    cloudflare.expects('DELETE', '/destinations/pagerduty').respondsWith(503, '<html>Sorry</html>');
    mockDestinations(MAIL);
    mockDelete();
    expect(await deleteDestinations([PLAIN])).toEqual({ ...NOTHING, deletedIds: [globalId(PLAIN)] });
  });

  test('does not delete a destination that appears after a lost response', async () => {
    mockDestinations(MAIL);
    cloudflare.expects('DELETE', '/destinations/pagerduty').failsWith('ECONNRESET');
    mockDestinations(WEB);
    expect(await deleteDestinations([PLAIN])).toMatchObject({
      deletedIds: [globalId(PLAIN)],
      destinations: [{ name: 'Web' }],
      userErrors: [{ code: 'CONFIRMATION_REQUIRED' }],
    });
  });

  test('has an unknown outcome when the response is lost and the list cannot be read', async () => {
    mockDestinations(MAIL);
    cloudflare.expects('DELETE', '/destinations/pagerduty').failsWith('ECONNRESET');
    cloudflare.expects('GET', '/destinations/pagerduty').respondsWith(401, { success: false, errors: [] });
    const { errors } = await run(DELETE, { expectedIds: [PLAIN] });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' } }]);
  });

  test('sends nothing when the list cannot be read', async () => {
    cloudflare
      .expects('GET', '/destinations/pagerduty')
      .respondsWith(403, { success: false, errors: [{ code: 10000, message: 'Authentication error' }] });
    const { data, errors } = await run(DELETE, { expectedIds: [PLAIN] });
    expect(data).toEqual({ answer: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAUTHENTICATED', outcome: 'NOT_SENT' } }]);
  });
});

describe('a dry run', () => {
  test('lists what would be deleted and changes nothing', async () => {
    mockDestinations(MAIL);
    expect(await deleteDestinations([PLAIN], true)).toEqual({ ...NOTHING, destinations: [{ name: 'Mail' }] });
  });

  test('reports that the deletion would be refused', async () => {
    mockDestinations(MAIL, WEB);
    expect(await deleteDestinations([PLAIN], true)).toMatchObject({ userErrors: [{ code: 'CONFIRMATION_REQUIRED' }] });
  });
});

describe('policies that lose a destination', () => {
  const POLICIES: readonly WireObject[] = [
    { id: 'p1', name: 'Only PagerDuty', alert_type: 'dos_attack_l7', mechanisms: { pagerduty: [{ id: DASHED }] } },
    {
      id: 'p2',
      name: 'Mail too',
      mechanisms: { pagerduty: [{ id: PLAIN }], email: [{ id: 'a@example.com' }], webhooks: null },
    },
    { id: 'p3', name: 'Empty lists', mechanisms: { pagerduty: [{ id: PLAIN }], email: [], webhooks: [] } },
    { id: 'p4', name: 'No PagerDuty', mechanisms: { email: [{ id: 'a@example.com' }] } },
    { id: 'p5', name: 'Nothing', mechanisms: null },
    { id: 'p6', name: 'Deleted before', mechanisms: { pagerduty: [{ id: OTHER }] } },
  ];
  const AFFECTED = `mutation { deletePagerDutyDestinations(input: { expectedIds: ["${PLAIN}"] }) {
    deletedIds affectedPolicies { losesLastDestination policy { id name alertType emails } }
  } }`;

  test('are returned with those that would notify nobody, and are read before the deletion', async () => {
    mockDestinations(MAIL);
    cloudflare.expects('GET', '/policies').respondsWith(200, cloudflareResult(POLICIES));
    mockDelete();
    expect((await run(AFFECTED)).data).toEqual({
      deletePagerDutyDestinations: {
        deletedIds: [globalId(PLAIN)],
        affectedPolicies: [
          {
            losesLastDestination: true,
            policy: {
              id: 'cloudflare://main/NotificationPolicy/p1',
              name: 'Only PagerDuty',
              alertType: 'dos_attack_l7',
              emails: [],
            },
          },
          {
            losesLastDestination: false,
            policy: expect.objectContaining({ name: 'Mail too', emails: ['a@example.com'] }),
          },
          { losesLastDestination: true, policy: expect.objectContaining({ name: 'Empty lists' }) },
        ],
      },
    });
    expect(cloudflare.sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /policies',
      'GET /destinations/pagerduty',
      'DELETE /destinations/pagerduty',
    ]);
  });

  test('are not read unless they are selected', async () => {
    mockDestinations(MAIL);
    mockDelete();
    expect(await deleteDestinations([PLAIN])).toMatchObject({ deletedIds: [globalId(PLAIN)] });
  });
});
