import type { Random } from '../../src/sandbox/random.js';
import type { TestSandbox } from '../sandbox/harness.js';

type Send = TestSandbox['pagerduty'];

/** What a person or a monitoring tool does in PagerDuty, beside this gateway. */
export type Act = (send: Send, incidentId: string, random: Random) => ReturnType<Send>;

const update =
  (changes: (random: Random) => object): Act =>
  (send, id, random) =>
    send(`/incidents/${id}`, {
      method: 'PUT',
      body: { incident: { type: 'incident_reference', ...changes(random) } },
    });

const USERS = ['PUSR001', 'PUSR002', 'PUSR003'];
const SERVICES = ['PSVC001', 'PSVC002', 'PSVC003'];
const POLICIES = ['PESC001', 'PESC002', 'PESC003'];
const PRIORITIES = ['PPRIO01', 'PPRIO02', 'PPRIO03'];

const toUser = (id: string) => ({ assignee: { id, type: 'user_reference' } });

/** Each kind of change; PagerDuty refuses some of them in some states. */
export const ACTS = {
  trigger: (send, _id, random) =>
    send('/incidents', {
      body: {
        incident: {
          type: 'incident',
          title: `Smoke ${random.hex(6)}`,
          service: { id: random.pick(SERVICES), type: 'service_reference' },
        },
      },
    }),
  acknowledge: update(() => ({ status: 'acknowledged' })),
  resolve: update(() => ({ status: 'resolved' })),
  retrigger: update(() => ({ status: 'triggered' })),
  rename: update((random) => ({ title: `Fire ${random.hex(6)}` })),
  prioritise: update((random) => ({ priority: { id: random.pick(PRIORITIES), type: 'priority_reference' } })),
  setUrgency: update((random) => ({ urgency: random.pick(['high', 'low']) })),
  reassign: update((random) => ({ assignments: [toUser(random.pick(USERS))] })),
  delegate: update((random) => ({
    escalation_policy: { id: random.pick(POLICIES), type: 'escalation_policy_reference' },
  })),
  escalate: update(() => ({ escalation_level: 2 })),
  annotate: (send, id, random) =>
    send(`/incidents/${id}/notes`, { body: { note: { content: `Looked ${random.hex(6)}` } } }),
  snooze: (send, id) => send(`/incidents/${id}/snooze`, { body: { duration: 3_600 } }),
  publish: (send, id, random) =>
    send(`/incidents/${id}/status_updates`, { body: { message: `Going on ${random.hex(6)}` } }),
} as const satisfies Readonly<Record<string, Act>>;

export type ActName = keyof typeof ACTS;

/** Merges incidents into one. */
export function merge(send: Send, targetId: string, sourceIds: readonly string[]): ReturnType<Send> {
  const sources = sourceIds.map((id) => ({ id, type: 'incident_reference' }));
  return send(`/incidents/${targetId}/merge`, { method: 'PUT', body: { source_incidents: sources } });
}
