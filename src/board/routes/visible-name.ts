/** A name, or the fallback if nobody could see or read it. */
export function visibleName(name: string | null | undefined, fallback: string): string {
  return name?.trim() ? name : fallback;
}
