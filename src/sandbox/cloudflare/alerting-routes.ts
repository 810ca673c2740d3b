import type { FastifyInstance } from 'fastify';
import { listAvailableAlerts } from './policies/entitled-alert-types.js';
import { wrapNothing, wrapResult } from './http/envelope.js';
import { listNotifications } from './history/notification-history.js';
import { createConnectToken, deleteDestinations, linkDestinations } from './destinations/pagerduty-connection.js';
import { createPolicy, editPolicy, replacePolicy, requirePolicy, showPolicy } from './policies/policies.js';
import { createSilences, deleteSilence, getSilence, listSilences, updateSilences } from './silences/silences.js';
import type { CloudflareSimulator } from './cloudflare-simulator.js';

type ByIdRoute = { Params: { id: string } };
type ListRoute = { Querystring: Readonly<Record<string, string | undefined>> };

export function addDestinationRoutes(app: FastifyInstance, simulator: CloudflareSimulator): void {
  const envelopeStyle = () => simulator.control.switches;

  app.get('/destinations/pagerduty', async () =>
    wrapResult([...simulator.state.destinations.values()], envelopeStyle()),
  );

  app.delete('/destinations/pagerduty', async () => {
    deleteDestinations(simulator.state, simulator.control.switches.disconnectedPolicies);
    return wrapNothing(envelopeStyle());
  });

  app.post('/destinations/pagerduty/connect', async (_request, reply) =>
    reply.code(201).send(wrapResult({ id: createConnectToken(simulator.state).id }, envelopeStyle())),
  );

  app.get<ByIdRoute>('/destinations/pagerduty/connect/:id', async ({ params }) =>
    wrapResult({ id: linkDestinations(simulator.state, params.id) }, envelopeStyle()),
  );

  app.get('/destinations/webhooks', async () => wrapResult([...simulator.state.webhooks.values()], envelopeStyle()));

  app.get('/destinations/eligible', async () => {
    const available = { eligible: true, ready: true };
    const { pagerDutyEligibility } = simulator.control.switches;
    const eligible = pagerDutyEligibility !== 'not-eligible';
    const result = {
      email: [{ ...available, type: 'email' }],
      pagerduty: [{ eligible, ready: pagerDutyEligibility === 'ready', type: 'pagerduty' }],
      webhooks: [{ ...available, type: 'webhook' }],
    };
    return wrapResult(result, envelopeStyle());
  });
}

export function addPolicyRoutes(app: FastifyInstance, simulator: CloudflareSimulator): void {
  const envelopeStyle = () => simulator.control.switches;

  app.get('/available_alerts', async () => wrapResult(listAvailableAlerts(), envelopeStyle()));
  app.get('/policies', async () => {
    const { state, control } = simulator;
    const policies = [...state.policies.values()].map((policy) => showPolicy(state, policy, control.switches));
    return wrapResult(policies, envelopeStyle());
  });
  app.post('/policies', async ({ body }) => wrapResult({ id: createPolicy(simulator.state, body) }, envelopeStyle()));
  app.get<ByIdRoute>('/policies/:id', async ({ params }) => {
    const { state, control } = simulator;
    const policy = requirePolicy(state, params.id);
    const shown = wrapResult(showPolicy(state, policy, control.switches), envelopeStyle());
    const { policyEditAfterRead } = control.switches;
    if (policyEditAfterRead) editPolicy(state, policy, policyEditAfterRead);
    control.setSwitches({ policyEditAfterRead: null });
    return shown;
  });
  app.put<ByIdRoute>('/policies/:id', async ({ params, body }) => {
    const { omittedPolicyMembers } = simulator.control.switches;
    return wrapResult({ id: replacePolicy(simulator.state, params.id, body, omittedPolicyMembers) }, envelopeStyle());
  });

  /** Returns the id, as the real API does and the schema does not (docs/upstream-quirks.md, "Cloudflare: policies"). */
  app.delete<ByIdRoute>('/policies/:id', async ({ params }) => {
    const { id } = requirePolicy(simulator.state, params.id);
    simulator.state.policies.delete(id);
    return wrapResult({ id }, envelopeStyle());
  });
}

export function addSilenceRoutes(app: FastifyInstance, simulator: CloudflareSimulator): void {
  const switches = () => simulator.control.switches;

  app.get('/silences', async () => wrapResult(listSilences(simulator.state), switches()));
  app.post('/silences', async ({ body }) => {
    createSilences(simulator.state, body, switches().silenceHiddenReads);
    return wrapResult(null, switches());
  });
  app.put('/silences', async ({ body }) => wrapResult(updateSilences(simulator.state, body), switches()));
  app.get<ByIdRoute>('/silences/:id', async ({ params }) =>
    wrapResult(getSilence(simulator.state, params.id, switches().unknownSilence), switches()),
  );
  app.delete<ByIdRoute>('/silences/:id', async ({ params }) => {
    deleteSilence(simulator.state, params.id, switches().unknownSilence);
    return wrapResult(null, switches());
  });
}

export function addHistoryRoutes(app: FastifyInstance, simulator: CloudflareSimulator): void {
  app.get<ListRoute>('/history', async ({ query }) => {
    const { entries, info } = listNotifications(simulator.state, query);
    return wrapResult(entries, simulator.control.switches, info);
  });
}
