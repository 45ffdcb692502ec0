type Style = Readonly<Record<string, string>>;

/** Sets styles by the object model: a policy without `unsafe-inline` blocks style attributes, not this. `important`: no sheet of the page wins. */
export function setStyle(element: HTMLElement, style: Style): void {
  for (const name of Object.keys(style)) element.style.setProperty(name, style[name] ?? '', 'important');
}

/** Makes an element with styles and attributes. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  style: Style,
  attributes: Style = {},
  words = '',
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  setStyle(made, style);
  for (const name of Object.keys(attributes)) made.setAttribute(name, attributes[name] ?? '');
  made.textContent = words;
  return made;
}

/** Shows where the focus is; style sheets of ours would need the page's leave. */
export function ringOnFocus(element: HTMLElement): void {
  element.addEventListener('focus', () => setStyle(element, { outline: '3px solid #e0a458', 'outline-offset': '2px' }));
  element.addEventListener('blur', () => setStyle(element, { outline: 'none' }));
}
