import { element } from './element.ts';

/** Puts a text on the clipboard, on old phones and plain http too. */
export async function copyText(words: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const field = element('textarea', { class: 'off-screen' });
    field.value = words;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
}
