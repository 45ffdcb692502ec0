import { afterEach, expect, test } from 'vitest';
import type { LanguageModel, PromptMessage } from '../../core/language-model.ts';
import { createFlows } from '../../flows/index.ts';
import { createTestStage, type TestStage } from './testing/test-stage.ts';

let stage: TestStage | undefined;
afterEach(async () => stage?.close());

/** A model that says what the test scripts and keeps what it was asked. */
function scriptModel(answer: unknown): { readonly model: LanguageModel; readonly asked: PromptMessage[][] } {
  const asked: PromptMessage[][] = [];
  return {
    asked,
    model: {
      id: 'scripted',
      complete: async () => ({ kind: 'unavailable', reason: 'failed' }),
      extract: async (messages, schema) => {
        asked.push([...messages]);
        const parsed = schema.safeParse(answer);
        return parsed.success ? { kind: 'ok', value: parsed.data } : { kind: 'unavailable', reason: 'malformed' };
      },
    },
  };
}

const said = '我叫孙玉兰，电话13700002222，楼上漏水把我家天花板泡了，找他好几回了都不理';

test('what the model proposes is marked as inferred, and no personal detail reaches it', async () => {
  const { model, asked } = scriptModel({ tried_before: '找过好几回', 'applicant.name': '某人', amount: -5, nonsense: 'x' });
  stage = await createTestStage({ flows: createFlows(), languageModel: model, settleMs: 0 });
  const conversation = await stage.say(said);
  await stage.engine.idle();
  const prompt = asked[0]?.map(({ content }) => content).join('\n') ?? '';
  expect(prompt).toContain('[电话]');
  expect(prompt).not.toContain('13700002222');
  expect(prompt).not.toContain('孙玉兰');
  const { triage } = (await stage.lines(conversation)).find(({ from }) => from === 'resident') ?? {};
  expect(triage?.fields['applicant.name']?.value).toBe('孙玉兰');
  expect(triage?.fields.amount).toBeUndefined();
  expect(triage?.fields.nonsense).toBeUndefined();
  const inferred = Object.values(triage?.fields ?? {}).filter(({ source, confidence }) => source === 'inferred' && confidence === 0.4);
  expect(inferred.every(({ confirmed }) => !confirmed)).toBe(true);
});

test('a model that answers nonsense changes nothing, and danger is never shown to it', async () => {
  const { model, asked } = scriptModel('not an object');
  stage = await createTestStage({ flows: createFlows(), languageModel: model, settleMs: 0 });
  const conversation = await stage.say(said);
  await stage.engine.idle();
  expect((await stage.lines(conversation)).some(({ from }) => from === 'bot')).toBe(true);
  await stage.say('我不想活了，药都买好了，就在手边放着呢', { person: 'bela' });
  await stage.engine.idle();
  expect(asked).toHaveLength(1);
});
