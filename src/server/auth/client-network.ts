import { isIPv4, isIPv6 } from 'node:net';
import { isLoopback } from '../../shared/loopback.js';

const IPV6_GROUPS = 8;
const NETWORK_GROUPS = 4;

/**
 * What one client is told apart and counted by: its IPv4 address, or the /64 its IPv6 address is from, of which it has all
 * the others too. One that comes by either protocol from this machine is one client. A port, which some proxies add, is
 * another for each connection and tells nobody apart. What is no address is itself.
 */
export function toClientNetwork(address: string): string {
  const host = stripPort(address).replace(IPV4_MAPPED_PREFIX, '');
  if (isLoopback(host)) return 'loopback';
  return isIPv6(host) && !host.includes('.') ? toNetworkPrefix(host) : host;
}

/** An IPv4 address as a socket for both protocols tells it. */
const IPV4_MAPPED_PREFIX = /^::ffff:(?=[\d.]+$)/i;

function stripPort(address: string): string {
  const [, bracketed] = /^\[(.*)\](?::\d+)?$/.exec(address) ?? [];
  if (bracketed !== undefined) return bracketed;
  const [, host = ''] = /^(.*):\d+$/.exec(address) ?? [];
  return isIPv4(host) ? host : address;
}

function toNetworkPrefix(address: string): string {
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: IPV6_GROUPS - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].slice(0, NETWORK_GROUPS).map(normalizeGroup).join(':');
}

/** One group may be spelt in several ways. */
function normalizeGroup(group: string): string {
  return Number.parseInt(group, 16).toString(16);
}
