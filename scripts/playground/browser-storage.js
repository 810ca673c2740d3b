import { isLive, settings } from './settings.js';

/**
 * Storage prefix of live mode. One URL may serve the sandbox today and live accounts tomorrow, and their tabs must stay
 * apart.
 */
const PREFIX = isLive ? 'live:' : '';

const listOwnKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX || 'graphiql:'));

/** The browser's storage without typed headers. GraphiQL's history would store tokens in them. */
export const storage = {
  getItem: (key) => localStorage.getItem(PREFIX + key),
  setItem: (key, value) => localStorage.setItem(PREFIX + key, removeTypedHeaders(value)),
  removeItem: (key) => localStorage.removeItem(PREFIX + key),
  clear: () => listOwnKeys().forEach((key) => localStorage.removeItem(key)),
  get length() {
    return listOwnKeys().length;
  },
};

function removeTypedHeaders(text) {
  try {
    return JSON.stringify(JSON.parse(text, (name, value) => (name === 'headers' && value ? settings.headers : value)));
  } catch {
    return text;
  }
}

export function readStoredTabs() {
  try {
    return JSON.parse(storage.getItem('graphiql:tabState'));
  } catch {
    return null;
  }
}
