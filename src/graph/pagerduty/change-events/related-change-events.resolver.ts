import { Args, ArgsType, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { WireRelatedChangeEvent } from '../../../upstream/pagerduty/wire-change-event.js';
import { mapEntries } from '../../../upstream/transport/partial-list.js';
import { isObject } from '../../../shared/json.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { readPlanFeature } from '../../core/errors/plan-feature.js';
import { toEnumValue } from '../../core/mapping/enum-value.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import { validatePageSize, DEFAULT_FIRST, MAX_FIRST } from '../../core/pagination/page-size.js';
import { Incident } from '../incidents/incident.type.js';
import { toChangeEvent } from './change-event.map.js';
import { ChangeCorrelation, RelatedChangeEvents, type RelatedChangeEvent } from './related-change-event.type.js';

@ArgsType()
class RelatedChangeEventArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_FIRST,
    description: `Maximum number of change events, 1 to ${MAX_FIRST}.`,
  })
  readonly first?: number | null;
}

@Resolver(() => Incident)
export class RelatedChangeEventsResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => RelatedChangeEvents, {
    nullable: true,
    description:
      'Change events that PagerDuty relates to the incident, with their distance to it in time. Plans without AIOps lack them; `changeEvents` of the service then shows what changed.',
  })
  async changeEvents(
    @Root() incident: Incident,
    @Args(() => RelatedChangeEventArgs) { first }: RelatedChangeEventArgs,
  ): Promise<RelatedChangeEvents> {
    const size = validatePageSize(first);
    const { client } = incident.accountContext;
    const { value, unavailableReason } = await readPlanFeature(() =>
      client.listRelatedChangeEvents(incident.pagerDutyId, size),
    );
    if (value === null) return { entries: null, unavailableReason };
    const entries = mapEntries(value, (wire) => toRelatedChangeEvent(wire, incident));
    entries.sort((a, b) => a.secondsBeforeIncident - b.secondsBeforeIncident);
    return { entries, unavailableReason };
  }
}

function toRelatedChangeEvent(wire: WireRelatedChangeEvent, incident: Incident): RelatedChangeEvent {
  return {
    changeEvent: toChangeEvent(wire, incident.accountContext),
    correlation: mapNestedValue(wire.correlation_reason, isObject, ({ reason }) =>
      reason == null ? null : toEnumValue(ChangeCorrelation, reason),
    ),
    secondsBeforeIncident: (Date.parse(incident.createdAt) - Date.parse(wire.timestamp)) / 1000,
  };
}
