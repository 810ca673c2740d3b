import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { toIsoSeconds } from '../../clock.js';
import { requireActor } from '../http/authentication.js';
import { invalidInput } from '../http/errors.js';
import { requireIncident } from '../incidents/update-incidents.js';
import { appendLogEntry, toAgent } from '../incidents/incident-log.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { renderAgent } from '../views/agent.js';
import { parseBody } from '../http/parse-body.js';
import { recordEvent, trimText } from '../webhooks/record-event.js';
import type { ByIdRoute } from '../http/route-types.js';

const MESSAGE_ERROR = { error: 'Message cannot be empty.' };
const bodySchema = z.object({
  message: z.string(MESSAGE_ERROR).trim().min(1, MESSAGE_ERROR),
  subject: z.string().optional(),
  html_message: z.string().optional(),
});

/**
 * The body has no root key, the status is 200, and an update cannot be read again (docs/upstream-quirks.md, quirks 41,
 * 42 and 47).
 */
export function addStatusUpdateRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.post<ByIdRoute>('/incidents/:id/status_updates', async ({ headers, params, body }) => {
    const actor = requireActor(headers, simulator);
    const incident = requireIncident(simulator.state, params.id);
    const update = parseBody(bodySchema, body);
    // Valid only together (docs/upstream-quirks.md, quirk 167).
    if ((update.subject === undefined) !== (update.html_message === undefined))
      throw invalidInput('Subject and HTML message must be specified together');
    const id = simulator.state.nextId('PSTAT');
    const by = toAgent(actor, incident);
    const at = toIsoSeconds(simulator.state.now());
    appendLogEntry(simulator.state, incident, 'status_update', by, at, { note: update.message });
    const { text, trimmed } = trimText(update.message);
    const data = { id, message: text, trimmed, type: 'incident_status_update' };
    recordEvent(simulator.state, incident, 'status_update_published', by, at, data);
    return { status_update: { id, ...update, created_at: at, sender: renderAgent(simulator.state, by) } };
  });
}
