import { isIPv4, isIPv6 } from 'node:net';
import { isLoopback } from '../../shared/loopback.js';

const GROUPS = 8;
const GROUPS_OF_A_NETWORK = 4;

/**
 * What one client is told apart and counted by: its IPv4 address, or the /64 its IPv6 address is from, of which it has all
 * the others too. One that comes by either protocol from this machine is one client. A port, which some proxies add, is
 * another for each connection and tells nobody apart. What is no address is itself.
 */
export function networkOf(address: string): string {
  const host = withoutPort(address).replace(MAPPED, '');
  if (isLoopback(host)) return 'loopback';
  return isIPv6(host) && !host.includes('.') ? prefixOf(host) : host;
}

/** An IPv4 address as a socket for both protocols tells it. */
const MAPPED = /^::ffff:(?=[\d.]+$)/i;

function withoutPort(address: string): string {
  const [, bracketed] = /^\[(.*)\](?::\d+)?$/.exec(address) ?? [];
  if (bracketed !== undefined) return bracketed;
  const [, host = ''] = /^(.*):\d+$/.exec(address) ?? [];
  return isIPv4(host) ? host : address;
}

function prefixOf(address: string): string {
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: GROUPS - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].slice(0, GROUPS_OF_A_NETWORK).map(plain).join(':');
}

/** One group may be spelt in several ways. */
function plain(group: string): string {
  return Number.parseInt(group, 16).toString(16);
}
