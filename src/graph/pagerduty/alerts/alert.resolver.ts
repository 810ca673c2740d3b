import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Field, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { assertKnownEnum, assertNotEmpty } from '../../core/input/validate.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { createCursorSigner } from '../../core/pagination/cursor.js';
import { Incident } from '../incidents/incident.type.js';
import { paginateByOffset } from '../../core/pagination/offset-page.js';
import { PageArgs } from '../../core/pagination/page.args.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { getSelection } from '../../core/selection/selection.js';
import { nullIfNotFound } from '../../core/errors/null-if-not-found.js';
import { toAlert } from './alert.map.js';
import { AlertConnection, AlertStatus, type Alert } from './alert.type.js';

@ArgsType()
class AlertArgs extends PageArgs {
  @Field(() => [AlertStatus], { nullable: true, description: 'Alerts in one of these statuses; all by default.' })
  readonly statuses?: readonly AlertStatus[] | null;
}

@Resolver(() => Incident)
export class AlertResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => AlertConnection, { nullable: true, description: 'Alerts of the incident, newest first.' })
  async alerts(
    @Root() { accountContext, pagerDutyId: incidentId }: Incident,
    @Info() info: GraphQLResolveInfo,
    @Args(() => AlertArgs) { statuses: requestedStatuses, ...page }: AlertArgs,
  ): Promise<Connection<Alert> | null> {
    const statuses =
      requestedStatuses == null
        ? undefined
        : assertNotEmpty(requestedStatuses, ['statuses']).map((status, index) =>
            assertKnownEnum(status, ['statuses', String(index)]),
          );
    return nullIfNotFound(
      paginateByOffset(
        page,
        createCursorSigner(accountContext, 'alerts', incidentId, statuses),
        getSelection(info).has('totalCount'),
        (window) => accountContext.client.listAlerts(incidentId, { ...window, statuses, sortBy: ['created_at:desc'] }),
        (wire) => toAlert(wire, incidentId, accountContext),
      ),
    );
  }
}
