import DataLoader from 'dataloader';
import pMap from 'p-map';
import { asError } from './as-error.js';
import { createIncidentLoader, type IncidentKey } from './incident-loader.js';
import { createOnCallsLoader, type OnCallsKey } from './on-calls-loader.js';
import { readAll } from './read-all.js';
import { findServices } from './services-by-name.js';
import type { WireOnCall } from '../upstream/pagerduty/wire-on-call.js';
import { createOpenIncidentsLoader, type OpenIncidentsKey } from './open-incidents-loader.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type {
  Page,
  WireIncident,
  WirePriority,
  WireReference,
  WireService,
  WireUser,
} from '../upstream/pagerduty/wire.js';

/** PagerDuty has no read of several objects by id and asks for serial calls, so a batch is a small fan-out. */
const CONCURRENT_READS = 4;

/** Reads of one PagerDuty account, each made at most once within one GraphQL request. */
export interface PagerDutyLoaders {
  readonly service: DataLoader<string, WireService>;
  readonly user: DataLoader<string, WireUser>;
  /** Services of exactly this name, trimmed. */
  readonly servicesByName: DataLoader<string, readonly WireService[]>;
  readonly incident: DataLoader<IncidentKey, WireIncident>;
  readonly onCalls: DataLoader<OnCallsKey, readonly WireOnCall[], string>;
  readonly openIncidents: DataLoader<OpenIncidentsKey, Page<WireIncident>, string>;
  readonly userByEmail: DataLoader<string, WireUser | null>;
  readonly team: DataLoader<string, WireReference>;
  readonly escalationPolicy: DataLoader<string, WireReference>;
  /** All priorities, most important first. */
  priorities(): Promise<readonly WirePriority[]>;
}

/** Fresh for every GraphQL request: nothing is remembered beyond it and nothing is shared between callers. */
export function createPagerDutyLoaders(client: PagerDutyClient): PagerDutyLoaders {
  let priorities: Promise<readonly WirePriority[]> | undefined;
  return {
    service: each((id) => client.getService(id)),
    user: each((id) => client.getUser(id)),
    servicesByName: new DataLoader((names) => findServices(client, names)),
    incident: createIncidentLoader(client),
    onCalls: createOnCallsLoader(client),
    openIncidents: createOpenIncidentsLoader(client),
    userByEmail: each((email) => findUser(client, email)),
    team: each((id) => client.getTeam(id)),
    escalationPolicy: each((id) => client.getEscalationPolicy(id)),
    priorities: () => (priorities ??= readAll((page) => client.listPriorities(page))),
  };
}

function each<T>(read: (key: string) => Promise<T>): DataLoader<string, T> {
  return new DataLoader((keys) => pMap(keys, (key) => read(key).catch(asError), { concurrency: CONCURRENT_READS }));
}

/** The user with exactly this e-mail, whatever the case of its letters; PagerDuty's own search matches parts. */
async function findUser(client: PagerDutyClient, email: string): Promise<WireUser | null> {
  const wanted = email.toLowerCase();
  const users = await readAll((page) => client.listUsers({ ...page, query: email }));
  return users.find((user) => user.email?.toLowerCase() === wanted) ?? null;
}
