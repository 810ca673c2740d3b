import { Field, InputType } from 'type-graphql';
import { AccountField } from '../../core/accounts/account-arg.js';
import { DateTime } from '../../core/scalars.js';
import { ActorInput } from '../../core/mutations/actor.input.js';
import { IDEMPOTENCY_KEY_DESCRIPTION } from '../../core/mutations/idempotency-key.js';
import { ServiceRef } from '../services/service.ref.js';
import { MaintenanceWindowRef } from './maintenance-window.ref.js';
import { MAX_WINDOW_SERVICES } from './maintenance-window-filter.input.js';
import { MAX_SILENCE_DAYS, MAX_START_DELAY_MINUTES } from '../../core/input/period.js';

@InputType({ description: 'Input of createMaintenanceWindow.' })
export class CreateMaintenanceWindowInput extends ActorInput {
  @Field(() => [ServiceRef], { description: `Services to silence: 1 to ${MAX_WINDOW_SERVICES}.` })
  readonly services!: readonly ServiceRef[];

  @Field(() => DateTime, {
    nullable: true,
    description: `Start; now by default. More than ${MAX_START_DELAY_MINUTES} minutes ago is refused. PagerDuty keeps whole seconds.`,
  })
  readonly start?: Date | null;

  @Field(() => DateTime, { description: `End, in the future and at most ${MAX_SILENCE_DAYS} days after the start.` })
  readonly end!: Date;

  @Field(() => String, { nullable: true, description: 'Reason, for everybody who wonders about the silence.' })
  readonly description?: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY_DESCRIPTION })
  readonly idempotencyKey?: string | null;
}

@InputType({ description: 'Input of endMaintenanceWindow.' })
export class EndMaintenanceWindowInput {
  @AccountField('PAGERDUTY')
  readonly account?: string | null;

  @Field(() => MaintenanceWindowRef, { description: 'Window to end.' })
  readonly window!: MaintenanceWindowRef;
}
