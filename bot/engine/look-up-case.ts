import type { Fields } from '../../core/field.ts';
import type { CaseProgress } from '../../core/ticket.ts';
import type { EngineCore } from './engine-parts.ts';
import { roleNames } from './role-names.ts';

function phoneTails(fields: Fields): readonly string[] {
  return Object.entries(fields)
    .filter(([name]) => /(?:^|\.)phone$/.test(name) && !name.startsWith('respondent'))
    .map(([, field]) => String(field.value).replace(/\D/g, ''))
    .filter((digits) => digits.length >= 7)
    .map((digits) => digits.slice(-4));
}

/**
 * What a resident may see of a case by its code and the last four digits of the phone that the ticket holds; `null` where they do not
 * fit together. After eight wrong tails in an hour a code answers `null` whatever is asked.
 */
export async function lookUpCase(core: EngineCore, caseCode: string, phoneTail: string): Promise<CaseProgress | null> {
  const code = caseCode.trim().toUpperCase();
  const now = core.clock.now();
  if (!core.guesses.allows(code, now)) return null;
  const progress = await core.store.transaction(async (tx) => {
    const ticket = await tx.tickets.findByCode(code);
    if (ticket === null || !phoneTails(ticket.fields).includes(phoneTail)) return null;
    const holder = ticket.assigneeId === null ? null : await tx.staff.get(ticket.assigneeId);
    return {
      caseCode: ticket.caseCode,
      status: ticket.status,
      promisedBy: ticket.promisedBy,
      updatedAt: ticket.updatedAt,
      heldBy: holder === null ? null : `${roleNames[holder.role]}${holder.displayName.slice(0, 1)}`,
    };
  });
  if (progress === null) core.guesses.note(code, now);
  return progress;
}
