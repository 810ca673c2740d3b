import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { AskedEndpoint } from '../../src/faults/upstream-errors.js';
import { Fault } from '../../src/faults/fault.js';
import * as cloudflare from '../../src/upstream/cloudflare/envelope.js';
import { ENDPOINTS as CLOUDFLARE_ENDPOINTS } from '../../src/upstream/cloudflare/endpoints.js';
import { readQuota as cloudflareQuota } from '../../src/upstream/cloudflare/rate-limit-headers.js';
import * as cloudflareShape from '../../src/upstream/cloudflare/type-guards.js';
import { SEND_EVENT } from '../../src/upstream/pagerduty/events/endpoints.js';
import { decodeAccepted } from '../../src/upstream/pagerduty/events/envelope.js';
import { CALENDAR_LINKS } from '../../src/upstream/pagerduty/calendar-url-redactor.js';
import { ENDPOINTS as PAGERDUTY_ENDPOINTS } from '../../src/upstream/pagerduty/endpoints.js';
import * as pagerduty from '../../src/upstream/pagerduty/envelope.js';
import { readQuota as pagerdutyQuota } from '../../src/upstream/pagerduty/rate-limit-headers.js';
import * as shape from '../../src/upstream/pagerduty/type-guards.js';
import { decodeToken } from '../../src/upstream/pagerduty/oauth-token-response.js';
import type { Shape } from '../../src/upstream/transport/partial-list.js';
import { isObject } from '../../src/shared/json.js';
import { readingOf } from '../../src/upstream/transport/http/parsed-body.js';
import { anyAnswer, echoing, TRAPS, type AnyAnswer } from './any-upstream-response.js';
import { runs } from './property-runs.js';
import { CLOUDFLARE, EVENTS, PAGERDUTY } from './upstream-samples.js';

/** Invented, in the forms the real ones have; `+` is the sign that encodings change. */
const SECRETS = {
  pagerduty: 'u+aB3xNotARealKey9-_z',
  cloudflare: 'notARealCloudflareToken_0123456789abcdefg',
  events: 'e93facc04764012d7bfb002500d5d1a6',
};

const EVERYTHING = { depth: Infinity, maxStringLength: null, maxArrayLength: null };

type Received = pagerduty.Received;
type Decode = (received: Received) => unknown;

const page =
  (key: string, is: Shape<unknown>): Decode =>
  (received) =>
    pagerduty.decodePage(received, key, is);
const one =
  (key: string, is: Shape<unknown>): Decode =>
  (received) =>
    pagerduty.decode(received, key, is);

interface Decoder {
  readonly endpoints: readonly AskedEndpoint[];
  readonly samples: readonly unknown[];
  readonly secret: string;
  readonly all: Readonly<Record<string, Decode>>;
}

const DECODERS: Readonly<Record<string, Decoder>> = {
  PagerDuty: {
    endpoints: Object.values(PAGERDUTY_ENDPOINTS),
    samples: PAGERDUTY,
    secret: SECRETS.pagerduty,
    all: {
      incident: one('incident', shape.isIncident),
      incidents: page('incidents', shape.isIncident),
      service: one('service', shape.isService),
      services: page('services', shape.isService),
      user: one('user', shape.isUser),
      notes: (received) => pagerduty.decodeList(received, 'notes', shape.isNote),
      alerts: page('alerts', shape.isAlert),
      logEntries: page('log_entries', shape.isLogEntry),
      onCalls: page('oncalls', shape.isOnCall),
      token: decodeToken,
      quota: ({ headers }) => pagerdutyQuota(headers),
    },
  },
  Cloudflare: {
    endpoints: Object.values(CLOUDFLARE_ENDPOINTS),
    samples: CLOUDFLARE,
    secret: SECRETS.cloudflare,
    all: {
      nothing: cloudflare.open,
      destinations: (received) => cloudflare.partOf(received, cloudflareShape.isDestination, 1, 0),
      policies: (received) => cloudflare.partOf(received, cloudflareShape.isPolicy, 1, 0),
      history: (received) => cloudflare.pageOf(received, cloudflareShape.isNotification, { page: 1, perPage: 25 }),
      created: (received) => cloudflare.resultOf(received, cloudflareShape.isCreated),
      eligibility: (received) => cloudflareShape.pagerDutyEligibility(cloudflare.wholeResultOf(received, isObject)),
      quota: ({ headers }) => cloudflareQuota(headers),
    },
  },
  'PagerDuty Events': {
    endpoints: [SEND_EVENT],
    samples: EVENTS,
    secret: SECRETS.events,
    all: { accepted: (received) => decodeAccepted(received, 'db03/disk') },
  },
};

/** Every decoder of an upstream on one answer; only a Fault may be thrown. */
function faultsOf({ all, endpoints, secret }: Decoder, answer: AnyAnswer, asked: number): Fault[] {
  const endpoint = endpoints[asked % endpoints.length];
  if (!endpoint) throw new Error('There is no endpoint.');
  const reading = readingOf(answer.text, CALENDAR_LINKS);
  const received = { ...answer, ...reading, endpoint, secrets: [secret], now: Date.parse('2026-01-01T00:00:00Z') };
  return Object.entries(all).flatMap(([name, decode]) => {
    try {
      decode(received);
      return [];
    } catch (fault) {
      if (fault instanceof Fault) return [fault];
      throw new Error(`The decoder of ${name} threw what is no Fault.`, { cause: fault });
    }
  });
}

describe.each(Object.entries(DECODERS))('%s', (_, decoder) => {
  test('whatever it answers, the decoders throw nothing but a Fault', () => {
    const property = fc.property(anyAnswer(decoder.samples), fc.nat(), (answer, asked) => {
      expect(faultsOf(decoder, answer, asked).filter(({ message }) => message === '')).toEqual([]);
    });
    fc.assert(property, runs(50));
  });

  test('nor do they for a text that is a trap', () => {
    for (const status of [200, 400]) for (const text of TRAPS) faultsOf(decoder, { status, headers: {}, text }, 0);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, 'success')).toBeUndefined();
  });

  test('wherever it echoes a secret, no Fault repeats it', () => {
    const property = fc.property(echoing(decoder.secret, decoder.samples), fc.nat(), (answer, asked) => {
      const told = faultsOf(decoder, answer, asked).map((fault) => inspect(fault, EVERYTHING));
      expect(told.filter((text) => text.includes(decoder.secret))).toEqual([]);
    });
    fc.assert(property, runs(50));
  });
});
