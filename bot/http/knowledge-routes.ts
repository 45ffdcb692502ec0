import { XinqiaoError } from '../../core/errors.ts';
import { asId } from '../../core/ids.ts';
import type { OwnContent, OwnKnowledge, StoreTransaction } from '../../core/store.ts';
import { recordVote } from '../engine/record-vote.ts';
import { ApiFailure } from './api-failure.ts';
import { type OwnDraftOutcome, type OwnKnowledgeView, requests, type UnknownGroups } from './api-schema.ts';
import { groupQuestions } from './group-questions.ts';
import type { HttpParts } from './http-parts.ts';
import { type Server, staffOf } from './server.ts';
import { readStaffNames } from './staff-names.ts';

const longestList = 200;
const nearestShown = 5;

const topicOf = (content: OwnContent): string => (content.kind === 'phrasing' ? content.phrasing : String(content.entry.topic ?? ''));

/** What found no answer, and how staff turn it into reviewed entries of the centre's own. */
export function addKnowledgeRoutes(app: Server, parts: HttpParts): void {
  const { store, retriever, clock } = parts;
  const params = requests.byId;

  const setState = async (tx: StoreTransaction, id: string, state: 'open' | 'answered' | 'dismissed', staffId: string): Promise<void> => {
    await tx.feedback.setUnknownState(id, state);
    await tx.events.append({
      at: clock.now(),
      kind: 'unknown_question_set',
      conversationId: null,
      ticketId: null,
      staffId: asId(staffId),
      detail: { questionId: id, state },
    });
  };

  app.get(
    '/api/console/unknown-questions',
    { schema: { querystring: requests.unknownQuestions } },
    async (request): Promise<UnknownGroups> => {
      const questions = await store.transaction((tx) => tx.feedback.listUnknown(request.query.state, longestList));
      return await Promise.all(
        groupQuestions(questions).map(async (group) => ({
          ...group,
          nearest: request.query.state === 'open' ? await retriever.nearestEntries(group.questions[0]?.question ?? '', nearestShown) : [],
        })),
      );
    },
  );

  app.post('/api/console/unknown-questions/:id', { schema: { params, body: requests.unknownState } }, async (request) => {
    await store.transaction((tx) => setState(tx, request.params.id, request.body.state, staffOf(request).id));
    return { ok: true };
  });

  app.get('/api/console/own-knowledge', async (): Promise<OwnKnowledgeView> => {
    const { items, names, votes } = await store.transaction(async (tx) => ({
      items: await tx.ownKnowledge.list(),
      names: await readStaffNames(tx),
      votes: await tx.feedback.countVotes(),
    }));
    return {
      items: items.map((item) => ({
        ...item,
        title: topicOf(item.content),
        writtenByName: names.nameOf(item.writtenBy),
        reviewedByName: names.nameOf(item.reviewedBy),
      })),
      votes: votes.filter(({ down }) => down > 0).toSorted((a, b) => b.down - a.down),
    };
  });

  app.post('/api/console/own-knowledge', { schema: { body: requests.ownDraft } }, async (request): Promise<OwnDraftOutcome> => {
    const { content, questionId } = request.body;
    const faults = retriever.checkOwn(content);
    if (faults.length > 0) return { kind: 'refused', faults };
    const item = await store.transaction((tx) =>
      tx.ownKnowledge.add({ content, questionId: questionId ?? null, writtenBy: staffOf(request).id }, clock.now()),
    );
    return { kind: 'drafted', item };
  });

  app.post(
    '/api/console/own-knowledge/:id/review',
    { schema: { params, body: requests.ownReview } },
    async (request): Promise<OwnKnowledge> => {
      const { state } = request.body;
      const staff = staffOf(request);
      const reviewed = await store.transaction(async (tx) => {
        const item = await tx.ownKnowledge.get(request.params.id);
        if (item === null) throw new XinqiaoError('not_found', 'there is no such addition');
        // Four eyes: what residents will read was read by another person than its writer.
        if (state === 'published' && item.writtenBy === staff.id)
          throw new ApiFailure(403, 'own_review', 'an addition is published by another person than its writer');
        // Laws change between draft and review.
        if (
          state === 'published' &&
          retriever.checkOwn(item.content).some(({ rule }) => rule !== 'duplicate_id' && rule !== 'duplicate_phrasing')
        )
          throw new XinqiaoError('bad_input', 'the addition no longer passes the checks');
        const at = clock.now();
        await tx.events.append({
          at,
          kind: 'own_knowledge_reviewed',
          conversationId: null,
          ticketId: null,
          staffId: staff.id,
          detail: { ownKnowledgeId: item.id, state },
        });
        if (state === 'published' && item.questionId !== null) await setState(tx, item.questionId, 'answered', staff.id);
        return await tx.ownKnowledge.review(item.id, state, staff.id, at);
      });
      await retriever.reopen();
      return reviewed;
    },
  );

  app.post('/api/console/conversations/:id/votes', { schema: { params, body: requests.vote } }, async (request) => {
    await store.transaction(async (tx) => {
      const lines = await tx.transcript.read(asId(request.params.id), 0);
      const line = lines.find(({ id }) => id === request.body.replyId);
      if (line?.reply?.entryId == null) throw new ApiFailure(404, 'not_found', 'there is no such answer');
      await recordVote(tx, { lines, line, from: 'staff', up: request.body.up }, clock.now());
    });
    return { ok: true };
  });
}
