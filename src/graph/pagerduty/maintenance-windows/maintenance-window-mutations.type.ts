import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Requires } from '../../core/auth/requires-scope.js';
import { MutationPayload } from '../../core/errors/user-error.type.js';
import { MaintenanceWindow } from './maintenance-window.type.js';

export enum MaintenanceWindowEnding {
  ENDED = 'ended',
  DELETED = 'deleted',
  ALREADY_OVER = 'already over',
}
registerEnumType(MaintenanceWindowEnding, {
  name: 'MaintenanceWindowEnding',
  description: 'Result of endMaintenanceWindow for the window.',
  valuesConfig: {
    ENDED: { description: 'The window was running and ends now. Its services accept incidents again.' },
    DELETED: { description: 'The window had not begun. It no longer exists.' },
    ALREADY_OVER: { description: 'The window was over before. Nothing was changed.' },
  },
});

@ObjectType({ implements: MutationPayload, description: 'Result of createMaintenanceWindow.', simpleResolvers: true })
export class CreateMaintenanceWindowPayload extends MutationPayload {
  @Field(() => MaintenanceWindow, {
    nullable: true,
    description: 'The window as PagerDuty keeps it, or null if refused.',
  })
  readonly window!: MaintenanceWindow | null;
}

@ObjectType({ implements: MutationPayload, description: 'Result of endMaintenanceWindow.', simpleResolvers: true })
export class EndMaintenanceWindowPayload extends MutationPayload {
  @Field(() => MaintenanceWindowEnding, { nullable: true, description: 'Result for the window, or null if refused.' })
  readonly ending!: MaintenanceWindowEnding | null;

  @Requires('INCIDENTS_READ', 'NEVER')
  @Field(() => MaintenanceWindow, {
    nullable: true,
    description: 'The window before the mutation, or null if refused. Requires INCIDENTS_READ.',
  })
  readonly window!: MaintenanceWindow | null;
}
