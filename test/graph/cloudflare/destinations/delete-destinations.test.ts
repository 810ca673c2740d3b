import { describe, expect, test } from '@jest/globals';
import { CLOUDFLARE_ID, mockGateway } from '../../mock-gateway.js';
import { told, type Wire } from '../../upstream-responses.js';

const { cloudflare, run } = mockGateway();

const PLAIN = 'f174e90afafe4643bbbc4a0ed4fc8415';
const DASHED = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';
const OTHER = '023e105f4ecef8ad9ca31a8372d0c353';
const MAIL = { id: PLAIN, name: 'Mail' };
const WEB = { id: OTHER, name: 'Web' };
const globalId = (id: string): string => `cloudflare://main/PagerDutyDestination/${id}`;

function present(...destinations: readonly Wire[]): void {
  cloudflare.expects('GET', '/destinations/pagerduty').answers(200, told(destinations));
}

function deletes(messages: readonly Wire[] = []): void {
  cloudflare.expects('DELETE', '/destinations/pagerduty').answers(200, { success: true, errors: [], messages });
}

const DELETE = `mutation ($expectedIds: [ID!]!, $dryRun: Boolean! = false) {
  answer: deletePagerDutyDestinations(input: { expectedIds: $expectedIds, dryRun: $dryRun }) {
    deletedIds destinations { name } messages { message } userErrors { code field message }
  }
}`;

async function remove(expectedIds: readonly string[], dryRun = false): Promise<unknown> {
  const { data, errors } = await run<{ answer: unknown }>(DELETE, { expectedIds, dryRun });
  expect(errors).toBeUndefined();
  return data.answer;
}

const NOTHING = { deletedIds: [], destinations: [], messages: [], userErrors: [] };

describe('deleting every destination', () => {
  test.each([
    ['as Cloudflare gives them', PLAIN, PLAIN],
    ['with dashes', PLAIN, DASHED],
    ['without dashes', DASHED, PLAIN],
    ['in capitals', PLAIN, PLAIN.toUpperCase()],
    ['as global ids', PLAIN, globalId(DASHED)],
  ])('takes the expected ids %s', async (_, id, expected) => {
    present({ id, name: 'Mail' });
    deletes();
    expect(await remove([expected])).toEqual({ ...NOTHING, deletedIds: [globalId(id)] });
  });

  test('is refused, and nothing deleted, when there is one that was not expected', async () => {
    present(MAIL, WEB);
    expect(await remove([PLAIN])).toEqual({
      ...NOTHING,
      destinations: [{ name: 'Mail' }, { name: 'Web' }],
      userErrors: [
        {
          code: 'CONFIRMATION_REQUIRED',
          field: ['input', 'expectedIds'],
          message: 'Cloudflare would delete every destination, and these were not expected: Web.',
        },
      ],
    });
  });

  test('does not mind expected ones that are gone already', async () => {
    present(MAIL);
    deletes();
    expect(await remove([PLAIN, OTHER])).toMatchObject({ deletedIds: [globalId(PLAIN)], userErrors: [] });
  });

  test('of which there are none deletes nothing', async () => {
    present();
    expect(await remove([PLAIN])).toEqual(NOTHING);
    present();
    expect(await remove([])).toEqual(NOTHING);
  });

  test('hands on what Cloudflare said', async () => {
    present(MAIL);
    deletes([{ code: 1500, message: 'Policies keep their other mechanisms.' }]);
    expect(await remove([PLAIN])).toMatchObject({ messages: [{ message: 'Policies keep their other mechanisms.' }] });
  });

  test('looks again each time, so that no stale list decides', async () => {
    present(MAIL);
    present(MAIL, WEB);
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
    ['the id of something else', 'pagerduty://main/PagerDutyService/PIJ90N7', '0'],
    ['an id of PagerDuty’s shape under the wrong upstream', `pagerduty://main/PagerDutyDestination/${PLAIN}`, '0'],
    ['an id of another account', `cloudflare://third/PagerDutyDestination/${PLAIN}`, '0'],
    ['an id that leads elsewhere', '../policies', '0'],
    ['an empty id', '', '0'],
  ])('is refused for %s before Cloudflare is asked', async (_, id, index) => {
    expect(await remove([id, PLAIN])).toMatchObject({
      deletedIds: [],
      destinations: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'expectedIds', index] }],
    });
  });

  test('in the account that a global id names is not diverted by the argument', async () => {
    present(MAIL);
    deletes();
    const document = `mutation { answer: deletePagerDutyDestinations(input: {
      account: "${CLOUDFLARE_ID}", expectedIds: ["${globalId(PLAIN)}"]
    }) { deletedIds } }`;
    expect((await run(document)).data).toEqual({ answer: { deletedIds: [globalId(PLAIN)] } });
  });

  test('whose answer is lost is looked at, and not sent again when it was done', async () => {
    present(MAIL);
    cloudflare.expects('DELETE', '/destinations/pagerduty').breaks('ECONNRESET');
    present();
    expect(await remove([PLAIN])).toEqual({ ...NOTHING, deletedIds: [globalId(PLAIN)] });
  });

  test('whose answer is lost is sent again when it was not done', async () => {
    present(MAIL);
    cloudflare.expects('DELETE', '/destinations/pagerduty').answers(503, '<html>Sorry</html>');
    present(MAIL);
    deletes();
    expect(await remove([PLAIN])).toEqual({ ...NOTHING, deletedIds: [globalId(PLAIN)] });
  });

  test('whose answer is lost does not hit what appeared meanwhile', async () => {
    present(MAIL);
    cloudflare.expects('DELETE', '/destinations/pagerduty').breaks('ECONNRESET');
    present(WEB);
    expect(await remove([PLAIN])).toMatchObject({
      deletedIds: [globalId(PLAIN)],
      destinations: [{ name: 'Web' }],
      userErrors: [{ code: 'CONFIRMATION_REQUIRED' }],
    });
  });

  test('has an unknown outcome when its answer is lost and the list cannot be read', async () => {
    present(MAIL);
    cloudflare.expects('DELETE', '/destinations/pagerduty').breaks('ECONNRESET');
    cloudflare.expects('GET', '/destinations/pagerduty').answers(401, { success: false, errors: [] });
    const { errors } = await run(DELETE, { expectedIds: [PLAIN] });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' } }]);
  });

  test('sends nothing when the list cannot be read', async () => {
    cloudflare
      .expects('GET', '/destinations/pagerduty')
      .answers(403, { success: false, errors: [{ code: 10000, message: 'Authentication error' }] });
    const { data, errors } = await run(DELETE, { expectedIds: [PLAIN] });
    expect(data).toEqual({ answer: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAUTHENTICATED', outcome: 'NOT_SENT' } }]);
  });
});

