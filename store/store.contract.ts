import { describe } from 'vitest';
import { describeCalls } from './testing/call-contract.ts';
import { describeCare } from './testing/care-contract.ts';
import type { OpenStore } from './testing/contract-fixtures.ts';
import { describeConversations } from './testing/conversation-contract.ts';
import { describeErasure } from './testing/erasure-contract.ts';
import { describeInbox } from './testing/inbox-contract.ts';
import { describeOutbox } from './testing/outbox-contract.ts';
import { describePeople } from './testing/people-contract.ts';
import { describeTickets } from './testing/ticket-contract.ts';

/** The suite that every store must pass. `open` gives a new, empty store each time. */
export function describeStoreContract(name: string, open: OpenStore): void {
  describe(name, () => {
    describeInbox(open);
    describeConversations(open);
    describeOutbox(open);
    describeTickets(open);
    describePeople(open);
    describeCare(open);
    describeCalls(open);
    describeErasure(open);
  });
}
