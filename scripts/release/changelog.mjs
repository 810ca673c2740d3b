const UNRELEASED = /^## Unreleased\n([^]*?)(?=^## |(?![^]))/m;

/**
 * Turns what is unreleased into a release.
 *
 * @param text the changelog
 * @param heading what follows `## `, with the version first
 * @returns the new changelog, and what the release has
 */
export function releaseChanges(text, heading) {
  const [version] = heading.split(' ');
  if (text.includes(`\n## ${version}`))
    throw new Error(`CHANGELOG.md already has ${version}. Choose the next version.`);
  const [part, notes = ''] = UNRELEASED.exec(text) ?? [];
  if (notes.trim() === '') throw new Error('CHANGELOG.md has nothing below "## Unreleased". Write what has changed.');
  return { changelog: text.replace(part, () => `## Unreleased\n\n## ${heading}\n${notes}`), notes: notes.trim() };
}
