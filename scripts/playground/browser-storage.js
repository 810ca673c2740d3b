import { isLive, settings } from './settings.js';

/** One address may serve the sandbox today and live tomorrow: what was left open here must not come up there. */
const PREFIX = isLive ? 'live:' : '';

const ownKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX || 'graphiql:'));

/** The browser's own storage, where the history would keep typed headers, tokens among them. */
export const storage = {
  getItem: (key) => localStorage.getItem(PREFIX + key),
  setItem: (key, value) => localStorage.setItem(PREFIX + key, withoutTypedHeaders(value)),
  removeItem: (key) => localStorage.removeItem(PREFIX + key),
  clear: () => ownKeys().forEach((key) => localStorage.removeItem(key)),
  get length() {
    return ownKeys().length;
  },
};

function withoutTypedHeaders(text) {
  try {
    return JSON.stringify(JSON.parse(text, (name, value) => (name === 'headers' && value ? settings.headers : value)));
  } catch {
    return text;
  }
}

export function storedTabs() {
  try {
    return JSON.parse(storage.getItem('graphiql:tabState'));
  } catch {
    return null;
  }
}
