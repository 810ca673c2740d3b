import { jest } from '@jest/globals';

type Envelope = typeof import('../../../../src/upstream/pagerduty/envelope.js');

/** When set, the gateway throws whenever it decodes PagerDuty's response to a write. Import this before the gateway. */
export const decoder = { isBroken: false };

export const DECODER_ERROR = 'a mistake of ours';

jest.mock('../../../../src/upstream/pagerduty/envelope.js', () => {
  const actual = jest.requireActual<Envelope>('../../../../src/upstream/pagerduty/envelope.js');
  const decodeObject: Envelope['decodeObject'] = (received, ...rest) => {
    if (decoder.isBroken && received.endpoint.effect === 'write') throw new TypeError(DECODER_ERROR);
    return actual.decodeObject(received, ...rest);
  };
  return { ...actual, decodeObject };
});
