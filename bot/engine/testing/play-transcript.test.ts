import { describe, expect, it } from 'vitest';
import { loadForms } from '../../../cases/load-forms.ts';
import { silentLogger } from '../../../core/logger.ts';
import { loadSite } from '../../site/load-site.ts';
import { createEchoFlows } from './echo-flows.ts';
import { openTestStore } from './open-test-store.ts';
import { playTranscript } from './play-transcript.ts';
import { emptyRetriever } from './test-stage.ts';
import { transcriptSchema } from './transcript-script.ts';

const parts = {
  flows: createEchoFlows(),
  retriever: emptyRetriever,
  forms: loadForms(),
  site: loadSite('site/default', () => []),
  logger: silentLogger,
  duty: {
    promise: () => ({ answerBy: '2026-11-24T11:00:00.000+08:00', words: '', onDutyNow: true, openLines: [] }),
    peopleToPage: () => ['zhiban1'],
  },
};

async function play(steps: readonly unknown[], more: object = {}): Promise<void> {
  const transcript = transcriptSchema.parse({ title: 'a play', start: '2026-11-24T10:00:00+08:00', play: steps, ...more });
  await playTranscript(transcript, parts, openTestStore);
}

describe('the player of transcripts', () => {
  it('plays every kind of step', async () => {
    await play([
      { resident: ['喂', '在吗'] },
      { bot: { key: 'ec*', says: ['喂\n在吗'], not: ['再见'] } },
      { ticket: null },
      { resident: '[ticket] [remind]' },
      { bot: 'XQ20261124' },
      { ticket: { urgency: 'yellow', disputeType: '邻里纠纷', status: 'received', routes: ['mediator_grid'], fields: {}, count: 1 } },
      { wait: '2h' },
      { bot: { key: 'reminder' } },
      { wait: '1m' },
      { silent: true },
      { resident: '[ask] 怎么办', hold: true },
      { staff: { do: 'take_over' } },
      { release: true },
      { silent: true },
      { owner: 'person' },
      { suggests: 'suggestion' },
      { staff: { do: 'send', text: '我是值班员' } },
      { silent: true },
      { staff: { do: 'hand_back' } },
      { bot: { key: 'hand_back' } },
      { owner: 'bot' },
      { risk: 'none' },
      { at: '2026-11-25T03:10:00+08:00' },
      { resident: '[danger]' },
      { risk: 'imminent' },
      { urgency: 'red' },
      { alert: true },
      { break: 'screen' },
      { resident: '还在' },
      { bot: { key: 'fall_back' } },
      { owner: 'queue' },
    ]);
  });

  it('plays in a group', async () => {
    await play(
      [
        { resident: '吃了吗', addressed: false },
        { silent: true },
        { resident: '[danger]', addressed: false },
        { bot: { privately: true } },
      ],
      { space: 'group' },
    );
  });

  it('tells the step that does not hold, why, and the play so far', async () => {
    await expect(play([{ resident: '你好' }, { bot: { says: ['再见'] } }])).rejects.toThrow(
      /a play, step 2 .*\n {2}the bot does not say 再见 \(keys echo\)\nThe play so far:\n.* resident .*: 你好\n.* bot \[echo\]: 你好/,
    );
    await expect(play([{ resident: '你好' }, { ticket: {} }])).rejects.toThrow(/there is no ticket/);
    await expect(play([{ resident: '你好' }, { silent: true }])).rejects.toThrow(/the bot spoke/);
    await expect(play([{ resident: '你好' }, { alert: true }])).rejects.toThrow(/an alert is not open/);
  });
});
