import type { StoreTransaction } from '../../core/store.ts';
import type { StoreScope } from '../store-scope.ts';
import { createAlerts } from './alerts.ts';
import { createCalls } from './calls.ts';
import { createCare } from './care.ts';
import { createConversations } from './conversations.ts';
import { createErasePerson } from './erase-person.ts';
import { createEvents } from './events.ts';
import { createFeedback } from './feedback.ts';
import { createInbox } from './inbox.ts';
import { createOutbox } from './outbox.ts';
import { createOwnKnowledgeRepository } from './own-knowledge.ts';
import { createPages } from './pages.ts';
import { createSchedule } from './schedule.ts';
import { createStaff } from './staff.ts';
import { createSuggestions } from './suggestions.ts';
import { createTickets } from './tickets.ts';
import { createTranscript } from './transcript.ts';

/** Joins the repositories over one open transaction. */
export function createStoreTransaction(scope: StoreScope): StoreTransaction {
  const events = createEvents(scope);
  return {
    inbox: createInbox(scope),
    conversations: createConversations(scope),
    transcript: createTranscript(scope),
    outbox: createOutbox(scope),
    tickets: createTickets(scope),
    events,
    suggestions: createSuggestions(scope),
    alerts: createAlerts(scope),
    care: createCare(scope),
    calls: createCalls(scope),
    pages: createPages(scope),
    schedule: createSchedule(scope),
    feedback: createFeedback(scope),
    ownKnowledge: createOwnKnowledgeRepository(scope),
    staff: createStaff(scope),
    erasePerson: createErasePerson(scope, events),
  };
}
