import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../../src/faults/fault.js';
import { SECRET_FIELD_REDACTOR } from '../../../src/upstream/pagerduty/secret-field-redactor.js';
import { decodeObject, decodePage } from '../../../src/upstream/pagerduty/envelope.js';
import type { UpstreamResponse } from '../../../src/upstream/transport/upstream-response.js';
import { isIncident, isNote, isReference, isService } from '../../../src/upstream/pagerduty/type-guards.js';
import { parseBody } from '../../../src/upstream/transport/http/parsed-body.js';
import { wireIncident } from './wire-incident.js';

const KEY = 'u+secretKEY1234567890';

function upstreamResponse(status: number, body: unknown, headers: UpstreamResponse['headers'] = {}): UpstreamResponse {
  return {
    endpoint: { name: 'getIncident', effect: 'read', permission: 'incidents.read', notFoundMeaning: 'incident' },
    status,
    headers,
    ...parseBody(typeof body === 'string' ? body : JSON.stringify(body), SECRET_FIELD_REDACTOR),
    secrets: [KEY],
    now: Date.parse('2026-01-01T00:00:00Z'),
  };
}

function catchFault(...given: Parameters<typeof upstreamResponse>): Fault {
  try {
    decodeObject(upstreamResponse(...given), 'incident', isIncident);
  } catch (fault) {
    return fault as Fault;
  }
  throw new Error('It was taken for a success.');
}

