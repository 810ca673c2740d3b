import { Query, Resolver } from 'type-graphql';
import { CATALOG } from '../../../faults/catalog.js';
import { isGatewayErrorCode, isUserErrorCode, KINDS } from '../../../faults/codes.js';
import { Requires } from '../auth/requires-scope.js';
import { ErrorCatalogEntry } from './error-catalog.type.js';
import { UsualLength } from '../limits/list-size.js';

@Resolver()
export class ErrorCatalogResolver {
  @Requires('NOTHING')
  @UsualLength(KINDS.length)
  @Query(() => [ErrorCatalogEntry], {
    description: 'Every code a client can meet, with its meaning and whether repeating can help.',
  })
  errorCatalog(): ErrorCatalogEntry[] {
    return KINDS.map((kind) => ({
      ...CATALOG[kind],
      userError: isUserErrorCode(kind) ? kind : null,
      gatewayError: isGatewayErrorCode(kind) ? kind : null,
    }));
  }
}
