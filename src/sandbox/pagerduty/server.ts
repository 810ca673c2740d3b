import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { MINUTE, type Clock } from '../clock.js';
import { Control } from '../control.js';
import { createListener, isBehindTheStage, type Manners } from '../listener.js';
import { Quota } from '../quota.js';
import { createRandom } from '../random.js';
import { demandKey } from './access.js';
import { errorBody, notFound } from './errors.js';
import { addAccountRoutes, addTeamRoutes, addUserRoutes } from './routes/directory.js';
import { addIncidentRoutes, addNoteRoutes } from './routes/incidents.js';
import { addOnCallRoutes } from './routes/oncalls.js';
import { addEscalationPolicyRoutes, addServiceRoutes } from './routes/services.js';
import { foundCompany } from './seed/company.js';
import type { PagerDutyState } from './state.js';
import { letTimePass } from './timers.js';

const switches = z.object({
  /** What resolving a resolved incident does; PagerDuty's own choice is unverified (contracts: quirk 38). */
  repeatedResolve: z.enum(['refused', 'accepted']).default('refused'),
});

export interface PagerDutyOptions {
  readonly now: Clock;
  readonly seed: number;
  readonly apiToken: string;
  /** Calls a minute. */
  readonly callsPerMinute: number;
}

/** PagerDuty played: its HTTP server (not listening yet), its state and its strings. */
export interface PagerDutyHalf {
  readonly app: FastifyInstance;
  readonly control: Control<typeof switches.shape>;
  /** Another object after each reset. */
  readonly state: PagerDutyState;
}

const manners: Manners = {
  quotaHeaders: ({ limit, remaining, resetSeconds }) => ({
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(resetSeconds),
  }),
  limited: () => ({ headers: {}, body: errorBody(2020, 'Rate Limit Exceeded') }),
  unreadable: (message) => errorBody(2001, 'Invalid Input Provided', [message]),
  failed: () => errorBody(2000, 'An internal error has occurred.'),
  noRoute: () => notFound(),
};

export function createPagerDuty({ now, seed, apiToken, callsPerMinute }: PagerDutyOptions): PagerDutyHalf {
  const quota = new Quota({ limit: callsPerMinute, windowMs: MINUTE }, now);
  const found = () => foundCompany(now, createRandom(seed));
  let state = found();
  const reseed = () => {
    quota.clear();
    state = found();
  };
  const control = new Control({ switches, reseed });
  const app = createListener({ now, control, quota, manners });
  const half: PagerDutyHalf = {
    app,
    control,
    get state() {
      return state;
    },
  };
  app.addHook('onRequest', async (request) => {
    if (isBehindTheStage(request, [])) return;
    demandKey(request.headers, apiToken);
    letTimePass(state);
  });
  for (const add of routes) add(app, half);
  return half;
}

const routes = [
  addIncidentRoutes,
  addNoteRoutes,
  addServiceRoutes,
  addEscalationPolicyRoutes,
  addUserRoutes,
  addTeamRoutes,
  addAccountRoutes,
  addOnCallRoutes,
];
