import { element } from './element.ts';
import { text } from './text.ts';

let openDialog: (() => void) | null = null;

/** Opens a dialog over the page: it takes the focus, keeps the Tab key inside, and ends with Escape, its button or a tap beside it. */
export function showDialog(title: string, ...content: readonly Node[]): () => void {
  openDialog?.();
  const before = document.activeElement;
  const close = (): void => {
    document.removeEventListener('keydown', onKey);
    shade.remove();
    openDialog = null;
    if (before instanceof HTMLElement) before.focus();
  };
  const closer = element('button', { class: 'plain-button', type: 'button', onclick: close }, text.close);
  const heading = element('h2', { id: 'dialog-title' }, title);
  const box = element(
    'div',
    { class: 'dialog', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'dialog-title' },
    element('header', {}, heading, closer),
    element('div', { class: 'dialog-body' }, ...content),
  );
  const shade: HTMLElement = element('div', { class: 'shade', onclick: (event) => event.target === shade && close() }, box);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    if (event.key !== 'Tab') return;
    const stops = [...box.querySelectorAll<HTMLElement>('button, input, a[href]')];
    const first = stops[0];
    const last = stops[stops.length - 1];
    if (first === undefined || last === undefined) return;
    if (event.shiftKey && document.activeElement === first) last.focus();
    else if (!event.shiftKey && document.activeElement === last) first.focus();
    else return;
    event.preventDefault();
  };
  document.addEventListener('keydown', onKey);
  document.body.append(shade);
  (box.querySelector<HTMLElement>('input') ?? closer).focus();
  openDialog = close;
  return close;
}
