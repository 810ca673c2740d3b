import { isIPv6 } from 'node:net';

const GROUPS = 8;
const GROUPS_OF_A_NETWORK = 4;

/**
 * What one client is counted by: its IPv4 address, or the /64 its IPv6 address is from, of which it has all the others
 * too. What is no address is itself, for a proxy may add a port.
 */
export function networkOf(address: string): string {
  if (address.includes('.') || !isIPv6(address)) return address; // with dots it is an IPv4 one, be it within an IPv6 one
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: GROUPS - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].slice(0, GROUPS_OF_A_NETWORK).join(':');
}
