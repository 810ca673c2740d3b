import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import type { ClientContext } from './requester.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeObject, decodePage } from './envelope.js';
import { formatNameQuery, formatOnCallQuery, formatPageQuery, formatServiceQuery } from './query-string.js';
import { isOnCall, isPriority, isReference, isService, isUser } from './type-guards.js';
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

/** Reads of an account's services, users, escalation policies, teams, priorities and on-calls. */
export interface DirectoryReads {
  listServices(query: ServiceQuery): Promise<Page<WireService>>;
  getService(id: string): Promise<WireService>;
  listUsers(query: NameQuery): Promise<Page<WireUser>>;
  getUser(id: string): Promise<WireUser>;
  /** `GET /users/me`: the owner of the key; 400 for an account's key (docs/upstream-quirks.md, quirk 5). */
  getMe(): Promise<WireUser>;
  listEscalationPolicies(query: NameQuery): Promise<Page<WireReference>>;
  getEscalationPolicy(id: string): Promise<WireReference>;
  listTeams(query: NameQuery): Promise<Page<WireReference>>;
  getTeam(id: string): Promise<WireReference>;
  /** `GET /priorities`, highest first. */
  listPriorities(query: PageQuery): Promise<Page<WirePriority>>;
  /** `GET /oncalls`: on-calls now or in a window; has a separate rate limit. */
  listOnCalls(query: OnCallQuery): Promise<Page<WireOnCall>>;
}

export const directoryReads: DirectoryReads & ThisType<ClientContext> = {
  async listServices(query) {
    return decodePage(
      await this.send(ENDPOINTS.listServices, 'GET', `/services${formatServiceQuery(query)}`),
      'services',
      isService,
    );
  },
  async getService(id) {
    return decodeObject(
      await this.send(ENDPOINTS.getService, 'GET', `/services/${toUrlSafeId(id)}`),
      'service',
      isService,
    );
  },
  async listUsers(query) {
    return decodePage(await this.send(ENDPOINTS.listUsers, 'GET', `/users${formatNameQuery(query)}`), 'users', isUser);
  },
  async getUser(id) {
    return decodeObject(await this.send(ENDPOINTS.getUser, 'GET', `/users/${toUrlSafeId(id)}`), 'user', isUser);
  },
  async getMe() {
    return decodeObject(await this.send(ENDPOINTS.getMe, 'GET', '/users/me'), 'user', isUser);
  },
  async listEscalationPolicies(query) {
    const path = `/escalation_policies${formatNameQuery(query)}`;
    return decodePage(
      await this.send(ENDPOINTS.listEscalationPolicies, 'GET', path),
      'escalation_policies',
      isReference,
    );
  },
  async getEscalationPolicy(id) {
    const path = `/escalation_policies/${toUrlSafeId(id)}`;
    return decodeObject(await this.send(ENDPOINTS.getEscalationPolicy, 'GET', path), 'escalation_policy', isReference);
  },
  async listTeams(query) {
    return decodePage(
      await this.send(ENDPOINTS.listTeams, 'GET', `/teams${formatNameQuery(query)}`),
      'teams',
      isReference,
    );
  },
  async getTeam(id) {
    return decodeObject(await this.send(ENDPOINTS.getTeam, 'GET', `/teams/${toUrlSafeId(id)}`), 'team', isReference);
  },
  async listPriorities(query) {
    return decodePage(
      await this.send(ENDPOINTS.listPriorities, 'GET', `/priorities${formatPageQuery(query)}`),
      'priorities',
      isPriority,
    );
  },
  async listOnCalls(query) {
    return decodePage(
      await this.send(ENDPOINTS.listOnCalls, 'GET', `/oncalls${formatOnCallQuery(query)}`),
      'oncalls',
      isOnCall,
    );
  },
};
