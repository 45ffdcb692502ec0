import type { FlowContext } from '../../core/flow.ts';
import type { FlowStep } from '../flow-step.ts';
import { composeReply } from '../replies/compose-reply.ts';
import { quickReplyTexts } from '../replies/quick-reply-texts.ts';

/** The one reminder when the resident stays silent after a question. */
export function reminder(context: FlowContext): FlowStep['effects'] {
  const afterMs = context.site.thresholds.reminderHours * 3_600_000;
  return afterMs > 0
    ? [{ kind: 'remind_later', afterMs, reply: composeReply('intake.reminder', {}, { quickReplies: [quickReplyTexts.goOn] }) }]
    : [];
}
