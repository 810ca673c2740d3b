/** The only form of a time that PagerDuty accepts for change events (docs/upstream-quirks.md, quirk 157). */
export function toUtcSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
