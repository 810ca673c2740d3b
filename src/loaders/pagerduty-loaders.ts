import DataLoader from 'dataloader';
import pMap from 'p-map';
import { toError } from '../shared/to-error.js';
import { createImpactLoader } from './impact-loader.js';
import { createIncidentLoader, type IncidentKey } from './incident-loader.js';
import { createOnCallsLoader, type OnCallsKey } from './on-calls-loader.js';
import { readAllPages } from './read-all-pages.js';
import { readByIds, type Reads } from './read-by-ids.js';
import { findServicesByName } from './find-services-by-name.js';
import type { WireBusinessService, WireImpact } from '../upstream/pagerduty/wire-business-service.js';
import type { WireOnCall } from '../upstream/pagerduty/wire-on-call.js';
import type { WireSchedule } from '../upstream/pagerduty/wire-schedule.js';
import { createOpenIncidentsLoader, type OpenIncidentsKey } from './open-incidents-loader.js';
import { findEntry } from '../upstream/transport/partial-list.js';
import { asString } from '../shared/json.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type {
  Page,
  WireIncident,
  WirePriority,
  WireReference,
  WireService,
  WireUser,
} from '../upstream/pagerduty/wire.js';
import type { WireCustomField, WireIncidentType } from '../upstream/pagerduty/wire-incident-type.js';
import { MAX_CONCURRENT_READS } from '../upstream/pagerduty/limits.js';

/**
 * DataLoaders of one PagerDuty account for one GraphQL request; each read is sent at most once. Created on first use, because
 * most requests need one or two of them.
 */
export class PagerDutyLoaders {
  private readonly loaders: { -readonly [K in LoaderName]?: PagerDutyLoaders[K] } = {};
  private allPrioritiesPromise: Promise<readonly WirePriority[]> | undefined;
  private incidentTypesPromise: Promise<readonly WireIncidentType[]> | undefined;

  constructor(private readonly client: PagerDutyClient) {}

  get service(): DataLoader<string, WireService> {
    return (this.loaders.service ??= createObjectLoader({
      listPage: (page) => this.client.listServices(page),
      readOne: (id) => this.client.getService(id),
    }));
  }

  get user(): DataLoader<string, WireUser> {
    return (this.loaders.user ??= createObjectLoader({
      listPage: (page) => this.client.listUsers(page),
      readOne: (id) => this.client.getUser(id),
    }));
  }

  /** Services with exactly this name, trimmed. */
  get servicesByName(): DataLoader<string, readonly WireService[]> {
    return (this.loaders.servicesByName ??= new DataLoader((names) => findServicesByName(this.client, names)));
  }

  get incident(): DataLoader<IncidentKey, WireIncident> {
    return (this.loaders.incident ??= createIncidentLoader(this.client));
  }

  get onCalls(): DataLoader<OnCallsKey, readonly WireOnCall[], string> {
    return (this.loaders.onCalls ??= createOnCallsLoader(this.client));
  }

  get openIncidents(): DataLoader<OpenIncidentsKey, Page<WireIncident>, string> {
    return (this.loaders.openIncidents ??= createOpenIncidentsLoader(this.client));
  }

  get userByEmail(): DataLoader<string, WireUser | null> {
    return (this.loaders.userByEmail ??= createLoader((email) => findUserByEmail(this.client, email)));
  }

  get team(): DataLoader<string, WireReference> {
    return (this.loaders.team ??= createObjectLoader({
      listPage: (page) => this.client.listTeams(page),
      readOne: (id) => this.client.getTeam(id),
    }));
  }

  get escalationPolicy(): DataLoader<string, WireReference> {
    return (this.loaders.escalationPolicy ??= createObjectLoader({
      listPage: (page) => this.client.listEscalationPolicies(page),
      readOne: (id) => this.client.getEscalationPolicy(id),
    }));
  }

  get businessService(): DataLoader<string, WireBusinessService> {
    return (this.loaders.businessService ??= createObjectLoader({
      listPage: (page) => this.client.listBusinessServices(page),
      readOne: (id) => this.client.getBusinessService(id),
    }));
  }

  /** Impacts by business service. */
  get impact(): DataLoader<string, WireImpact | null> {
    return (this.loaders.impact ??= createImpactLoader(this.client));
  }

  /** Schedules without their shifts. */
  get schedule(): DataLoader<string, WireSchedule> {
    return (this.loaders.schedule ??= createObjectLoader({
      listPage: (page) => this.client.listSchedules(page),
      readOne: (id) => this.client.getSchedule(id),
    }));
  }

  /** Custom fields of an incident type, without those of its parents. */
  get customFields(): DataLoader<string, readonly WireCustomField[]> {
    return (this.loaders.customFields ??= createLoader((typeId) => this.client.listCustomFields(typeId)));
  }

  /** All incident types, the disabled ones included. */
  incidentTypes(): Promise<readonly WireIncidentType[]> {
    return (this.incidentTypesPromise ??= this.client.listIncidentTypes());
  }

  /** All priorities, most important first. */
  priorities(): Promise<readonly WirePriority[]> {
    return (this.allPrioritiesPromise ??= readAllPages((page) => this.client.listPriorities(page)));
  }
}

type LoaderName = Exclude<keyof PagerDutyLoaders, 'priorities' | 'incidentTypes'>;

function createObjectLoader<T extends { readonly id: string }>(reads: Reads<T>): DataLoader<string, T> {
  return new DataLoader(async (ids) => {
    const results = await readByIds(ids, reads);
    return ids.map((id) => results.get(id) ?? new Error(`The object ${id} was not read.`));
  });
}

function createLoader<T>(load: (key: string) => Promise<T>): DataLoader<string, T> {
  return new DataLoader((keys) => pMap(keys, (key) => load(key).catch(toError), { concurrency: MAX_CONCURRENT_READS }));
}

/** The user with exactly this e-mail address, ignoring case; PagerDuty's own search matches substrings. */
async function findUserByEmail(client: PagerDutyClient, email: string): Promise<WireUser | null> {
  const wanted = email.toLowerCase();
  const isMatch = (user: WireUser) => asString(user.email)?.toLowerCase() === wanted;
  const users = await readAllPages((page) => client.listUsers({ ...page, query: email }), { isMatch });
  return findEntry(users, isMatch) ?? null;
}
