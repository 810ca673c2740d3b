/** Pino's `timestamp`: the time of a line. It is formatted once per millisecond, in which a busy gateway writes many lines. */
export function createLogTime(): () => string {
  let formattedAt = Number.NaN;
  let formatted = '';
  return () => {
    const now = Date.now();
    if (now !== formattedAt) {
      formattedAt = now;
      formatted = `,"time":"${new Date(now).toISOString()}"`;
    }
    return formatted;
  };
}
