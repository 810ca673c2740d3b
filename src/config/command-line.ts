/** What a process is started for. */
export type Command = 'serve' | 'check-config' | 'help';

const OPTIONS: Readonly<Partial<Record<string, Command>>> = {
  '--check-config': 'check-config',
  '--help': 'help',
  '-h': 'help',
};

export const USAGE = `Usage: pagergraph [option]

Serves one GraphQL endpoint over PagerDuty and Cloudflare; without settings, over a sandbox of both.

  --check-config  reads the settings, asks each upstream what the credentials are good for, and prints what it found.
                  Nothing listens, and nothing is changed anywhere. Exit 0 when nothing would fail later, else 1
  --help, -h      prints this

Settings are environment variables; docs/configuration.md lists them.
`;

/** A process was started with an argument that there is not. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * @param args without the program and the script
 * @throws UsageError for the first argument that is none of the options; help is given all the same when it is asked for
 */
export function parseCommand(args: readonly string[]): Command {
  const commands = args.map((argument) => (Object.hasOwn(OPTIONS, argument) ? OPTIONS[argument] : undefined));
  if (commands.includes('help')) return 'help';
  const unknown = commands.indexOf(undefined);
  if (unknown !== -1)
    throw new UsageError(
      `There is no option ${JSON.stringify(args[unknown])}; "pagergraph --help" tells which there are.`,
    );
  return commands[0] ?? 'serve';
}
