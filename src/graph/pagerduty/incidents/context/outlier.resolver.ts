import { FieldResolver, Resolver, Root } from 'type-graphql';
import { Requires } from '../../../core/auth/requires-scope.js';
import { toEnumValue } from '../../../core/mapping/enum-value.js';
import { Incident } from '../incident.type.js';
import { readPlanFeature } from '../../../core/errors/plan-feature.js';
import { IncidentOutlier, OutlierCategory } from './outlier.type.js';

@Resolver(() => Incident)
export class OutlierResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => IncidentOutlier, {
    nullable: true,
    description: 'Frequency of incidents like this one on their service.',
  })
  async outlier(@Root() { accountContext, pagerDutyId }: Incident): Promise<IncidentOutlier> {
    const { value, unavailableReason } = await readPlanFeature(() =>
      accountContext.client.getOutlierIncident(pagerDutyId),
    );
    const { category, count, frequency, since, until } = value?.incident.occurrence ?? {};
    return {
      category: category == null ? null : toEnumValue(OutlierCategory, category),
      count: count ?? null,
      frequency: frequency ?? null,
      since: since ?? null,
      until: until ?? null,
      pattern: value?.incident_template?.mined_text ?? null,
      unavailableReason,
    };
  }
}
