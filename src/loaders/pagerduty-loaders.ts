import DataLoader from 'dataloader';
import pMap from 'p-map';
import { Fault } from '../faults/fault.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type {
  Page,
  PageQuery,
  WirePriority,
  WireReference,
  WireService,
  WireUser,
} from '../upstream/pagerduty/wire.js';

/** PagerDuty has no read of several objects by id and asks for serial calls, so a batch is a small fan-out. */
const CONCURRENT_READS = 4;
const LARGEST_PAGE = 100;
/** PagerDuty refuses offset + limit beyond this (contracts: pagerduty-rest section 4). */
const DEEPEST_OFFSET = 10_000;

/** Reads of one PagerDuty account, each made at most once within one GraphQL request. */
export interface PagerDutyLoaders {
  readonly service: DataLoader<string, WireService>;
  readonly user: DataLoader<string, WireUser>;
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
    userByEmail: each((email) => findUser(client, email)),
    team: each((id) => client.getTeam(id)),
    escalationPolicy: each((id) => client.getEscalationPolicy(id)),
    priorities: () => (priorities ??= readAll((page) => client.listPriorities(page))),
  };
}

function each<T>(read: (key: string) => Promise<T>): DataLoader<string, T> {
  return new DataLoader((keys) => pMap(keys, (key) => read(key).catch(asError), { concurrency: CONCURRENT_READS }));
}

/** DataLoader wants an `Error` in a failed key's slot; a rejection would fail the whole batch. */
function asError(reason: unknown): Error {
  return reason instanceof Error
    ? reason
    : new Error('A read failed with something that is no error.', { cause: reason });
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
