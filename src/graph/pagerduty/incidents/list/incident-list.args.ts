import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../../core/pagination/page.args.js';
import { IncidentFilter } from './incident-filter.input.js';
import { IncidentOrder } from './incident-order.input.js';

@ArgsType()
export class IncidentListArgs extends PageArgs {
  @Field(() => IncidentFilter, { nullable: true, description: 'Filter; all incidents by default.' })
  readonly filter?: IncidentFilter | null;

  @Field(() => [IncidentOrder], {
    nullable: true,
    description: 'At most 2 sort criteria; newest first by default.',
  })
  readonly orderBy?: readonly IncidentOrder[] | null;
}
