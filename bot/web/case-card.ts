import type { CaseProgress, TicketStatus } from '../../core/ticket.ts';
import { ApiFault, type ResidentApi } from './api.ts';
import { copyText } from './copy-text.ts';
import { showDialog } from './dialog.ts';
import { element, fill } from './element.ts';
import { showTime } from './show-time.ts';
import { statusWords, text } from './text.ts';

const steps: readonly TicketStatus[] = ['received', 'sorted', 'assigned', 'in_progress', 'closed'];

function progressSteps(status: TicketStatus): HTMLElement {
  if (status === 'withdrawn') return element('p', { class: 'steps-end' }, statusWords.withdrawn);
  const reached = steps.indexOf(status);
  return element(
    'ol',
    { class: 'steps' },
    ...steps.map((step, index) =>
      element(
        'li',
        { class: index <= reached ? 'reached' : '', 'aria-current': index === reached ? 'step' : undefined },
        element('span', {}, statusWords[step]),
      ),
    ),
  );
}

/** The facts of a case that a resident may see. */
export function describeCase(progress: CaseProgress): HTMLElement {
  const now = Date.now();
  const row = (label: string, value: string | null): HTMLElement | null =>
    value === null ? null : element('p', { class: 'case-row' }, element('span', { class: 'muted' }, label), element('span', {}, value));
  return element(
    'div',
    { class: 'case-detail' },
    progressSteps(progress.status),
    row(text.casePromise, progress.promisedBy === null ? null : showTime(progress.promisedBy, now)),
    row(text.caseHeldBy, progress.heldBy),
    row(text.caseUpdated, showTime(progress.updatedAt, now)),
  );
}

/** The card with the case code, shown from the moment that a ticket is open. */
export function createCaseCard(): { readonly node: HTMLElement; update(progress: CaseProgress | null): void } {
  const node = element('section', { class: 'case-card', hidden: true, 'aria-label': text.caseTitle });
  let shown = '';
  let isOpen = false;
  const update = (progress: CaseProgress | null): void => {
    const key = JSON.stringify([progress, isOpen]);
    if (key === shown) return;
    shown = key;
    node.hidden = progress === null;
    if (progress === null) return;
    const copy = element('button', { class: 'plain-button', type: 'button' }, text.caseCopy);
    copy.addEventListener('click', () => {
      void copyText(progress.caseCode).then(() => {
        copy.textContent = text.caseCopied;
      });
    });
    const more = element(
      'button',
      { class: 'plain-button', type: 'button', 'aria-expanded': String(isOpen) },
      isOpen ? text.caseLess : text.caseMore,
    );
    more.addEventListener('click', () => {
      isOpen = !isOpen;
      update(progress);
    });
    const head = element(
      'div',
      { class: 'case-head' },
      element('span', { class: 'case-label' }, text.caseTitle),
      element('strong', { class: 'case-code' }, progress.caseCode),
      element('span', { class: 'case-status' }, statusWords[progress.status]),
      element('span', { class: 'case-actions' }, copy, more),
    );
    fill(node, head);
    if (isOpen) node.append(describeCase(progress));
  };
  return { node, update };
}

/** Opens the form that looks a case up by code and phone. */
export function showLookUp(api: ResidentApi, knownCode: string): void {
  const code = element('input', { id: 'case-code', autocomplete: 'off', autocapitalize: 'characters', maxlength: '20', value: knownCode });
  const tail = element('input', { id: 'phone-tail', inputmode: 'numeric', autocomplete: 'off', maxlength: '4' });
  const result = element('div', { class: 'look-up-result', role: 'status' });
  const say = (words: string): void => fill(result, element('p', { class: 'fault' }, words));
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const query = { caseCode: code.value.trim().toUpperCase(), phoneTail: tail.value.trim() };
    if (!/^[A-Z]{2}\d{8,16}$/.test(query.caseCode) || !/^\d{4}$/.test(query.phoneTail)) return say(text.lookUpBad);
    try {
      const progress = await api.lookUp(query);
      fill(result, element('strong', { class: 'case-code' }, progress.caseCode), describeCase(progress));
    } catch (error) {
      const status = error instanceof ApiFault ? error.status : 0;
      say(status === 404 ? text.lookUpNone : status === 429 ? text.lookUpMany : text.failed);
    }
  };
  const form = element(
    'form',
    { class: 'look-up', onsubmit: (event) => void submit(event) },
    element('p', { class: 'muted' }, text.lookUpHint),
    element('label', { for: 'case-code' }, text.lookUpCode),
    code,
    element('label', { for: 'phone-tail' }, text.lookUpTail),
    tail,
    element('button', { class: 'main-button', type: 'submit' }, text.lookUpGo),
    result,
  );
  showDialog(text.lookUpTitle, form);
}
