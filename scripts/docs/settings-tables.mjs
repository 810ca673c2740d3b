// The tables of docs/configuration.md, printed from the definitions of the settings.
import { markdownTable } from './markdown-table.mjs';

/** A value that no setting with a rule accepts; the message then names the valid ones. */
const INVALID_VALUE = '\0';

/** One table per group of settings. */
export function settingsTables({ settingGroups, fileSettings }) {
  return Object.entries(settingGroups)
    .map(([title, settings]) => `## ${title}\n\n${settingsTable(settings, fileSettings)}`)
    .join('\n\n');
}

function settingsTable(settings, fileSettings) {
  const rows = Object.entries(settings).map(([name, type]) => {
    const { description, values, defaultText: dependent } = type.meta() ?? {};
    const file = fileSettings.includes(name) ? ` Also \`${name}_FILE\`.` : '';
    return [`\`${name}\``, `${description}${file}`, values ?? validValues(type), dependent ?? defaultValue(type)];
  });
  return markdownTable(['setting', 'meaning', 'values', 'default'], rows);
}

function validValues(type) {
  const [issue] = type.safeParse(INVALID_VALUE).error?.issues ?? [];
  return (issue?.message ?? 'a string').replace(/^must be /, '').replaceAll('|', '\\|');
}

function defaultValue(type) {
  const value = type.parse(undefined);
  if (value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? '`on`' : '`off`';
  if (Array.isArray(value)) return value.length > 0 ? `\`${value.join(',')}\`` : 'none';
  return `\`${value}\``;
}
