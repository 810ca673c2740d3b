import { useState } from 'preact/hooks';
import { useSession } from '../data/session.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/panel.js';
import { AcknowledgeButton } from './acknowledge-button.js';
import { ActorLine } from './actor-line.js';
import { ChangeNotice } from './change-notice.js';
import type { ChangeResult } from './change-result.js';
import type { FormProps } from './form-props.js';
import type { Incident } from './incident-target.js';
import { NoteForm } from './note-form.js';
import { ReassignForm } from './reassign-form.js';
import { ResolveForm } from './resolve-form.js';
import { SnoozeForm } from './snooze-form.js';
import { useActor } from './use-actor.js';

interface ActionsProps {
  readonly incident: Incident;
  /** Called after every response, so that the page shows what is true now. */
  readonly onResult: () => void;
}

const FORMS = { resolve: ResolveForm, reassign: ReassignForm, snooze: SnoozeForm, note: NoteForm };
const LABELS = { resolve: 'Resolve…', reassign: 'Reassign…', snooze: 'Snooze…', note: 'Add a note…' };
type FormName = keyof typeof FORMS;

function listForms({ status }: Incident): readonly FormName[] {
  if (status === 'RESOLVED') return ['note'];
  return status === 'ACKNOWLEDGED' ? ['resolve', 'reassign', 'snooze', 'note'] : ['resolve', 'reassign', 'note'];
}

/** The buttons. A caller who may not change incidents sees none. */
export function Actions(props: ActionsProps) {
  const { can } = useSession();
  if (can('INCIDENTS_WRITE')) return <ActionPanel {...props} />;
  return <p class="hint">You may read incidents, not change them: your credential lacks INCIDENTS_WRITE.</p>;
}

/** PagerDuty assigns an incident to the person who acknowledges it, so the gateway acknowledges for nobody. */
function isActorMissing(result: ChangeResult | undefined): boolean {
  return result?.status === 'refused' && result.errors.some(({ code }) => code === 'ACTOR_REQUIRED');
}

function ActionPanel({ incident, onResult }: ActionsProps) {
  const actor = useActor();
  const [openForm, setOpenForm] = useState<FormName>();
  const [result, setResult] = useState<ChangeResult>();
  const account = incident.account.key;
  const finish = (next: ChangeResult | undefined) => {
    setResult(next);
    if (next?.status === 'done' || next?.status === 'unchanged') setOpenForm(undefined);
    onResult();
  };
  const change: FormProps = {
    incident,
    input: { account, incident: { id: incident.id }, ...(actor.email !== undefined && { actor: actor.email }) },
    onResult: finish,
  };
  const forms = listForms(incident);
  const Form = openForm && forms.includes(openForm) ? FORMS[openForm] : undefined;
  return (
    <Panel title="What you can do">
      <ActorLine actor={actor} account={account} isRequired={actor.email === undefined && isActorMissing(result)} />
      <div class="incident-buttons">
        {incident.status === 'TRIGGERED' && <AcknowledgeButton {...change} />}
        {forms.map((name) => (
          <Button
            key={name}
            aria-expanded={openForm === name}
            onClick={() => setOpenForm(openForm === name ? undefined : name)}
          >
            {LABELS[name]}
          </Button>
        ))}
      </div>
      {Form && <Form key={openForm} {...change} />}
      <ChangeNotice result={result} />
    </Panel>
  );
}
