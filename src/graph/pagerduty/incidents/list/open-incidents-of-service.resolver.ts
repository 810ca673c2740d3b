import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { OPEN_NEWEST_FIRST } from '../../../../loaders/open-incidents-loader.js';
import type { Connection } from '../../../core/pagination/connection.type.js';
import { listKey } from '../../../core/pagination/cursor.js';
import { PageArgs } from '../../../core/pagination/page.args.js';
import { selectionOf } from '../../../core/selection/selection.js';
import { PagerDutyService } from '../../services/service.type.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import { listedIncidents } from '../incident-includes.js';
import { toIncident } from '../incident.map.js';
import { NEWEST_FIRST } from './sort-order.js';
import { askedPage, incidentPage } from './incident-page.js';
import { IncidentConnection, type Incident } from '../incident.type.js';

@Resolver(() => PagerDutyService)
export class OpenIncidentsResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => IncidentConnection, {
    nullable: true,
    description: 'Its incidents that are triggered or acknowledged, however old; newest first.',
  })
  async openIncidents(
    @Root() { access, pagerDutyId: serviceId }: PagerDutyService,
    @Info() info: GraphQLResolveInfo,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<Incident>> {
    const list = listKey(access, 'openIncidents', serviceId);
    const asked = askedPage(page, list);
    const { include, wantsTotal } = listedIncidents(selectionOf(info));
    return incidentPage(asked, {
      list,
      order: NEWEST_FIRST,
      now: () => access.client.now(),
      wantsTotal,
      read: (query) =>
        asked.start === undefined && query.offset === 0
          ? access.loaders.openIncidents.load({ serviceId, limit: query.limit, include, wantsTotal })
          : access.client.listIncidents({ ...OPEN_NEWEST_FIRST, serviceIds: [serviceId], include, ...query }),
      map: (wire) => toIncident(wire, access, include),
    });
  }
}
