import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { iso } from '../../clock.js';
import { actorOf } from '../http/authentication.js';
import { invalidInput } from '../http/errors.js';
import { read } from '../incidents/request-bodies.js';
import { incidentAt } from '../incidents/update-incidents.js';
import { agentFor } from '../incidents/incident-log.js';
import type { PagerDutyHalf } from '../pagerduty-simulator.js';
import { agentView } from '../views/agent.js';

const MESSAGE = { error: 'Message cannot be empty.' };
const bodySchema = z.object({
  message: z.string(MESSAGE).trim().min(1, MESSAGE),
  subject: z.string().optional(),
  html_message: z.string().optional(),
});

/** Not wrapped, answered with 200, and never to be read again (contracts: quirks 41, 42 and 47). */
export function addStatusUpdateRoutes(app: FastifyInstance, half: PagerDutyHalf): void {
  app.post<{ Params: { id: string } }>('/incidents/:id/status_updates', async ({ headers, params, body }) => {
    const actor = actorOf(headers, half);
    const incident = incidentAt(half.state, params.id);
    const update = read(bodySchema, body);
    // Only together (contracts: quirk 167).
    if ((update.subject === undefined) !== (update.html_message === undefined))
      throw invalidInput('Subject and HTML message must be specified together');
    const id = half.state.nextId('PSTAT');
    const sender = agentView(half.state, agentFor(actor, incident));
    return { status_update: { id, ...update, created_at: iso(half.state.now()), sender } };
  });
}
