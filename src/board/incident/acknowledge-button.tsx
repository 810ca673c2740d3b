import { useMutation } from '../data/use-mutation.js';
import { acknowledgeIncidentDocument } from '../generated/operations.js';
import { Button } from '../ui/button.js';
import { listNames, toChangeResult } from './change-result.js';
import type { FormProps } from './form-props.js';

export function AcknowledgeButton({ input, onResult }: FormProps) {
  const { run, state } = useMutation(acknowledgeIncidentDocument);
  const isBusy = state.status === 'pending';
  const acknowledge = async () => {
    const result = await run({ input });
    onResult(
      toChangeResult(
        result,
        (data) => data.acknowledgeIncident,
        ({ changed, incident }) => {
          const names = listNames(incident?.acknowledgements.map(({ by }) => by) ?? []);
          return changed ? `Acknowledged by ${names}.` : `It was already acknowledged, by ${names}.`;
        },
      ),
    );
  };
  return (
    <Button kind="primary" busy={isBusy} onClick={() => void acknowledge()}>
      {isBusy ? 'Acknowledging…' : 'Acknowledge'}
    </Button>
  );
}
