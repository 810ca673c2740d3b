import { pathId } from '../transport/path.js';
import type { Ask } from './ask.js';
import { ENDPOINTS } from './endpoints.js';
import { decode, decodePage } from './envelope.js';
import { nameQuery, onCallQuery, pageQuery, serviceQuery } from './query.js';
import { isOnCall, isPriority, isReference, isService, isUser } from './shape.js';
import type { OnCallQuery, WireOnCall } from './wire-on-call.js';
import type {
  NameQuery,
  Page,
  PageQuery,
  ServiceQuery,
  WirePriority,
  WireReference,
  WireService,
  WireUser,
} from './wire.js';

/** What an account has beside incidents. */
export interface DirectoryReads {
  listServices(query: ServiceQuery): Promise<Page<WireService>>;
  getService(id: string): Promise<WireService>;
  listUsers(query: NameQuery): Promise<Page<WireUser>>;
  getUser(id: string): Promise<WireUser>;
  /** `GET /users/me`: whose key it is; refused with 400 for an account's key (contracts: quirk 5). */
  getMe(): Promise<WireUser>;
  listEscalationPolicies(query: NameQuery): Promise<Page<WireReference>>;
  getEscalationPolicy(id: string): Promise<WireReference>;
  listTeams(query: NameQuery): Promise<Page<WireReference>>;
  getTeam(id: string): Promise<WireReference>;
  /** `GET /priorities`; the order is the rank. */
  listPriorities(query: PageQuery): Promise<Page<WirePriority>>;
  /** `GET /oncalls`: who is on call now; it has a rate limit of its own. */
  listOnCalls(query: OnCallQuery): Promise<Page<WireOnCall>>;
}

export function createDirectoryReads(ask: Ask): DirectoryReads {
  const get = (name: keyof DirectoryReads, path: string) => ask(ENDPOINTS[name], 'GET', path);
  return {
    async listServices(query) {
      return decodePage(await get('listServices', `/services${serviceQuery(query)}`), 'services', isService);
    },
    async getService(id) {
      return decode(await get('getService', `/services/${pathId(id)}`), 'service', isService);
    },
    async listUsers(query) {
      return decodePage(await get('listUsers', `/users${nameQuery(query)}`), 'users', isUser);
    },
    async getUser(id) {
      return decode(await get('getUser', `/users/${pathId(id)}`), 'user', isUser);
    },
    async getMe() {
      return decode(await get('getMe', '/users/me'), 'user', isUser);
    },
    async listEscalationPolicies(query) {
      const path = `/escalation_policies${nameQuery(query)}`;
      return decodePage(await get('listEscalationPolicies', path), 'escalation_policies', isReference);
    },
    async getEscalationPolicy(id) {
      const path = `/escalation_policies/${pathId(id)}`;
      return decode(await get('getEscalationPolicy', path), 'escalation_policy', isReference);
    },
    async listTeams(query) {
      return decodePage(await get('listTeams', `/teams${nameQuery(query)}`), 'teams', isReference);
    },
    async getTeam(id) {
      return decode(await get('getTeam', `/teams/${pathId(id)}`), 'team', isReference);
    },
    async listPriorities(query) {
      return decodePage(await get('listPriorities', `/priorities${pageQuery(query)}`), 'priorities', isPriority);
    },
    async listOnCalls(query) {
      return decodePage(await get('listOnCalls', `/oncalls${onCallQuery(query)}`), 'oncalls', isOnCall);
    },
  };
}
