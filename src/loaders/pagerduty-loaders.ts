import DataLoader from 'dataloader';
import pMap from 'p-map';
import { asError } from './as-error.js';
import { Fault } from '../faults/fault.js';
import { createOpenIncidentsLoader, type OpenIncidentsKey } from './open-incidents-loader.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type {
  Page,
  PageQuery,
  WireIncident,
  WirePriority,
  WireReference,
  WireService,
  WireUser,
} from '../upstream/pagerduty/wire.js';

/** PagerDuty has no read of several objects by id and asks for serial calls, so a batch is a small fan-out. */
const CONCURRENT_READS = 4;
const LARGEST_PAGE = 100;
const FEW_NAMES = 3;
/** PagerDuty refuses offset + limit beyond this (contracts: pagerduty-rest section 4). */
const DEEPEST_OFFSET = 10_000;

/** Reads of one PagerDuty account, each made at most once within one GraphQL request. */
export interface PagerDutyLoaders {
  readonly service: DataLoader<string, WireService>;
  readonly user: DataLoader<string, WireUser>;
  /** Services of exactly this name, trimmed. */
  readonly servicesByName: DataLoader<string, readonly WireService[]>;
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

/** A few names are asked for one by one; for more the list of all services is read once. */
async function findServices(client: PagerDutyClient, names: readonly string[]): Promise<WireService[][]> {
  const read = (name?: string) => readAll((page) => client.listServices(name === undefined ? page : { ...page, name }));
  const found =
    names.length > FEW_NAMES ? await read() : (await pMap(names, read, { concurrency: CONCURRENT_READS })).flat();
  return names.map((name) => found.filter((service) => (service.name ?? service.summary)?.trim() === name));
}

/** The user with exactly this e-mail, whatever the case of its letters; PagerDuty's own search matches parts. */
async function findUser(client: PagerDutyClient, email: string): Promise<WireUser | null> {
  const wanted = email.toLowerCase();
  const users = await readAll((page) => client.listUsers({ ...page, query: email }));
  return users.find((user) => user.email?.toLowerCase() === wanted) ?? null;
}

async function readAll<T>(read: (page: PageQuery) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  for (let offset = 0; offset + LARGEST_PAGE <= DEEPEST_OFFSET; offset += LARGEST_PAGE) {
    // oxlint-disable-next-line no-await-in-loop -- whether there is a next page is known only after this one
    const page = await read({ limit: LARGEST_PAGE, offset });
    items.push(...page.items);
    if (!page.more) return items;
  }
  throw new Fault('LIMIT_EXCEEDED', 'PagerDuty lists no more than 10000 objects, and there are more.');
}
