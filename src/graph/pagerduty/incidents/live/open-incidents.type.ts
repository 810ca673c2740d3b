import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../../../core/limits/list-size.js';
import { Incident } from '../incident.type.js';
import { LiveStatus } from './live-status.type.js';
import { MAX_SNAPSHOT_INCIDENTS } from './open-incidents-view.js';

@ObjectType({ description: 'One step of a live list of open incidents.', simpleResolvers: true })
export class OpenIncidentsChange {
  @Field({ description: 'Whether `upserted` is a new list, which replaces the one shown before.' })
  readonly isSnapshot!: boolean;

  @ListSize(25)
  @Field(() => [Incident], {
    description: `New and changed incidents, newest first. A snapshot has at most the ${MAX_SNAPSHOT_INCIDENTS} newest.`,
  })
  readonly upserted!: readonly Incident[];

  @ListSize(1)
  @Field(() => [ID], {
    description: 'Ids of incidents that were resolved, merged or deleted, or no longer match the filter.',
  })
  readonly removedIds!: readonly string[];

  @Field(() => Int, { description: 'Number of open incidents that match the filter.' })
  readonly totalCount!: number;

  @Field(() => LiveStatus, { description: 'Freshness of the list.' })
  readonly live!: LiveStatus;
}
