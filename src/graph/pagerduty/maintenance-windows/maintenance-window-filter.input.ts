import { Field, InputType } from 'type-graphql';
import { ServiceRef } from '../services/service.ref.js';
import { MaintenanceWindowStatus } from './maintenance-window.type.js';

/** Services in one request; their ids are in one URL, which PagerDuty accepts up to 4 KiB. */
export const MAX_WINDOW_SERVICES = 100;

@InputType({ description: 'Filter of a list of maintenance windows. Different filters combine with AND.' })
export class MaintenanceWindowFilter {
  @Field(() => [MaintenanceWindowStatus], {
    nullable: true,
    description:
      'Windows in one of these statuses; ONGOING and FUTURE by default. PagerDuty lists one status, these two, or all three. Other combinations are refused.',
  })
  readonly statuses?: readonly MaintenanceWindowStatus[] | null;

  @Field(() => [ServiceRef], {
    nullable: true,
    description: `Windows that silence one of these services; at most ${MAX_WINDOW_SERVICES}.`,
  })
  readonly services?: readonly ServiceRef[] | null;

  @Field(() => String, { nullable: true, description: 'Text that the description must contain.' })
  readonly query?: string | null;
}
