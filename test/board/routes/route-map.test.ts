import { describe, expect, test } from '@jest/globals';
import { createRouteMap, type RouteMap } from '../../../src/board/routes/route-map.js';
import type { PolicyNode } from '../../../src/board/routes/route-nodes.js';
import { destinationNode, listing, policyNode, serviceNode } from './route-builders.js';

const gapsOf = ({ policies, destinations, services }: RouteMap) =>
  [...policies, ...destinations, ...services].flatMap(({ id, gaps }) => gaps.map(({ kind }) => `${id} ${kind}`));

describe('a route', () => {
  test('without a gap leads from a policy to a user on call', () => {
    const map = createRouteMap(listing([policyNode('p', ['d'])]), listing([destinationNode('d', [serviceNode('s')])]));
    expect(gapsOf(map)).toEqual([]);
    expect(map.policies[0]?.destinationIds).toEqual(['d']);
    expect(map.destinations[0]?.serviceIds).toEqual(['s']);
    expect(map.services[0]?.onCall?.[0]?.shifts[0]?.user?.name).toBe('Maren Solberg');
  });

  test('that ends at a destination without a service is a gap of the destination and of the policy', () => {
    const map = createRouteMap(listing([policyNode('p', ['d'])]), listing([destinationNode('d', [])]));
    expect(gapsOf(map)).toEqual([
      'p POLICY_HAS_DEAD_DESTINATION',
      'p POLICY_REACHES_NOBODY',
      'd DESTINATION_WITHOUT_SERVICE',
    ]);
    expect(map.policies[0]?.gaps.map(({ text }) => text)).toEqual([
      'Its destination “Destination d” matches no PagerDuty service.',
      'PagerDuty pages nobody for it. Its alerts reach nobody.',
    ]);
  });

  test('that ends at one dead destination of two still reaches a user', () => {
    const destinations = listing([destinationNode('d', [serviceNode('s')]), destinationNode('dead', [])]);
    const map = createRouteMap(listing([policyNode('p', ['d', 'dead'])]), destinations);
    expect(gapsOf(map)).toEqual(['p POLICY_HAS_DEAD_DESTINATION', 'dead DESTINATION_WITHOUT_SERVICE']);
  });

  test('with many dead destinations names three of them', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const map = createRouteMap(listing([policyNode('p', ids)]), listing(ids.map((id) => destinationNode(id, []))));
    expect(map.policies[0]?.gaps[0]?.text).toBe(
      '5 of its destinations match no PagerDuty service: “Destination a”, “Destination b”, “Destination c” and 2 more.',
    );
  });

  test('that ends at a service with nobody on call reaches nobody', () => {
    const empty = serviceNode('s', { onCall: [] });
    const map = createRouteMap(listing([policyNode('p', ['d'])]), listing([destinationNode('d', [empty])]));
    expect(gapsOf(map)).toEqual(['p POLICY_REACHES_NOBODY', 's SERVICE_WITHOUT_ON_CALL']);
  });

  test.each(['DISABLED', 'MAINTENANCE'] as const)('that ends at a service in status %s reaches nobody', (status) => {
    const closed = serviceNode('s', { status });
    const map = createRouteMap(listing([policyNode('p', ['d'])]), listing([destinationNode('d', [closed])]));
    expect(gapsOf(map)).toEqual(['p POLICY_REACHES_NOBODY', 's SERVICE_CLOSED']);
  });

  test('names e-mail and webhooks as what remains when PagerDuty pages nobody', () => {
    const policy = policyNode('p', ['d'], { emails: ['ops@example.com'] });
    const map = createRouteMap(listing([policy]), listing([destinationNode('d', [])]));
    expect(map.policies[0]?.gaps.at(-1)?.text).toContain('Only e-mail or webhooks receive its alerts.');
  });
});

/** The gaps of a policy whose alerts reach somebody otherwise. */
const toGaps = (more: Partial<PolicyNode>) =>
  createRouteMap(listing([policyNode('p', ['d'], more)]), listing([destinationNode('d', [serviceNode('s')])]))
    .policies[0]?.gaps;

