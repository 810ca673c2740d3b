/** Codes of `userErrors`: rejections that the caller can act on. */
export const USER_ERROR_CODES = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'DUPLICATE_INCIDENT',
  'ACTOR_REQUIRED',
  'ACTOR_UNKNOWN',
  'NOT_PERMITTED',
  'FEATURE_UNAVAILABLE',
  'LIMIT_EXCEEDED',
  'CONNECT_TOKEN_REJECTED',
  'CONFIRMATION_REQUIRED',
  'PARTIALLY_APPLIED',
  'NOT_ATTEMPTED',
  'OUTCOME_UNKNOWN',
  'UPSTREAM_REJECTED',
] as const;

/** Codes of `errors[].extensions.code`: exceptional errors and GraphQL's own request errors. */
export const GATEWAY_ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'OPERATION_TOO_COMPLEX',
  'RATE_LIMITED',
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_BAD_RESPONSE',
  'UPSTREAM_UNAUTHENTICATED',
  'UPSTREAM_FORBIDDEN',
  'UPSTREAM_REJECTED',
  'FEATURE_UNAVAILABLE',
  'CURSOR_EXPIRED',
  'NOT_CONFIGURED',
  'INTERNAL_SERVER_ERROR',
] as const;

export type UserErrorCode = (typeof USER_ERROR_CODES)[number];
export type GatewayErrorCode = (typeof GATEWAY_ERROR_CODES)[number];

/** Codes of a `Fault`: the two enums of the schema. */
export type ErrorCode = UserErrorCode | GatewayErrorCode;

/** Every code once. */
export const ERROR_CODES: readonly ErrorCode[] = [...new Set<ErrorCode>([...USER_ERROR_CODES, ...GATEWAY_ERROR_CODES])];

const USER_ERROR_CODE_SET: ReadonlySet<string> = new Set(USER_ERROR_CODES);
const GATEWAY_ERROR_CODE_SET: ReadonlySet<string> = new Set(GATEWAY_ERROR_CODES);

/** Whether a top-level error can have this code. */
export function isGatewayErrorCode(code: ErrorCode): code is GatewayErrorCode {
  return GATEWAY_ERROR_CODE_SET.has(code);
}

/** Whether a mutation reports this code in `userErrors`. */
export function isUserErrorCode(code: ErrorCode): code is UserErrorCode {
  return USER_ERROR_CODE_SET.has(code);
}

/**
 * The code for a top-level error. Codes that exist only in payloads are mapped to the nearest request or upstream code.
 */
export function toGatewayErrorCode(code: ErrorCode): GatewayErrorCode {
  if (isGatewayErrorCode(code)) return code;
  switch (code) {
    case 'INVALID_INPUT':
    case 'LIMIT_EXCEEDED':
      return 'BAD_USER_INPUT';
    case 'NOT_PERMITTED':
      return 'UPSTREAM_FORBIDDEN';
    default:
      return 'UPSTREAM_REJECTED';
  }
}
