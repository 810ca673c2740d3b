import { FieldResolver, Resolver, Root } from 'type-graphql';
import { mapEntries } from '../../../../upstream/transport/partial-list.js';
import type { WireFieldValue } from '../../../../upstream/pagerduty/wire-incident-type.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import { nullIfUnavailable } from '../../../core/errors/null-if-unavailable.js';
import { toFieldTypes, toFieldValue } from '../../incident-types/custom-field.map.js';
import { Incident } from '../incident.type.js';
import { CustomFieldValue } from './field-value.type.js';

@Resolver(() => Incident)
export class FieldValuesOfIncidentResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => [CustomFieldValue], {
    nullable: true,
    description:
      'Custom fields with their values, disabled fields included; null if the account’s plan has no custom fields.',
  })
  async customFields(@Root() { accountContext, pagerDutyId }: Incident): Promise<CustomFieldValue[] | null> {
    const values = await nullIfUnavailable(accountContext.client.listFieldValues(pagerDutyId));
    return values && mapEntries(values, toCustomFieldValue);
  }
}

function toCustomFieldValue(wire: WireFieldValue): CustomFieldValue {
  const types = toFieldTypes(wire);
  return {
    ...types,
    pagerDutyId: wire.id,
    name: wire.name,
    displayName: wire.display_name ?? null,
    value: toFieldValue(wire.value, types),
  };
}
