import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeObject, decodePage } from './envelope.js';
import { formatImpactQuery, formatPageQuery } from './query-string.js';
import type { ClientContext } from './requester.js';
import { isReference } from './type-guards.js';
import type { CutList, WireBusinessService, WireImpact } from './wire-business-service.js';
import type { Page, PageQuery, WireReference } from './wire.js';

/** Business services and their impacts (docs/upstream-quirks.md, "PagerDuty: business services"). */
export interface BusinessServices {
  /** `GET /business_services`. */
  listBusinessServices(page: PageQuery): Promise<Page<WireBusinessService>>;
  /** `GET /business_services/{id}`. */
  getBusinessService(id: string): Promise<WireBusinessService>;
  /** `GET /business_services/impacts`: of these services, or of the most impacted ones, at most 200. */
  listImpacts(serviceIds?: readonly string[]): Promise<CutList<WireImpact>>;
  /** `GET /business_services/impactors`: the incidents that impact a service. */
  listImpactors(serviceId: string): Promise<CutList<WireReference>>;
}

const PATH = '/business_services';

export const businessServices: BusinessServices & ThisType<ClientContext> = {
  async listBusinessServices(page) {
    const response = await this.send(ENDPOINTS.listBusinessServices, 'GET', `${PATH}${formatPageQuery(page)}`);
    return decodePage(response, 'business_services', isReference);
  },
  async getBusinessService(id) {
    const response = await this.send(ENDPOINTS.getBusinessService, 'GET', `${PATH}/${toUrlSafeId(id)}`);
    return decodeObject(response, 'business_service', isReference);
  },
  async listImpacts(serviceIds) {
    const query = formatImpactQuery(serviceIds, ['services.highest_impacting_priority']);
    return decodePage(
      await this.send(ENDPOINTS.listImpacts, 'GET', `${PATH}/impacts${query}`),
      'services',
      isReference,
    );
  },
  async listImpactors(serviceId) {
    const query = formatImpactQuery([serviceId]);
    const response = await this.send(ENDPOINTS.listImpactors, 'GET', `${PATH}/impactors${query}`);
    return decodePage(response, 'impactors', isReference);
  },
};