describe('a policy', () => {
  test('without any destination delivers nowhere, but one with a webhook does not', () => {
    const policies = [policyNode('none', []), policyNode('chat', [], { webhookIds: ['w'] })];
    expect(gapsOf(createRouteMap(listing(policies), listing([])))).toEqual(['none POLICY_DELIVERS_NOWHERE']);
  });

  test('that is silenced notifies nobody, until the last of its active silences ends', () => {
    const silences = [
      { status: 'ACTIVE', end: '2026-11-30T08:00:00Z' },
      { status: 'ACTIVE', end: '2026-11-30T11:00:00+02:00' },
      { status: 'FUTURE', end: '2026-12-30T08:00:00Z' },
    ] as const;
    const gap = { kind: 'POLICY_SILENCED', text: 'Silenced: it notifies nobody' };
    expect(toGaps({ silences })).toEqual([{ ...gap, until: '2026-11-30T11:00:00+02:00' }]);
    expect(toGaps({ silences: [...silences, { status: 'ACTIVE', end: null }] })).toEqual([
      { ...gap, text: 'Silenced: it notifies nobody.' },
    ]);
    expect([toGaps({ silences: silences.slice(2) }), toGaps({ silences: null })]).toEqual([[], []]);
    expect(toGaps({ silences, enabled: false })).toEqual([]);
  });

  test('that is disabled has no gap, and does not use its destination', () => {
    const policies = listing([policyNode('p', ['d'], { enabled: false })]);
    const map = createRouteMap(policies, listing([destinationNode('d', [serviceNode('s')])]));
    expect(gapsOf(map)).toEqual(['d DESTINATION_UNUSED']);
    expect(map.destinations[0]?.gaps[0]?.text).toBe('Only disabled policies deliver to it.');
  });
});

describe('a destination', () => {
  const unused = listing([destinationNode('d', [serviceNode('s')])]);

  test('that no policy uses is a gap', () => {
    expect(gapsOf(createRouteMap(listing([]), unused))).toEqual(['d DESTINATION_UNUSED']);
  });

  test('is not called unused while policies, or destinations of a policy, are unknown', () => {
    expect(gapsOf(createRouteMap(listing([], { isComplete: false }), unused))).toEqual([]);
    expect(gapsOf(createRouteMap(listing([policyNode('p', null)]), unused))).toEqual([]);
  });
});

test('what was not read is unknown and not a gap', () => {
  const unknownService = listing([destinationNode('d', null)]);
  const unknownOnCall = listing([destinationNode('d', [serviceNode('s', { onCall: null })])]);
  const notRead = listing<ReturnType<typeof destinationNode>>([], { isComplete: false });
  for (const destinations of [unknownService, unknownOnCall, notRead])
    expect(gapsOf(createRouteMap(listing([policyNode('p', ['d'])]), destinations))).toEqual([]);
});

const shift = (level: number, name: string) => ({ level, end: null, user: { id: name, name }, schedule: null });

test('users on call are grouped by level, the lowest first', () => {
  const service = serviceNode('s', { onCall: [shift(2, 'Lead'), shift(1, 'Ada'), shift(2, 'Deputy')] });
  const map = createRouteMap(listing([]), listing([destinationNode('d', [service])]));
  const levels = map.services[0]?.onCall?.map(({ level, shifts }) => [level, shifts.map(({ user }) => user?.name)]);
  expect(levels).toEqual([
    [1, ['Ada']],
    [2, ['Lead', 'Deputy']],
  ]);
});

test('destinations and services stand in the order of their first use, each once', () => {
  const shared = serviceNode('s2');
  const destinations = [
    destinationNode('unused', []),
    destinationNode('d1', [serviceNode('s1')]),
    destinationNode('d2', [shared]),
    destinationNode('d2', [shared]),
  ];
  const map = createRouteMap(listing([policyNode('a', ['d2']), policyNode('b', ['d1', 'd2'])]), listing(destinations));
  expect(map.destinations.map(({ id }) => id)).toEqual(['d2', 'd1', 'unused']);
  expect(map.services.map(({ id }) => id)).toEqual(['s2', 's1']);
});

test('the densest account is joined within five seconds', () => {
  const ids = Array.from({ length: 500 }, (_, index) => `d${index}`);
  const policies = listing(ids.map((id) => policyNode(`p${id}`, ids)));
  const map = createRouteMap(policies, listing(ids.map((id) => destinationNode(id, [serviceNode(`s${id}`)]))));
  expect(map.services).toHaveLength(500);
}, 5_000);
