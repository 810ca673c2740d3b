import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Requires } from '../../core/auth/requires-scope.js';
import { MutationPayload } from '../../core/errors/user-error.type.js';
import { ScheduleOverride } from './override.type.js';
import { ScheduleShift } from './schedule.type.js';

@ObjectType({ implements: MutationPayload, description: 'Result of createScheduleOverride.', simpleResolvers: true })
export class CreateScheduleOverridePayload extends MutationPayload {
  @Field({ description: 'False in a dry run, if refused, and if the override already existed.' })
  readonly changed!: boolean;

  @Field(() => ScheduleOverride, {
    nullable: true,
    description: 'The override: the created one, or the equal one that existed; null in a dry run and if refused.',
  })
  readonly override!: ScheduleOverride | null;

  @Requires('INCIDENTS_READ', 'NEVER')
  @Field(() => [ScheduleOverride], {
    nullable: true,
    description: 'Existing overrides in the same period, earliest first. Requires INCIDENTS_READ.',
  })
  readonly overlapping!: readonly ScheduleOverride[] | null;

  @Requires('INCIDENTS_READ', 'NEVER')
  @Field(() => [ScheduleShift], {
    nullable: true,
    description: 'Shifts of the period before the mutation, which the override replaces. Requires INCIDENTS_READ.',
  })
  readonly replacedShifts!: readonly ScheduleShift[] | null;
}

export enum OverrideDeletion {
  DELETED = 'DELETED',
  ENDED = 'ENDED',
}
registerEnumType(OverrideDeletion, {
  name: 'OverrideDeletion',
  description: 'Effect of deleting an override.',
  valuesConfig: {
    DELETED: { description: 'It had not begun, and no longer exists.' },
    ENDED: { description: 'It was running, and ends now. The time before stays.' },
  },
});

@ObjectType({ implements: MutationPayload, description: 'Result of deleteScheduleOverride.', simpleResolvers: true })
export class DeleteScheduleOverridePayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'Global id of the override; null if refused.' })
  readonly deletedId!: string | null;

  @Field(() => OverrideDeletion, { nullable: true, description: 'Effect of the deletion; null if refused.' })
  readonly outcome!: keyof typeof OverrideDeletion | null;
}
