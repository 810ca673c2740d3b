import { expect, test } from '@jest/globals';
import { PagerDutyLoaders } from '../../src/loaders/pagerduty-loaders.js';
import type { PagerDutyClient } from '../../src/upstream/pagerduty/client.js';

const IDS = ['P1', 'P2', 'P3', 'P4', 'P5'];

/** A client whose lists have exactly these objects; it records the names of its calls. */
function recordingClient() {
  const calls: string[] = [];
  const respond = (name: string) => async (argument: unknown) => {
    calls.push(name);
    if (name.startsWith('get')) return { id: argument };
    return { items: IDS.map((id) => ({ id })), more: false, total: null };
  };
  const client = new Proxy({} as PagerDutyClient, { get: (_, name) => respond(String(name)) });
  return { client, calls };
}

test.each([
  ['service', 'listServices', 'getService'],
  ['user', 'listUsers', 'getUser'],
  ['team', 'listTeams', 'getTeam'],
  ['escalationPolicy', 'listEscalationPolicies', 'getEscalationPolicy'],
  ['schedule', 'listSchedules', 'getSchedule'],
  ['businessService', 'listBusinessServices', 'getBusinessService'],
] as const)('%s: five are one page, and one is one read', async (kind, list, read) => {
  const { client, calls } = recordingClient();
  const objects = await new PagerDutyLoaders(client)[kind].loadMany(IDS);
  expect(objects).toEqual(IDS.map((id) => ({ id })));
  expect(await new PagerDutyLoaders(client)[kind].load('P1')).toEqual({ id: 'P1' });
  expect(calls).toEqual([list, read]);
});
