type Child = Node | string | null | undefined | false;
type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void) | undefined>>;

/** Makes an element: attributes as given, `on…` functions as listeners, texts as text nodes (never as HTML). */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

/** Puts these children in the place of all others. `replaceChildren` is too new for the phones that we serve. */
export function fill(node: Element, ...children: readonly Child[]): void {
  node.textContent = '';
  for (const child of children) if (child) node.append(child);
}

/** A stroke icon of 24 by 24 from its path. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** The paths of the icons. */
export const icons = {
  send: 'M5 12h13M12 5l7 7-7 7',
  up: 'M7 11v9H4v-9zM7 11l4-8c2 0 3 1 3 3v4h5c1.500 0 2 1 1.800 2l-1.500 6c-.3 1.200-1 2-2.300 2H7',
  down: 'M17 13V4h3v9zM17 13l-4 8c-2 0-3-1-3-3v-4H5c-1.500 0-2-1-1.800-2l1.500-6C5 4.800 5.700 4 7 4h10',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c1-5 4-7 8-7s7 2 8 7',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
  phone: 'M5 4h4l2 5-2.500 1.500a11 11 0 0 0 5 5L15 13l5 2v4c0 1-1 2-2 2C10 20 4 14 3 6c0-1 1-2 2-2z',
  clip: 'M4 7h3l2-3h6l2 3h3v12H4zM12 16.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7',
  microphone: 'M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zM6 11a6 6 0 0 0 12 0M12 17v4',
  speaker: 'M4 9v6h4l5 4V5L8 9zM16.500 9a4 4 0 0 1 0 6M19 6.500a8 8 0 0 1 0 11',
  stop: 'M7 7h10v10H7z',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
  book: 'M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11',
} as const;
