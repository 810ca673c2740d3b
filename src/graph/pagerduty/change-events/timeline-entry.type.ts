import { Field, Float, ObjectType } from 'type-graphql';
import { DateTime } from '../../core/scalars.js';
import { LogEntry } from '../log-entries/log-entry.type.js';
import { ChangeEvent } from './change-event.type.js';

@ObjectType({
  description: 'A moment in the timeline of an incident: a log entry or a change event.',
  simpleResolvers: true,
})
export class TimelineEntry {
  @Field(() => DateTime, { description: 'Time of the entry.' })
  readonly at!: string;

  @Field(() => Float, {
    description: 'Seconds from the creation of the incident to the entry; negative before the incident.',
  })
  readonly secondsAfterCreation!: number;

  @Field(() => LogEntry, { nullable: true, description: 'The log entry; null for a change event.' })
  readonly logEntry!: LogEntry | null;

  @Field(() => ChangeEvent, { nullable: true, description: 'The change event; null for a log entry.' })
  readonly changeEvent!: ChangeEvent | null;
}
