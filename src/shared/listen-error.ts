/**
 * Why a server could not listen, and what to set.
 *
 * @param setting names the port
 * @returns undefined for any other error
 */
export function explainListenError(error: unknown, setting: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${address} is taken by another program; set ${setting} to a free one.`;
  if (code === 'EACCES') return `This process may not listen on port ${port}; set ${setting} to one above 1023.`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${address}; set HOST to one that it has.`;
  return undefined;
}
