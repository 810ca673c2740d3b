import { Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { ERROR_CATALOG } from '../../../faults/catalog.js';
import type { Fault } from '../../../faults/fault.js';
import { USER_ERROR_CODES, type UserErrorCode } from '../../../faults/codes.js';
import { UpstreamFault } from './upstream-fault.type.js';
import { ListSize } from '../limits/list-size.js';

export const UserErrorCodeEnum = Object.fromEntries(USER_ERROR_CODES.map((code) => [code, code]));
registerEnumType(UserErrorCodeEnum, {
  name: 'UserErrorCode',
  description: 'Reason why a mutation was rejected.',
  valuesConfig: Object.fromEntries(
    USER_ERROR_CODES.map((code) => [
      code,
      { description: `${ERROR_CATALOG[code].description} ${ERROR_CATALOG[code].remedy}` },
    ]),
  ),
});

@ObjectType({ description: 'Expected error that the caller can act on.', simpleResolvers: true })
export class UserError {
  @Field(() => UserErrorCodeEnum, { description: 'Error code.' })
  readonly code!: UserErrorCode;

  @Field({ description: 'English message, safe to display.' })
  readonly message!: string;

  @ListSize(4)
  @Field(() => [String], {
    nullable: true,
    description:
      'Path inside the arguments, e.g. ["input", "service", "id"]; null when the error does not concern a single field.',
  })
  readonly field?: readonly string[];

  @Field(() => UpstreamFault, {
    nullable: true,
    description: 'Upstream error; null when the gateway itself rejected the mutation.',
  })
  readonly upstream?: UpstreamFault | undefined;
}

@InterfaceType({ description: 'Payload of every mutation.', autoRegisterImplementations: true })
export abstract class MutationPayload {
  @ListSize(0)
  @Field(() => [UserError], { description: 'Expected errors; empty exactly when the mutation succeeded.' })
  readonly userErrors!: readonly UserError[];
}

/** Converts a fault to an entry of `userErrors`. */
export function toUserError(fault: Fault, code: UserErrorCode): UserError {
  const { message, field, upstream } = fault;
  return { code, message, ...(field ? { field } : {}), ...(upstream ? { upstream } : {}) };
}
