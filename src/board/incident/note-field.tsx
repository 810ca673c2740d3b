interface NoteFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly isRequired?: boolean;
}

export function NoteField({ label, value, onChange, isRequired = false }: NoteFieldProps) {
  return (
    <label class="field">
      {label}
      <textarea
        rows={3}
        dir="auto"
        maxLength={20_000}
        required={isRequired}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
