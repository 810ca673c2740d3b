import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ERROR_CATALOG } from '../../../faults/catalog.js';
import { GATEWAY_ERROR_CODES, type GatewayErrorCode, type UserErrorCode } from '../../../faults/codes.js';
import { UserErrorCodeEnum } from './user-error.type.js';

const GatewayErrorCodeEnum = Object.fromEntries(GATEWAY_ERROR_CODES.map((code) => [code, code]));
registerEnumType(GatewayErrorCodeEnum, {
  name: 'GatewayErrorCode',
  description: 'Values of errors[].extensions.code: failures that are not the caller’s to fix in the input.',
  valuesConfig: Object.fromEntries(
    GATEWAY_ERROR_CODES.map((code) => [
      code,
      { description: `${ERROR_CATALOG[code].description} ${ERROR_CATALOG[code].remedy}` },
    ]),
  ),
});

@ObjectType({ description: 'A code a client can meet.', simpleResolvers: true })
export class ErrorCatalogEntry {
  @Field(() => UserErrorCodeEnum, { nullable: true, description: 'Set when the code appears in userErrors.' })
  readonly userError!: UserErrorCode | null;

  @Field(() => GatewayErrorCodeEnum, {
    nullable: true,
    description: 'Set when the code appears in errors[].extensions.code.',
  })
  readonly gatewayError!: GatewayErrorCode | null;

  @Field({ description: 'What it means.' })
  readonly description!: string;

  @Field({ description: 'What the caller or operator should do.' })
  readonly remedy!: string;

  @Field({ description: 'Whether repeating the identical operation can help.' })
  readonly retryable!: boolean;
}
