// Operations that the gateway uses and the vendor's own client does not. Nothing else judges the sandbox's responses to them.
import { isAcceptedByVendorClient, isGatewayRequest } from './recorded-exchanges.mjs';

/**
 * The operations of the gateway that the sandbox never accepted from the vendor's own client.
 *
 * @param {(exchange: import('./recorded-exchanges.mjs').Exchange) => string | undefined} nameOperation
 * @param {readonly import('./recorded-exchanges.mjs').Exchange[]} exchanges of one vendor
 */
export function findUnprovenOperations(nameOperation, exchanges) {
  const proven = new Set(exchanges.filter(isAcceptedByVendorClient).map(nameOperation));
  const used = new Set(exchanges.filter(isGatewayRequest).map(nameOperation));
  return [...used].filter((name) => name !== undefined && !proven.has(name));
}
