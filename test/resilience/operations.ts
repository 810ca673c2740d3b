import { column, rows, text, type Json, type Stage } from '../sandbox/harness.js';
import type { Arrived } from './fault-proxy.js';

/** One kind of operation: what callers send, which upstream request the faults hit, how things stand afterwards. */
export interface Operation {
  readonly upstream: 'pagerduty' | 'cloudflare';
  readonly document: string;
  readonly variables: (stage: Stage) => Promise<Variables>;
  readonly hits: (call: Arrived) => boolean;
  /** A word for an answer without errors. */
  readonly told: (answer: Json) => string;
  /** How things stand upstream, in a word. */
  readonly state: (stage: Stage, variables: Variables) => Promise<string>;
}

export interface Variables {
  readonly [name: string]: unknown;
  /** One that is triggered. */
  readonly incident?: { readonly pagerDutyId: string };
}

const TITLE = 'A bad day';
const SERVICE = { pagerDutyId: 'PSVC001' };

async function triggered(stage: Stage): Promise<Variables> {
  const { json } = await stage.pagerduty('/incidents?statuses[]=triggered&date_range=all&sort_by=created_at');
  return { incident: { pagerDutyId: column(json['incidents'], 'id')[0] ?? '' } };
}

async function status(stage: Stage, { incident }: Variables): Promise<string> {
  return text((await stage.pagerduty(`/incidents/${incident?.pagerDutyId}`)).json['incident'], 'status');
}

async function notes(stage: Stage, { incident }: Variables): Promise<string> {
  const { json } = await stage.pagerduty(`/incidents/${incident?.pagerDutyId}/notes`);
  return `${column(json['notes'], 'content').filter((content) => content === TITLE).length} written`;
}

async function made(stage: Stage): Promise<string> {
  const { json } = await stage.pagerduty('/incidents?date_range=all&limit=100&sort_by=created_at:desc');
  return `${column(json['incidents'], 'title').filter((title) => title === TITLE).length} made`;
}

async function destinations(stage: Stage): Promise<string> {
  return `${rows((await stage.cloudflare('/destinations/pagerduty')).json['result']).length} destinations`;
}

const changed = (payload: Json) => (payload['changed'] ? 'changed' : 'unchanged');
const WORDS = new Map<unknown, string>([
  [true, 'created'],
  [false, 'found'],
  [null, 'unclear'],
]);
const created = (payload: Json) => WORDS.get(payload['created']) ?? '';

const CONNECT = /\/destinations\/pagerduty\/connect/;
const LIST = /\/destinations\/pagerduty$/;

/** Each takes `$account`. */
export const OPERATIONS = {
  'read an incident': {
    upstream: 'pagerduty',
    document:
      'query ($account: String, $incident: IncidentRef!) { answer: incident(account: $account, by: $incident) { number } }',
    variables: triggered,
    hits: ({ method, path }) => method === 'GET' && /^\/incidents\/\w+/.test(path),
    told: () => 'read',
    state: async () => '',
  },
  acknowledge: {
    upstream: 'pagerduty',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: acknowledgeIncident(input: { account: $account, incident: $incident, actor: "tomasz.wilk@example.com" }) { changed userErrors { code } }
    }`,
    variables: triggered,
    hits: ({ method }) => method === 'PUT',
    told: changed,
    state: status,
  },
  resolve: {
    upstream: 'pagerduty',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: resolveIncident(input: { account: $account, incident: $incident }) { changed userErrors { code } }
    }`,
    variables: triggered,
    hits: ({ method }) => method === 'PUT',
    told: changed,
    state: status,
  },
  note: {
    upstream: 'pagerduty',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: addIncidentNote(input: { account: $account, incident: $incident, content: "${TITLE}" }) { note { content } userErrors { code } }
    }`,
    variables: triggered,
    hits: ({ method }) => method === 'POST',
    told: () => 'written',
    state: notes,
  },
  create: {
    upstream: 'pagerduty',
    document: `mutation ($account: String, $service: ServiceRef!, $title: String!) {
      answer: triggerIncident(input: { account: $account, service: $service, title: $title }) { created userErrors { code } }
    }`,
    variables: async () => ({ service: SERVICE, title: TITLE }),
    hits: ({ method }) => method === 'POST',
    told: created,
    state: made,
  },
  'keyed create': {
    upstream: 'pagerduty',
    document: `mutation ($account: String, $service: ServiceRef!, $title: String!) {
      answer: triggerIncident(input: {
        account: $account, service: $service, title: $title, dedupKey: "bad/day", onDuplicate: RETURN_EXISTING
      }) { created userErrors { code } }
    }`,
    variables: async () => ({ service: SERVICE, title: TITLE }),
    hits: ({ method }) => method === 'POST',
    told: created,
    state: made,
  },
  'list destinations': {
    upstream: 'cloudflare',
    document: 'query ($account: String) { answer: pagerDutyDestinations(account: $account) { totalCount } }',
    variables: async () => ({}),
    hits: ({ method, path }) => method === 'GET' && LIST.test(path),
    told: ({ totalCount }) => `${Number(totalCount)} listed`,
    state: async () => '',
  },
  'connect token': {
    upstream: 'cloudflare',
    document: `mutation ($account: String) {
      answer: createPagerDutyConnectToken(input: { account: $account }) { token userErrors { code } }
    }`,
    variables: async () => ({}),
    hits: ({ method }) => method === 'POST',
    told: () => 'made',
    async state({ sandbox }) {
      return `${sandbox.control.cloudflare.calls().filter(({ method }) => method === 'POST').length} made`;
    },
  },
  link: {
    upstream: 'cloudflare',
    document: `mutation ($account: String, $token: String!) {
      answer: connectPagerDuty(input: { account: $account, token: $token }) { connectionId userErrors { code } }
    }`,
    async variables(stage) {
      const answer = await stage.cloudflare('/destinations/pagerduty/connect', { method: 'POST' });
      const token = text(answer.json['result'], 'id');
      const form = new URLSearchParams({ token, service: 'Ticket Delivery' });
      await fetch(stage.sandbox.cloudflare.consentUrl.split('?')[0] ?? '', { method: 'POST', body: form });
      return { token };
    },
    hits: ({ method, path }) => method === 'GET' && CONNECT.test(path),
    told: () => 'linked',
    state: destinations,
  },
  delete: {
    upstream: 'cloudflare',
    document: `mutation ($account: String, $ids: [ID!]!) {
      answer: deletePagerDutyDestinations(input: { account: $account, expectedIds: $ids }) { deletedIds userErrors { code } }
    }`,
    async variables(stage) {
      return { ids: column((await stage.cloudflare('/destinations/pagerduty')).json['result'], 'id') };
    },
    hits: ({ method }) => method === 'DELETE',
    told: ({ deletedIds }) => `${rows(deletedIds).length} deleted`,
    state: destinations,
  },
} satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;
