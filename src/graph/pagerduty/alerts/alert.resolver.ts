import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Field, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { known, notEmpty } from '../../core/input/validate.js';
import type { Connection } from '../../core/pagination/connection.type.js';
import { listKey } from '../../core/pagination/cursor.js';
import { Incident } from '../incidents/incident.type.js';
import { offsetPage } from '../../core/pagination/offset-page.js';
import { PageArgs } from '../../core/pagination/page.args.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { selectionOf } from '../../core/selection/selection.js';
import { orNull } from '../../core/mutations/run-mutation.js';
import { toAlert } from './alert.map.js';
import { AlertConnection, AlertStatus, type Alert } from './alert.type.js';

@ArgsType()
class AlertArgs extends PageArgs {
  @Field(() => [AlertStatus], { nullable: true, description: 'In one of these states; all of them without it.' })
  readonly statuses?: readonly AlertStatus[] | null;
}

@Resolver(() => Incident)
export class AlertResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => AlertConnection, { nullable: true, description: 'The alerts it holds, newest first.' })
  async alerts(
    @Root() { access, pagerDutyId: incidentId }: Incident,
    @Info() info: GraphQLResolveInfo,
    @Args(() => AlertArgs) { statuses: asked, ...page }: AlertArgs,
  ): Promise<Connection<Alert> | null> {
    const statuses =
      asked == null
        ? undefined
        : notEmpty(asked, ['statuses']).map((status, index) => known(status, ['statuses', String(index)]));
    return orNull(
      offsetPage(
        page,
        listKey(access, 'alerts', incidentId, statuses),
        selectionOf(info).has('totalCount'),
        (window) => access.client.listAlerts(incidentId, { ...window, statuses, sortBy: ['created_at:desc'] }),
        (wire) => toAlert(wire, incidentId, access),
      ),
    );
  }
}
