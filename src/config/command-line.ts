/** What the process was started to do. */
export type Command = 'serve' | 'check-config' | 'help' | 'version';

const OPTIONS: Readonly<Partial<Record<string, Command>>> = {
  '--check-config': 'check-config',
  '--help': 'help',
  '-h': 'help',
  '--version': 'version',
  '-v': 'version',
};

export const USAGE = `Usage: pagergraph [option]

Serves one GraphQL endpoint over PagerDuty and Cloudflare. Without settings, it serves a sandbox of both.

  --check-config  Checks the settings and what each upstream credential may do, prints the result and exits.
                  It opens no port and changes nothing. Exit code 0 without problems, else 1.
  --help, -h      Prints this text.
  --version, -v   Prints the version.

Settings are environment variables; docs/configuration.md lists them.
`;

/** The command line has an unknown option. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Help takes precedence over unknown options.
 *
 * @param args without the program and the script
 * @throws UsageError for the first unknown option
 */
export function parseCommand(args: readonly string[]): Command {
  const commands = args.map((argument) => (Object.hasOwn(OPTIONS, argument) ? OPTIONS[argument] : undefined));
  if (commands.includes('help')) return 'help';
  const unknown = commands.indexOf(undefined);
  if (unknown !== -1)
    throw new UsageError(
      `Unknown option ${JSON.stringify(args[unknown])}. Run "pagergraph --help" for the list of options.`,
    );
  return commands[0] ?? 'serve';
}
