import { expect, test } from '@jest/globals';
import { sendCommand } from './outages.js';
import { hasLogged, sharedReplicas, trigger, untilShared } from './replicas-harness.js';

const { openReplica, redis, incidentsTitled } = sharedReplicas();

const IGNORED = 'Ignored a value in Redis that this gateway did not write';

async function damageResponses(damaged: string): Promise<void> {
  for (const key of (await sendCommand(redis(), 'KEYS', 'damaged:*:results')) as string[]) {
    const fields = (await sendCommand(redis(), 'HKEYS', key)) as string[];
    for (const field of fields) await sendCommand(redis(), 'HSET', key, field, damaged);
  }
}

test.each([
  ['half a JSON text', '{"incident":'],
  ['another JSON text', '[1, 2]'],
  ['nothing', ''],
])('a stored response that is %s is ignored, and the incident is found instead', async (name, damaged) => {
  const replica = await openReplica({ REDIS_PREFIX: 'damaged:' });
  // While a busy machine makes Redis slow, the replica neither stores nor reads a response there.
  for (let number = 0; !hasLogged(replica, IGNORED); number += 1) {
    const title = `${name} ${number}`;
    await untilShared(replica);
    await trigger(replica, { title, key: title });
    await damageResponses(damaged);
    const repeated = await trigger(replica, { title, key: title });
    expect(repeated.incident?.pagerDutyId).toBe((await incidentsTitled(title))[0]);
    expect(await incidentsTitled(title)).toHaveLength(1);
  }
});
