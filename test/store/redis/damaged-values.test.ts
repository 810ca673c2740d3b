import { expect, test } from '@jest/globals';
import { sendCommand } from './outages.js';
import { logged, sharedReplicas, trigger } from './replicas-harness.js';

const { openReplica, redis, incidentsTitled } = sharedReplicas();

const IGNORED = 'Ignored a value in Redis that this gateway did not write';

test.each([
  ['half a JSON text', '{"incident":'],
  ['another JSON text', '[1, 2]'],
  ['nothing', ''],
])('a stored response that is %s is ignored, and the incident is found instead', async (name, damaged) => {
  const replica = await openReplica({ REDIS_PREFIX: 'damaged:' });
  await trigger(replica, { title: name, key: name });
  for (const key of (await sendCommand(redis(), 'KEYS', 'damaged:*:results')) as string[]) {
    const fields = (await sendCommand(redis(), 'HKEYS', key)) as string[];
    for (const field of fields) await sendCommand(redis(), 'HSET', key, field, damaged);
  }
  const repeated = await trigger(replica, { title: name, key: name });
  expect(repeated.incident?.pagerDutyId).toBe((await incidentsTitled(name))[0]);
  expect(await incidentsTitled(name)).toHaveLength(1);
  await logged(replica, IGNORED);
});
