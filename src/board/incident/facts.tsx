import type { ComponentChildren } from 'preact';
import { Panel } from '../ui/panel.js';
import { Time } from '../ui/time.js';
import type { Incident } from './incident-target.js';

/** Who is on call, and where else to look. */
export function Facts({ incident }: { readonly incident: Incident }) {
  const { escalationPolicy, teams, resolvedAt, snoozedUntil, conferenceBridge, url, account } = incident;
  return (
    <Panel title="Who is called">
      {escalationPolicy && (
        <>
          <p class="hint" dir="auto">
            {escalationPolicy.name}
          </p>
          <OnCall shifts={escalationPolicy.onCall} />
        </>
      )}
      <dl class="incident-facts">
        {teams.length > 0 && <Fact name="Team">{teams.map(({ name }) => name).join(', ')}</Fact>}
        <Fact name="Account">{account.key}</Fact>
        {snoozedUntil && (
          <Fact name="Returns to triggered">
            <Time at={snoozedUntil} as="exact" />
          </Fact>
        )}
        {resolvedAt && (
          <Fact name="Resolved">
            <Time at={resolvedAt} as="exact" />
          </Fact>
        )}
        {conferenceBridge?.number && <Fact name="Conference">{conferenceBridge.number}</Fact>}
        {conferenceBridge?.url && <OutsideLink name="Conference" url={conferenceBridge.url} text="Join" />}
        {url && <OutsideLink name="PagerDuty" url={url} text="Open the incident" />}
      </dl>
    </Panel>
  );
}

interface OnCallProps {
  readonly shifts: NonNullable<Incident['escalationPolicy']>['onCall'];
}

function OnCall({ shifts }: OnCallProps) {
  if (!shifts) return <p>Who is on call could not be read.</p>;
  if (shifts.length === 0) return <p>Nobody is on call.</p>;
  return (
    <ol class="incident-levels">
      {shifts.map(({ level, user, end }) => (
        <li key={`${level} ${user?.id}`}>
          <span class="incident-level">Level {level}</span> <span dir="auto">{user?.name ?? 'somebody'}</span>
          {end && (
            <span class="hint">
              {' '}
              until <Time at={end} as="exact" />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

function Fact({ name, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function OutsideLink({ name, url, text }: { readonly name: string; readonly url: string; readonly text: string }) {
  if (!/^https?:/.test(url)) return null;
  return (
    <Fact name={name}>
      <a href={url} target="_blank" rel="noreferrer">
        {text}
      </a>
    </Fact>
  );
}
