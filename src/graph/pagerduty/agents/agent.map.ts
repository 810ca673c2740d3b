import type { WireReference } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccess } from '../../core/context.js';
import { toUser } from '../users/user.map.js';
import { AgentKind, type Agent } from './agent.type.js';

export function toAgent(wire: WireReference, access: PagerDutyAccess): Agent {
  const kind = kindOf(wire.type);
  return {
    kind,
    name: wire.summary ?? null,
    url: wire.html_url ?? null,
    user: kind === AgentKind.USER ? toUser(wire, access) : null,
  };
}

/** Integrations come in many types (`generic_events_api_inbound_integration`, `bot_user`, …). */
function kindOf(type: string): AgentKind {
  const plain = type.replace(/_reference$/, '');
  if (plain === 'user') return AgentKind.USER;
  if (plain === 'service') return AgentKind.SERVICE;
  return plain.includes('integration') || plain === 'bot_user' ? AgentKind.INTEGRATION : AgentKind.UNKNOWN;
}
