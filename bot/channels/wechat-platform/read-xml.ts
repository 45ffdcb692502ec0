import { XMLParser } from 'fast-xml-parser';

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: true, processEntities: false });

/** Reads the flat XML of a callback: the texts by name, nested ones left out. `null` where it is no such XML or brings a DOCTYPE. */
export function readXml(text: string): Readonly<Record<string, string>> | null {
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) return null;
  try {
    const { xml } = parser.parse(text) as { readonly xml?: unknown };
    if (typeof xml !== 'object' || xml === null) return null;
    return Object.fromEntries(Object.entries(xml).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return null;
  }
}

/** Wraps a text so that nothing in it is read as XML. */
export function toCdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
