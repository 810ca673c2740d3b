import type { GraphQLResolveInfo } from 'graphql';
import { FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { isChangeLink, isService } from '../../../upstream/pagerduty/type-guards.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { ListSize } from '../../core/limits/list-size.js';
import { mapNestedList } from '../../core/mapping/nested-value.js';
import { mapWithName } from '../../core/selection/expand-reference.js';
import { loadService, toService } from '../services/service.map.js';
import { PagerDutyService } from '../services/service.type.js';
import { ChangeEvent, ChangeLink } from './change-event.type.js';

@Resolver(() => ChangeEvent)
export class ChangeEventResolver {
  /** PagerDuty sends these references without a name, so a selected name costs a read of each service. */
  @Requires('INCIDENTS_READ')
  @ListSize(1)
  @FieldResolver(() => [PagerDutyService], { description: 'Services that changed.' })
  services(
    @Root() { wire, accountContext }: ChangeEvent,
    @Info() info: GraphQLResolveInfo,
  ): (PagerDutyService | Promise<PagerDutyService>)[] {
    return mapNestedList(wire.services, isService, (service) =>
      mapWithName({ wire: service, accountContext }, info, loadService, toService),
    );
  }

  @ListSize(1)
  @FieldResolver(() => [ChangeLink], { description: 'Links to more about the change.' })
  links(@Root() { wire }: ChangeEvent): ChangeLink[] {
    return mapNestedList(wire.links, isChangeLink, ({ href, text }) => ({ href, text: text ?? null }));
  }
}
