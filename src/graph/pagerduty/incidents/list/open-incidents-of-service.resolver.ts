import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { OPEN_NEWEST_FIRST } from '../../../../loaders/open-incidents-loader.js';
import type { Connection } from '../../../core/pagination/connection.type.js';
import { createCursorSigner } from '../../../core/pagination/cursor.js';
import { PageArgs } from '../../../core/pagination/page.args.js';
import { getSelection } from '../../../core/selection/selection.js';
import { PagerDutyService } from '../../services/service.type.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import { selectListOptions } from '../incident-includes.js';
import { toIncident } from '../incident.map.js';
import { NEWEST_FIRST } from './sort-order.js';
import { parsePageArgs, readIncidentPage } from './incident-page.js';
import { IncidentConnection, type Incident } from '../incident.type.js';

@Resolver(() => PagerDutyService)
export class OpenIncidentsOfServiceResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => IncidentConnection, {
    nullable: true,
    description: 'Triggered and acknowledged incidents of the service, of any age, newest first.',
  })
  async openIncidents(
    @Root() { accountContext, pagerDutyId: serviceId }: PagerDutyService,
    @Info() info: GraphQLResolveInfo,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<Incident>> {
    const signer = createCursorSigner(accountContext, 'openIncidents', serviceId);
    const request = parsePageArgs(page, signer);
    const { include, wantsTotal } = selectListOptions(getSelection(info));
    return readIncidentPage(request, {
      signer,
      order: NEWEST_FIRST,
      now: () => accountContext.client.now(),
      wantsTotal,
      read: (query) =>
        request.start === undefined && query.offset === 0
          ? accountContext.loaders.openIncidents.load({
              serviceId,
              limit: query.limit,
              include,
              includeTotal: wantsTotal,
            })
          : accountContext.client.listIncidents({ ...OPEN_NEWEST_FIRST, serviceIds: [serviceId], include, ...query }),
      map: (wire) => toIncident(wire, accountContext, include),
    });
  }
}