describe('a dry run', () => {
  test('says what would go and changes nothing', async () => {
    present(MAIL);
    expect(await remove([PLAIN], true)).toEqual({ ...NOTHING, destinations: [{ name: 'Mail' }] });
  });

  test('says that it would be refused', async () => {
    present(MAIL, WEB);
    expect(await remove([PLAIN], true)).toMatchObject({ userErrors: [{ code: 'CONFIRMATION_REQUIRED' }] });
  });
});

describe('the policies that lose a destination', () => {
  const POLICIES: readonly Wire[] = [
    { id: 'p1', name: 'Only PagerDuty', alert_type: 'dos_attack_l7', mechanisms: { pagerduty: [{ id: PLAIN }] } },
    {
      id: 'p2',
      name: 'Mail too',
      mechanisms: { pagerduty: [{ id: PLAIN }], email: [{ id: 'a@example.com' }], webhooks: null },
    },
    { id: 'p3', name: 'Empty lists', mechanisms: { pagerduty: [{ id: PLAIN }], email: [], webhooks: [] } },
    { id: 'p4', name: 'No PagerDuty', mechanisms: { email: [{ id: 'a@example.com' }] } },
    { id: 'p5', name: 'Nothing', mechanisms: null },
  ];
  const AFFECTED = `mutation { deletePagerDutyDestinations(input: { expectedIds: ["${PLAIN}"] }) {
    deletedIds affectedPolicies { losesLastDestination policy { id name alertType emails } }
  } }`;

  test('are told, with those whose alerts would reach nobody, and are read before the deletion', async () => {
    present(MAIL);
    cloudflare.expects('GET', '/policies').answers(200, told(POLICIES));
    deletes();
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

  test('are not read when nobody asks', async () => {
    present(MAIL);
    deletes();
    expect(await remove([PLAIN])).toMatchObject({ deletedIds: [globalId(PLAIN)] });
  });
});
