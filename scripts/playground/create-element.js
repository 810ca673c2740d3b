/** Creates a DOM element with properties and children. Strings become text nodes. */
export function createElement(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
