import type { Fields } from '../../core/field.ts';
import { addMilliseconds, type Instant } from '../../core/instant.ts';
import type { CaseProgress } from '../../core/ticket.ts';
import type { EngineCore } from './engine-parts.ts';
import { roleNames } from './role-names.ts';

const triesAllowed = 8;
const triesForgottenAfterMs = 3_600_000;
const codesRemembered = 10_000;

/** Wrong tails by case code: four digits could be tried out otherwise. */
const failures = new WeakMap<EngineCore['store'], Map<string, { count: number; since: Instant }>>();

function failuresOf(core: EngineCore): Map<string, { count: number; since: Instant }> {
  const known = failures.get(core.store);
  if (known !== undefined) return known;
  const made = new Map<string, { count: number; since: Instant }>();
  failures.set(core.store, made);
  return made;
}

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
  const tries = failuresOf(core);
  const failed = tries.get(code);
  if (failed !== undefined && addMilliseconds(failed.since, triesForgottenAfterMs) <= now) tries.delete(code);
  else if (failed !== undefined && failed.count >= triesAllowed) return null;
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
  if (progress === null) {
    if (tries.size >= codesRemembered) tries.clear();
    tries.set(code, { count: (tries.get(code)?.count ?? 0) + 1, since: tries.get(code)?.since ?? now });
  }
  return progress;
}
