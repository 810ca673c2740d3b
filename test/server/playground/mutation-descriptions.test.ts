import { describe, expect, test } from '@jest/globals';
import { createSchema } from '../../../src/graph/schema.js';
import { describeMutations } from '../../../src/server/playground/mutation-descriptions.js';

describe('the confirmation of the playground before a mutation', () => {
  const mutations = describeMutations(createSchema());

  test('has the description of the schema for each', () => {
    const fields = Object.keys(createSchema().getMutationType()?.getFields() ?? {});
    expect(Object.keys(mutations)).toEqual(fields);
    expect(Object.entries(mutations).filter(([, { about }]) => about === '')).toEqual([]);
  });

  test('names the upstream whose account changes', () => {
    const cloudflares = Object.entries(mutations).filter(([, { upstream }]) => upstream === 'cloudflare');
    expect(cloudflares.map(([name]) => name).toSorted()).toEqual([
      'attachDestination',
      'connectPagerDuty',
      'createNotificationPolicy',
      'createPagerDutyConnectToken',
      'createPolicySilence',
      'deleteNotificationPolicy',
      'deletePagerDutyDestinations',
      'detachDestination',
      'endPolicySilence',
      'updateNotificationPolicy',
    ]);
  });
});
