import DataLoader from 'dataloader';
import pMap from 'p-map';
import { asError } from '../shared/to-error.js';
import { createIncidentLoader, type IncidentKey } from './incident-loader.js';
import { createOnCallsLoader, type OnCallsKey } from './on-calls-loader.js';
import { readAll } from './read-all-pages.js';
import { findServices } from './find-services-by-name.js';
import type { WireOnCall } from '../upstream/pagerduty/wire-on-call.js';
import { createOpenIncidentsLoader, type OpenIncidentsKey } from './open-incidents-loader.js';
import { findIn } from '../upstream/transport/partial-list.js';
import { textOf } from '../shared/json.js';
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

/**
 * Reads of one PagerDuty account, each made at most once within one GraphQL request. Fresh for every request: nothing is
 * remembered beyond it and nothing is shared between callers. Most requests need one or two of them.
 */
export class PagerDutyLoaders {
  private readonly made: { -readonly [K in LoaderName]?: PagerDutyLoaders[K] } = {};
  private allPriorities: Promise<readonly WirePriority[]> | undefined;

  constructor(private readonly client: PagerDutyClient) {}

  get service(): DataLoader<string, WireService> {
    return (this.made.service ??= each((id) => this.client.getService(id)));
  }

  get user(): DataLoader<string, WireUser> {
    return (this.made.user ??= each((id) => this.client.getUser(id)));
  }

  /** Services of exactly this name, trimmed. */
  get servicesByName(): DataLoader<string, readonly WireService[]> {
    return (this.made.servicesByName ??= new DataLoader((names) => findServices(this.client, names)));
  }

  get incident(): DataLoader<IncidentKey, WireIncident> {
    return (this.made.incident ??= createIncidentLoader(this.client));
  }

  get onCalls(): DataLoader<OnCallsKey, readonly WireOnCall[], string> {
    return (this.made.onCalls ??= createOnCallsLoader(this.client));
  }

  get openIncidents(): DataLoader<OpenIncidentsKey, Page<WireIncident>, string> {
    return (this.made.openIncidents ??= createOpenIncidentsLoader(this.client));
  }

  get userByEmail(): DataLoader<string, WireUser | null> {
    return (this.made.userByEmail ??= each((email) => findUser(this.client, email)));
  }

  get team(): DataLoader<string, WireReference> {
    return (this.made.team ??= each((id) => this.client.getTeam(id)));
  }

  get escalationPolicy(): DataLoader<string, WireReference> {
    return (this.made.escalationPolicy ??= each((id) => this.client.getEscalationPolicy(id)));
  }

  /** All priorities, most important first. */
  priorities(): Promise<readonly WirePriority[]> {
    return (this.allPriorities ??= readAll((page) => this.client.listPriorities(page)));
  }
}

type LoaderName = Exclude<keyof PagerDutyLoaders, 'priorities'>;

function each<T>(read: (key: string) => Promise<T>): DataLoader<string, T> {
  return new DataLoader((keys) => pMap(keys, (key) => read(key).catch(asError), { concurrency: CONCURRENT_READS }));
}

/** The user with exactly this e-mail, whatever the case of its letters; PagerDuty's own search matches parts. */
async function findUser(client: PagerDutyClient, email: string): Promise<WireUser | null> {
  const wanted = email.toLowerCase();
  const isWanted = (user: WireUser) => textOf(user.email)?.toLowerCase() === wanted;
  const users = await readAll((page) => client.listUsers({ ...page, query: email }), { isWanted });
  return findIn(users, isWanted) ?? null;
}
