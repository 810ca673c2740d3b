import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { UpstreamResponse } from '../../src/upstream/transport/upstream-response.js';
import type { EndpointInfo } from '../../src/faults/error-response.js';
import { Fault } from '../../src/faults/fault.js';
import * as cloudflare from '../../src/upstream/cloudflare/envelope.js';
import { ENDPOINTS as CLOUDFLARE_ENDPOINTS } from '../../src/upstream/cloudflare/endpoints.js';
import { readRateLimitHeaders as cloudflareQuota } from '../../src/upstream/cloudflare/rate-limit-headers.js';
import { decodeAlertTypes } from '../../src/upstream/cloudflare/alert-types.js';
import * as cloudflareShape from '../../src/upstream/cloudflare/type-guards.js';
import { SEND_CHANGE_EVENT, SEND_EVENT } from '../../src/upstream/pagerduty/events/endpoints.js';
import { decodeAcceptedEvent, requireAccepted } from '../../src/upstream/pagerduty/events/envelope.js';
import { SECRET_FIELD_REDACTOR } from '../../src/upstream/pagerduty/secret-field-redactor.js';
import { ENDPOINTS as PAGERDUTY_ENDPOINTS } from '../../src/upstream/pagerduty/endpoints.js';
import * as pagerduty from '../../src/upstream/pagerduty/envelope.js';
import { readRateLimitHeaders as pagerdutyQuota } from '../../src/upstream/pagerduty/rate-limit-headers.js';
import * as shape from '../../src/upstream/pagerduty/type-guards.js';
import { isSubscriber, isSubscription } from '../../src/upstream/pagerduty/status-update-subscribers.js';
import { decodeToken } from '../../src/upstream/pagerduty/oauth-token-response.js';
import type { TypeGuard } from '../../src/upstream/transport/partial-list.js';
import { hasId, isObject } from '../../src/shared/json.js';
import { parseBody } from '../../src/upstream/transport/http/parsed-body.js';
import { arbitraryResponse, responseEchoing, HOSTILE_TEXTS, type ArbitraryResponse } from './any-upstream-response.js';
import { propertyRuns } from './property-runs.js';
import { CLOUDFLARE_RESPONSES, EVENTS_RESPONSES, PAGERDUTY_RESPONSES } from './upstream-samples.js';

/** Invented secrets in the form of real ones; `+` is the character that encodings change. */
const SECRETS = {
  pagerduty: 'u+aB3xNotARealKey9-_z',
  cloudflare: 'notARealCloudflareToken_0123456789abcdefg',
  events: 'e93facc04764012d7bfb002500d5d1a6',
};

const INSPECT_ALL = { depth: Infinity, maxStringLength: null, maxArrayLength: null };

type Decode = (received: UpstreamResponse) => unknown;

const decodePageOf =
  (key: string, is: TypeGuard<unknown>): Decode =>
  (received) =>
    pagerduty.decodePage(received, key, is);
const decodeOneOf =
  (key: string, is: TypeGuard<unknown>): Decode =>
  (received) =>
    pagerduty.decodeObject(received, key, is);

interface DecoderCase {
  readonly endpoints: readonly EndpointInfo[];
  readonly samples: readonly unknown[];
  readonly secret: string;
  readonly all: Readonly<Record<string, Decode>>;
}

