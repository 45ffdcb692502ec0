import { XinqiaoError } from '../../core/errors.ts';
import type { Reach } from '../../core/page.ts';
import type { Staff } from '../../core/staff.ts';
import type { EngineCore } from './engine-parts.ts';
import { requirePermission } from './permissions.ts';

/** A person chooses by what to be called besides the console, which always rings: `Engine.chooseReach`. */
export async function chooseReach(core: EngineCore, staff: Staff, reach: Reach): Promise<Reach> {
  requirePermission(staff, 'choose_reach');
  const chatKey = reach.by === 'console' ? '' : reach.chatKey.trim();
  if (reach.by !== 'console' && chatKey === '') throw new XinqiaoError('bad_input', 'a channel needs the key of the chat');
  const chosen: Reach = { by: reach.by, chatKey };
  await core.store.transaction(async (tx) => {
    await tx.pages.setReach(staff.id, chosen);
    await tx.events.append({
      at: core.clock.now(),
      kind: 'reach_chosen',
      conversationId: null,
      ticketId: null,
      staffId: staff.id,
      detail: { by: reach.by },
    });
  });
  return chosen;
}
