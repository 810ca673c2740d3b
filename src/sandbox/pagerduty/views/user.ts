import type { User } from '../state/account-records.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';
import { API_ORIGIN, renderIdentity, renderReference } from './reference.js';
import { renderTeam } from './team.js';

export function renderUser(state: PagerDutyState, user: User, include: ReadonlySet<string>): object {
  return {
    ...renderIdentity('user', user.id, user.name),
    name: user.name,
    email: user.email,
    time_zone: user.timeZone,
    color: user.color,
    role: user.role,
    avatar_url: 'https://avatars.harbourline.example/blank.png',
    description: null,
    invitation_sent: false,
    job_title: user.jobTitle,
    created_via_sso: false,
    teams: user.teamIds.map((id) => {
      const team = requireRecord(state.teams, id);
      return include.has('teams') ? renderTeam(team) : renderReference('team', team);
    }),
    contact_methods: [renderContactMethod(user, include.has('contact_methods'))],
    notification_rules: [
      {
        id: `${user.id}N`,
        type: 'assignment_notification_rule_reference',
        summary: '0 minutes: channel Default',
        self: `${API_ORIGIN}/users/${user.id}/notification_rules/${user.id}N`,
        html_url: null,
      },
    ],
  };
}

function renderContactMethod(user: User, isExpanded: boolean): object {
  const method = {
    id: `${user.id}C`,
    type: 'email_contact_method',
    summary: 'Default',
    self: `${API_ORIGIN}/users/${user.id}/contact_methods/${user.id}C`,
    html_url: null,
  };
  if (!isExpanded) return { ...method, type: 'email_contact_method_reference' };
  return { ...method, label: 'Default', address: user.email, send_short_email: false, send_html_email: true };
}
