import { Query, Resolver } from 'type-graphql';
import { ERROR_CATALOG } from '../../../faults/catalog.js';
import { isGatewayErrorCode, isUserErrorCode, ERROR_CODES } from '../../../faults/codes.js';
import { Requires } from '../auth/requires-scope.js';
import { ErrorCatalogEntry } from './error-catalog.type.js';
import { ListSize } from '../limits/list-size.js';

@Resolver()
export class ErrorCatalogResolver {
  @Requires('NOTHING')
  @ListSize(ERROR_CODES.length)
  @Query(() => [ErrorCatalogEntry], {
    description: 'All error codes, with their meaning, remedy and whether a retry can help.',
  })
  errorCatalog(): ErrorCatalogEntry[] {
    return ERROR_CODES.map((kind) => ({
      ...ERROR_CATALOG[kind],
      userError: isUserErrorCode(kind) ? kind : null,
      gatewayError: isGatewayErrorCode(kind) ? kind : null,
    }));
  }
}
