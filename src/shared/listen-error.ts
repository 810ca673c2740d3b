/**
 * Explains why a server cannot listen and which setting to change; undefined for any other error.
 *
 * @param setting the setting of the port
 * @param hostSetting the setting of the address
 */
export function explainListenError(error: unknown, setting: string, hostSetting = 'HOST'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} on ${address} is already in use. Set ${setting} to a free port.`;
  if (code === 'EACCES') return `No permission to listen on port ${port}. Set ${setting} to a port above 1023.`;
  if (code === 'EADDRNOTAVAIL')
    return `Cannot listen on ${address}: not an address of this machine. Change ${hostSetting}.`;
  return undefined;
}
