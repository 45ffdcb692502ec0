import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { RiskMemory } from '../../core/flow.ts';
import { asId, createId } from '../../core/ids.ts';
import { silentLogger } from '../../core/logger.ts';
import { isAtLeast } from '../../core/risk.ts';
import type { Turn } from '../../core/turn.ts';
import { createFlows, loadRiskModel } from '../../flows/index.ts';
import { createScreen, type ScreenParts } from '../../flows/screen/screen-turn.ts';
import { screenSafely } from './screen-safely.ts';
import { createTestStage, type TestStage } from './testing/test-stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'xinqiao-faults-'));
const model = loadRiskModel();
const at = '2026-11-24T10:00:00.000+08:00';
const fragments: RiskMemory = { level: 'none', recent: [{ text: '我把药', level: 'none', at }] };
const fresh: RiskMemory = { level: 'none', recent: [] };
/** Danger that each way of the screen must find: plain, hidden by marks, over two turns, beside something that context lowers. */
const dangers: readonly (readonly [string, RiskMemory])[] = [
  ['我不想活了，欠条在抽屉里', fresh],
  ['不 想 活 了', fresh],
  ['都买好了', fragments],
  ['那部电影里有人跳楼。他刚才又打我了，拿刀指着我，救命', fresh],
];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function makeTurn(text: string): Turn {
  const messages = [{ id: createId<'message'>(), text, kind: 'text', at }] as const;
  return { id: createId(), conversationId: asId('faults'), channel: 'web', space: 'private', addressed: true, messages, text, at };
}

const broken = (): never => {
  throw new Error('broken on purpose');
};
/** A list that breaks when it is read. */
const brokenList = new Proxy([], { get: broken });

describe('a screen of which a part is broken', () => {
  let stage: TestStage;
  afterEach(async () => stage.close());

  const faults: readonly (readonly [string, Partial<ScreenParts>])[] = [
    ['normaliser', { normalise: broken }],
    ['lexicon', { rules: brokenList }],
    ['context rules', { contexts: brokenList }],
    ['model', { judge: broken }],
    ['model that says nothing of use', { judge: () => ({}) as never }],
  ];
  it.each(faults)('calls a person: %s', async (_part, parts) => {
    const riskModel = model ?? {
      classifier: { id: 'stand-in', score: broken },
      thresholds: { watch: 1, elevated: 1, elevatedInFeelings: 1, imminent: 1, support: 0 },
    };
    const screen = createScreen({ model: riskModel, parts });
    stage = await createTestStage({ flows: { ...createFlows({ riskModel }), screen: (turn, memory) => screen(turn.text, memory) } });
    const id = await stage.say('我不想活了');
    await stage.engine.idle();
    const conversation = await stage.conversation(id);
    expect(conversation.urgency).toBe('red');
    expect(await stage.read((tx) => tx.alerts.open())).toHaveLength(1);
    expect(stage.channel.delivered.length).toBeGreaterThan(0);
  });

  it('calls a person: what was said before cannot be read', async () => {
    const memory = new Proxy({ level: 'none', recent: [] } as RiskMemory, { get: broken });
    const screen = createScreen(model === null ? {} : { model });
    stage = await createTestStage({ flows: { ...createFlows(), screen: (turn) => screen(turn.text, memory) } });
    const id = await stage.say('我的药都买好了');
    await stage.engine.idle();
    expect((await stage.conversation(id)).urgency).toBe('red');
    expect(await stage.read((tx) => tx.alerts.open())).toHaveLength(1);
  });
});

/** What a copy of one of the screen's files may export. */
type Loaded = {
  readonly createScreen: typeof createScreen;
  readonly normaliseText: ScreenParts['normalise'];
  readonly judgeByModel: ScreenParts['judge'];
};

/** The source of a file of ours with every import made absolute, so that a copy of it runs from anywhere. */
function readSource(file: string): readonly string[] {
  const source = readFileSync(file, 'utf8');
  return source
    .replace(/from '(\.[^']+)'/g, (_all, path: string) => `from '${new URL(path, pathToFileURL(file)).href}'`)
    .replace(/from '([a-z][^':]*)'/g, (_all, name: string) => `from '${import.meta.resolve(name)}'`)
    .split('\n');
}

/** Every copy of a file that throws at one of its lines and is still a program. */
async function* breakEveryLine(path: string): AsyncGenerator<{ readonly line: number; readonly loaded: Loaded }> {
  const file = fileURLToPath(new URL(path, import.meta.url));
  const lines = readSource(file);
  for (let line = 1; line < lines.length; line += 1) {
    const copy = join(folder, `${file.split('/').at(-1)}-${line}.ts`);
    writeFileSync(copy, [...lines.slice(0, line), "if (Date.now() > 0) throw new Error('injected');", ...lines.slice(line)].join('\n'));
    try {
      yield { line, loaded: (await import(/* @vite-ignore */ pathToFileURL(copy).href)) as Loaded };
    } catch {
      // Not a place for a statement, or the file does not load at all: then the program does not start.
    }
  }
}

describe('a fault at any line', () => {
  const files: readonly (readonly [string, (loaded: Loaded) => ReturnType<typeof createScreen>])[] = [
    ['../../flows/screen/screen-turn.ts', (loaded) => loaded.createScreen(model === null ? {} : { model })],
    [
      '../../flows/normalise/normalise-text.ts',
      (loaded) => createScreen({ ...(model === null ? {} : { model }), parts: { normalise: loaded.normaliseText } }),
    ],
    [
      '../../flows/screen/risk-model.ts',
      (loaded) => createScreen({ ...(model === null ? {} : { model }), parts: { judge: loaded.judgeByModel } }),
    ],
  ];
  it.each(files)(
    'is never silence: %s',
    async (path, make) => {
      let broke = 0;
      for await (const { line, loaded } of breakEveryLine(path)) {
        for (const [text, memory] of dangers) {
          const flows = { ...createFlows(), screen: (turn: { readonly text: string }, past: RiskMemory) => make(loaded)(turn.text, past) };
          const result = screenSafely(flows, silentLogger, makeTurn(text), memory);
          expect(isAtLeast(result.level, 'elevated'), `${path}:${line}`).toBe(true);
          if (result.failed) broke += 1;
        }
      }
      expect(broke).toBeGreaterThan(4);
    },
    120_000,
  );
});
