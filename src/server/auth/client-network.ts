import { isIPv4, isIPv6 } from 'node:net';
import { isLoopback } from '../../shared/loopback.js';

const IPV6_GROUPS = 8;
const NETWORK_GROUPS = 4;

/**
 * Identifies a client by its IPv4 address, or by the /64 network of its IPv6 address, which usually belongs to one client.
 * All loopback addresses are one client. Ignores the port that some proxies append, because it changes with each connection.
 * Returns anything else unchanged.
 */
export function toClientNetwork(address: string): string {
  const host = stripPort(address).replace(IPV4_MAPPED_PREFIX, '');
  if (isLoopback(host)) return 'loopback';
  return isIPv6(host) && !host.includes('.') ? toNetworkPrefix(host) : host;
}

/** Prefix of IPv4 addresses on a dual-stack socket. */
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

/** Removes leading zeros and upper case. */
function normalizeGroup(group: string): string {
  return Number.parseInt(group, 16).toString(16);
}
