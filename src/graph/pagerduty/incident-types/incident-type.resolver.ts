import { FieldResolver, Resolver, Root } from 'type-graphql';
import { mapEntries } from '../../../upstream/transport/partial-list.js';
import type { WireIncidentType } from '../../../upstream/pagerduty/wire-incident-type.js';
import { Requires } from '../../core/auth/requires-scope.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { nullIfUnavailable } from '../../core/errors/null-if-unavailable.js';
import { ListSize } from '../../core/limits/list-size.js';
import { PagerDutyAccount } from '../account/pagerduty-account.type.js';
import { toCustomField } from './custom-field.map.js';
import { CustomField } from './custom-field.type.js';
import { cachedDefinitions, findParent, loadCustomFields } from '../../../loaders/custom-field-definitions.js';
import { IncidentType } from './incident-type.type.js';

@Resolver(() => PagerDutyAccount)
export class IncidentTypesOfAccountResolver {
  @ListSize(5)
  @Requires('INCIDENTS_READ', 'ONCE')
  @FieldResolver(() => [IncidentType], {
    nullable: true,
    description:
      'All incident types of the account, the disabled ones included; null if its plan has no incident types.',
  })
  async incidentTypes(@Root() { accountContext }: PagerDutyAccount): Promise<IncidentType[] | null> {
    const types = await nullIfUnavailable(accountContext.loaders.incidentTypes());
    return types && mapEntries(types, (wire) => toIncidentType(wire, accountContext));
  }
}

@Resolver(() => IncidentType)
export class IncidentTypeResolver {
  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => IncidentType, { nullable: true, description: 'Type from which it inherits custom fields.' })
  async parent(@Root() { wire, accountContext }: IncidentType): Promise<IncidentType | null> {
    const parent = findParent(wire, await accountContext.loaders.incidentTypes());
    return parent ? toIncidentType(parent, accountContext) : null;
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => [CustomField], {
    nullable: true,
    description:
      'Custom fields of incidents of this type, with those of its parents and disabled ones; null if the plan has no custom fields.',
  })
  async customFields(@Root() { wire, accountContext }: IncidentType): Promise<CustomField[] | null> {
    const fields = await nullIfUnavailable(loadCustomFields(wire.name, cachedDefinitions(accountContext.loaders)));
    return fields && mapEntries(fields, toCustomField);
  }
}

function toIncidentType(wire: WireIncidentType, accountContext: PagerDutyAccountContext): IncidentType {
  return {
    accountContext,
    wire,
    pagerDutyId: wire.id,
    name: wire.name,
    displayName: wire.display_name ?? null,
    description: wire.description ?? null,
    enabled: wire.enabled ?? null,
  };
}