const DECODERS: Readonly<Record<string, DecoderCase>> = {
  PagerDuty: {
    endpoints: Object.values(PAGERDUTY_ENDPOINTS),
    samples: PAGERDUTY_RESPONSES,
    secret: SECRETS.pagerduty,
    all: {
      incident: decodeOneOf('incident', shape.isIncident),
      incidents: decodePageOf('incidents', shape.isIncident),
      service: decodeOneOf('service', shape.isService),
      services: decodePageOf('services', shape.isService),
      user: decodeOneOf('user', shape.isUser),
      notes: (received) => pagerduty.decodeList(received, 'notes', shape.isNote),
      responders: (received) =>
        shape.toRequestedTargets(pagerduty.decodeObject(received, 'responder_request', isObject)),
      cancelledTargets: (received) =>
        pagerduty.decodeList(received, 'responder_request_targets', shape.isCancelledTarget),
      statusUpdate: decodeOneOf('status_update', hasId),
      subscribers: decodePageOf('subscribers', isSubscriber),
      subscriptions: (received) => pagerduty.decodeList(received, 'subscriptions', isSubscription),
      alerts: decodePageOf('alerts', shape.isAlert),
      logEntries: decodePageOf('log_entries', shape.isLogEntry),
      schedule: decodeOneOf('schedule', shape.isSchedule),
      schedules: decodePageOf('schedules', shape.isSchedule),
      pastIncidents: (received) => pagerduty.decodeList(received, 'past_incidents', shape.isPastIncident),
      relatedIncidents: (received) => pagerduty.decodeList(received, 'related_incidents', shape.isRelatedIncident),
      outlier: decodeOneOf('outlier_incident', shape.isOutlierIncident),
      changeEvent: decodeOneOf('change_event', shape.isChangeEvent),
      changeEvents: decodePageOf('change_events', shape.isChangeEvent),
      businessService: decodeOneOf('business_service', shape.isReference),
      impacts: decodePageOf('services', shape.isReference),
      workflow: decodeOneOf('incident_workflow', shape.isIncidentWorkflow),
      workflows: decodePageOf('incident_workflows', shape.isIncidentWorkflow),
      startedWorkflow: decodeOneOf('incident_workflow_instance', hasId),
      maintenanceWindow: decodeOneOf('maintenance_window', shape.isMaintenanceWindow),
      maintenanceWindows: decodePageOf('maintenance_windows', shape.isMaintenanceWindow),
      overrides: (received) => pagerduty.decodeList(received, 'overrides', shape.isShift),
      createdOverride: pagerduty.decodeOnlyItem,
      onCalls: decodePageOf('oncalls', shape.isOnCall),
      incidentTypes: (received) => pagerduty.decodeList(received, 'incident_types', shape.isIncidentType),
      customFields: (received) => pagerduty.decodeList(received, 'fields', shape.isCustomField),
      fieldValues: (received) => pagerduty.decodeList(received, 'custom_fields', shape.isFieldValue),
      webhookSubscription: decodeOneOf('webhook_subscription', shape.isWebhookSubscription),
      token: decodeToken,
      quota: ({ headers }) => pagerdutyQuota(headers),
    },
  },
  Cloudflare: {
    endpoints: Object.values(CLOUDFLARE_ENDPOINTS),
    samples: CLOUDFLARE_RESPONSES,
    secret: SECRETS.cloudflare,
    all: {
      nothing: cloudflare.openEnvelope,
      destinations: (received) => cloudflare.decodeListPart(received, cloudflareShape.isDestination, 1, 0),
      policies: (received) => cloudflare.decodeListPart(received, cloudflareShape.isPolicy, 1, 0),
      history: (received) => cloudflare.decodePage(received, cloudflareShape.isNotification, { page: 1, perPage: 25 }),
      alertTypes: decodeAlertTypes,
      silences: (received) => cloudflare.decodeListPart(received, cloudflareShape.isSilence, 1, 0),
      created: (received) => cloudflare.decodeResult(received, hasId),
      eligibility: (received) =>
        cloudflareShape.toPagerDutyEligibility(cloudflare.decodeUnpagedResult(received, isObject)),
      quota: ({ headers }) => cloudflareQuota(headers),
    },
  },
  'PagerDuty Events': {
    endpoints: [SEND_EVENT, SEND_CHANGE_EVENT],
    samples: EVENTS_RESPONSES,
    secret: SECRETS.events,
    all: { accepted: (received) => decodeAcceptedEvent(received, 'db03/disk'), acceptedChange: requireAccepted },
  },
};

/** Runs every decoder of an upstream on one response; only a Fault may be thrown. */
function collectFaults(
  { all, endpoints, secret }: DecoderCase,
  response: ArbitraryResponse,
  requested: number,
): Fault[] {
  const endpoint = endpoints[requested % endpoints.length];
  if (!endpoint) throw new Error('There is no endpoint.');
  const reading = parseBody(response.text, SECRET_FIELD_REDACTOR);
  const received = { ...response, ...reading, endpoint, secrets: [secret], now: Date.parse('2026-01-01T00:00:00Z') };
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
  test('whatever the upstream sends, the decoders throw nothing but a Fault', () => {
    const property = fc.property(arbitraryResponse(decoder.samples), fc.nat(), (response, requested) => {
      expect(collectFaults(decoder, response, requested).filter(({ message }) => message === '')).toEqual([]);
    });
    fc.assert(property, propertyRuns(50));
  });

  test('hostile texts make the decoders throw nothing but a Fault', () => {
    for (const status of [200, 400])
      for (const text of HOSTILE_TEXTS) collectFaults(decoder, { status, headers: {}, text }, 0);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, 'success')).toBeUndefined();
  });

  test('wherever the upstream echoes a secret, no Fault repeats it', () => {
    const property = fc.property(responseEchoing(decoder.secret, decoder.samples), fc.nat(), (response, requested) => {
      const reported = collectFaults(decoder, response, requested).map((fault) => inspect(fault, INSPECT_ALL));
      expect(reported.filter((text) => text.includes(decoder.secret))).toEqual([]);
    });
    fc.assert(property, propertyRuns(50));
  });
});
