import type { WireReference } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { toUser } from '../users/user.map.js';
import { AgentKind, type Agent } from './agent.type.js';

export function toAgent(wire: WireReference, accountContext: PagerDutyAccountContext): Agent {
  const kind = toAgentKind(wire.type);
  return {
    kind,
    name: wire.summary ?? null,
    url: wire.html_url ?? null,
    user: kind === AgentKind.USER ? toUser(wire, accountContext) : null,
  };
}

/** Integrations have many types (`generic_events_api_inbound_integration`, `bot_user`, …). */
function toAgentKind(type: string): AgentKind {
  const baseType = type.replace(/_reference$/, '');
  if (baseType === 'user') return AgentKind.USER;
  if (baseType === 'service') return AgentKind.SERVICE;
  return baseType.includes('integration') || baseType === 'bot_user' ? AgentKind.INTEGRATION : AgentKind.UNKNOWN;
}
