import { jest } from '@jest/globals';

type Envelope = typeof import('../../../../src/upstream/pagerduty/envelope.js');

/** Set, the gateway makes a mistake whenever it reads PagerDuty's answer to a write. To be imported before the gateway. */
export const decoder = { isBroken: false };

export const MISTAKE = 'a mistake of ours';

jest.mock('../../../../src/upstream/pagerduty/envelope.js', () => {
  const actual = jest.requireActual<Envelope>('../../../src/upstream/pagerduty/envelope.js');
  const decode: Envelope['decode'] = (received, ...rest) => {
    if (decoder.isBroken && received.endpoint.effect === 'write') throw new TypeError(MISTAKE);
    return actual.decode(received, ...rest);
  };
  return { ...actual, decode };
});