describe('a refusal by PagerDuty', () => {
  it.each<[string, unknown, unknown]>([
    [
      'code, message and details',
      { error: { message: 'Invalid Input Provided', code: 2001, errors: ['Title can’t be blank', 'Too long'] } },
      [{ code: 2001, message: 'Invalid Input Provided' }, { message: 'Title can’t be blank' }, { message: 'Too long' }],
    ],
    ['no details', { error: { message: 'Bad', code: 2100 } }, [{ code: 2100, message: 'Bad' }]],
    [
      'details that are null',
      { error: { message: 'Bad', code: 2100, errors: null } },
      [{ code: 2100, message: 'Bad' }],
    ],
    ['details that are empty', { error: { message: 'Bad', code: 1, errors: [] } }, [{ code: 1, message: 'Bad' }]],
    [
      'details as one string',
      { error: { message: 'Bad', code: 2001, errors: 'one string' } },
      [{ code: 2001, message: 'Bad' }, { message: 'one string' }],
    ],
    [
      'details as a map of lists',
      {
        error: {
          message: 'Invalid Schedule',
          code: 3001,
          errors: { 'layers.0.start': ['is missing', 'is odd'], name: 'x' },
        },
      },
      [
        { code: 3001, message: 'Invalid Schedule' },
        { message: 'layers.0.start: is missing', pointer: 'layers.0.start' },
        { message: 'layers.0.start: is odd', pointer: 'layers.0.start' },
        { message: 'name: x', pointer: 'name' },
      ],
    ],
    [
      'a list as an error',
      { error: ['links should have at most 50 item(s)'] },
      [{ message: 'links should have at most 50 item(s)' }],
    ],
    ['a string as an error', { error: 'account-level access token' }, [{ message: 'account-level access token' }]],
    ['plain text', '"Bad"', [{ message: 'Bad' }]],
    ['plain text', 'HTTP Token: Access denied.\n', [{ message: 'HTTP Token: Access denied.' }]],
    ['a web page', '<!DOCTYPE html><p>Bad gateway</p>', []],
    ['an empty body', '', []],
    ['a cut-off body', '{"error":{"message":"Inv', []],
    ['null', 'null', []],
    ['a null error', { error: null }, []],
    ['a number as an error', { error: 7 }, []],
    ['an empty error', { error: {} }, []],
    ['a code as a string', { error: { message: 'Bad', code: '42' } }, [{ code: 42, message: 'Bad' }]],
    ['a code that is not a number', { error: { message: 'Bad', code: 'x' } }, [{ message: 'Bad' }]],
    ['a code beyond any number type', { error: { message: 'Bad', code: 2 ** 40 } }, [{ message: 'Bad' }]],
    ['a code alone', { error: { code: 2001 } }, [{ code: 2001, message: 'Code 2001' }]],
    [
      'details that are objects',
      { error: { message: 'Bad', errors: [{ message: 'deep' }, 5, null, [['x']]] } },
      [{ message: 'Bad' }, { message: 'deep' }],
    ],
  ])('is read with %s', (_, body, errors) => {
    expect(catchFault(400, body)).toMatchObject({ code: 'INVALID_INPUT', upstream: { httpStatus: 400, errors } });
  });

  it('is recognized by its status even when the body is a success', () => {
    expect(catchFault(500, { incident: wireIncident() })).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(catchFault(302, '')).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE' });
  });

  it('does not contain the key it echoes', () => {
    const fault = catchFault(401, { error: { message: `Key ${KEY} is unknown`, code: 2006 } });
    expect(fault.upstream?.errors).toEqual([{ code: 2006, message: 'Key [secret] is unknown' }]);
    expect(fault.message).not.toContain(KEY);
  });

  it('has PagerDuty’s request id', () => {
    expect(catchFault(404, '', { 'x-request-id': 'req-1' }).upstream?.requestId).toBe('req-1');
  });

  it.each<[number, UpstreamResponse['headers'], number | undefined]>([
    [429, { 'retry-after': '7', 'ratelimit-reset': '30' }, 7],
    [429, { 'ratelimit-reset': '30' }, 30],
    [429, { 'ratelimit-reset': ['12', '30'] }, 12],
    [429, { 'ratelimit-reset': 'soon' }, undefined],
    [429, { 'retry-after': 'soon', 'ratelimit-reset': '3' }, 3],
    [429, {}, undefined],
    [503, { 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' }, 60],
    [503, { 'ratelimit-reset': '30' }, undefined],
  ])('under %d with %j requests a wait of %s s', (status, headers, seconds) => {
    expect(
      catchFault(status, { error: { message: 'Rate Limit Exceeded', code: 2020 } }, headers).retryAfterSeconds,
    ).toBe(seconds);
  });
});

describe('an invalid success', () => {
  it.each<[string, unknown]>([
    ['a web page', '<html></html>'],
    ['nothing', ''],
    ['a cut-off body', '{"incident":{"id":"P'],
    ['a list', [{ status: 201 }, { status: 400 }]],
    ['null', 'null'],
    ['another key', { incidents: [] }],
    ['a refusal', { error: { message: 'Not Found', code: 2100 } }],
    ['null for the incident', { incident: null }],
    ['a list for the incident', { incident: [] }],
    ['an incident without an id', { incident: wireIncident({ id: undefined }) }],
    ['an incident with an empty id', { incident: wireIncident({ id: '' }) }],
    ['an incident with a number as text', { incident: wireIncident({ incident_number: '1' }) }],
    ['an incident without a title', { incident: wireIncident({ title: null }) }],
    ['an incident without a status', { incident: wireIncident({ status: null }) }],
    ['an incident without a time', { incident: wireIncident({ created_at: 1 }) }],
    ['an incident of a time that is none', { incident: wireIncident({ created_at: 'soon' }) }],
    ['an incident that is a prototype', '{"__proto__":{"incident":{"id":"P1"}}}'],
    ['deep nesting', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('is a bad response when it contains %s', (_, body) => {
    expect(catchFault(200, body)).toMatchObject({
      code: 'UPSTREAM_BAD_RESPONSE',
      upstream: { upstream: 'PAGERDUTY', httpStatus: 200, errors: [] },
    });
  });

  it('leaves the outcome of a write unknown', () => {
    const endpoint = {
      name: 'createIncident',
      effect: 'write',
      permission: 'incidents.write',
      notFoundMeaning: 'service',
    } as const;
    expect(() => decodeObject({ ...upstreamResponse(201, ''), endpoint }, 'incident', isIncident)).toThrow(
      expect.objectContaining({ outcome: 'UNKNOWN' }),
    );
  });
});

describe('a success', () => {
  it('is any 2xx', () => {
    const incident = wireIncident();
    for (const status of [200, 201, 202, 299]) {
      expect(decodeObject(upstreamResponse(status, { incident }), 'incident', isIncident)).toEqual(incident);
    }
  });

  it('keeps nulls unchanged', () => {
    const nulls = { acknowledgements: null, assignments: null, service: null, teams: null, alert_counts: null };
    expect(
      decodeObject(upstreamResponse(200, { incident: wireIncident(nulls) }), 'incident', isIncident),
    ).toMatchObject(nulls);
  });

  it('keeps unknown statuses', () => {
    const incident = wireIncident({ status: 'snoozing', urgency: 'medium' });
    expect(decodeObject(upstreamResponse(200, { incident }), 'incident', isIncident).status).toBe('snoozing');
  });

  it('is accepted whatever else it contains', () => {
    const text = `{"incident":${JSON.stringify(wireIncident()).replace('{', '{"__proto__":{"admin":true},')}}`;
    expect(decodeObject(upstreamResponse(200, text), 'incident', isIncident).id).toBe('PT4KHLK');
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('is returned without calendar URLs, wherever they are', () => {
    const user = { id: 'PXPGF42', type: 'user', name: 'Earline', http_cal_url: 'https://x', web_cal_url: 'webcal://x' };
    const incident = wireIncident({
      assignments: [{ at: '2026-01-01T10:00:00Z', assignee: user }],
      last_status_change_by: user,
    });
    const page = decodePage(upstreamResponse(200, { incidents: [incident], more: false }), 'incidents', isIncident);
    expect(JSON.stringify(page)).not.toContain('cal_url');
    expect(page.items[0]?.assignments?.[0]?.assignee.name).toBe('Earline');
  });

  it.each(['http_cal_url', 'web_cal_url', 'routing_key'])(
    'is returned without %s when that is the only one',
    (link) => {
      const last_status_change_by = { id: 'PXPGF42', type: 'user', [link]: 'https://x' };
      const incident = wireIncident({ last_status_change_by });
      expect(JSON.stringify(decodeObject(upstreamResponse(200, { incident }), 'incident', isIncident))).not.toContain(
        link,
      );
    },
  );

  it.each(['dedup_key', 'tag_key', 'incident_key'])('has no secret because of its %s', (name) => {
    expect(SECRET_FIELD_REDACTOR.matches(JSON.stringify({ incident: { [name]: 'disk' } }))).toBe(false);
  });

  it('is searched for a routing_key behind other keys', () => {
    const incident = wireIncident({
      incident_key: 'disk',
      last_status_change_by: { id: 'PXPGF42', routing_key: 'R0' },
    });
    expect(SECRET_FIELD_REDACTOR.matches(JSON.stringify({ incident }))).toBe(true);
  });

  it('is returned without calendar URLs however wide it is', () => {
    const numbers = Array.from({ length: 200_000 }, () => 0);
    const ada = { id: 'PXPGF42', type: 'user' };
    const wide = { numbers, last_status_change_by: { ...ada, http_cal_url: 'https://x' } };
    const incident = decodeObject(upstreamResponse(200, { incident: wireIncident(wide) }), 'incident', isIncident);
    expect(incident.last_status_change_by).toEqual(ada);
  });

  it('may be a note without an author', () => {
    const note = { id: 'PN1', user: null, content: 'Looking.', created_at: '2026-01-01T10:00:00Z' };
    expect(decodeObject(upstreamResponse(200, { note }), 'note', isNote)).toEqual(note);
  });
});

describe('a page', () => {
  const services = [{ id: 'PIJ90N7', type: 'service', name: 'Mail', escalation_policy: null, teams: null }];

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['a requested total', { more: true, total: 31 }, { more: true, total: 31 }],
    ['total null', { more: false, total: null }, { more: false, total: null }],
    ['only the required fields', { more: false }, { more: false, total: null }],
    [
      'the other paging fields null',
      { limit: null, offset: null, more: true, total: null },
      { more: true, total: null },
    ],
  ])('with %s', (_, sent, read) => {
    const page = decodePage(upstreamResponse(200, { services, ...sent }), 'services', isService);
    expect(page).toEqual({ items: services, ...read });
  });

  it.each([{}, { more: null }, { more: 'true' }, { more: 1 }, { more: 0 }])(
    'with %j as `more` is a bad response, never a truncated list',
    (said) => {
      expect(() => decodePage(upstreamResponse(200, { services, ...said }), 'services', isService)).toThrow(
        expect.objectContaining({ code: 'UPSTREAM_BAD_RESPONSE' }),
      );
    },
  );

  it.each([{}, { users: null }, { users: {} }, { users: [null] }, { users: [{ id: 'P1' }] }, { users: ['P1'] }])(
    'with %j as items is a bad response',
    (body) => {
      expect(() => decodePage(upstreamResponse(200, { more: false, ...body }), 'users', isReference)).toThrow(
        expect.objectContaining({ code: 'UPSTREAM_BAD_RESPONSE' }),
      );
    },
  );
});
