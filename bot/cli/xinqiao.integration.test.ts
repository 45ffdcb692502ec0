import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('./xinqiao.ts', import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinqiao-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Run = {
  readonly code: number | null;
  readonly rows: readonly Record<string, unknown>[];
  readonly out: string;
  readonly errors: string;
};

async function run(words: readonly string[], input = ''): Promise<Run> {
  const child = spawn(process.execPath, [program, ...words], { env: { ...process.env, XINQIAO_DATA_DIR: folder } });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const closed = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  const rows = out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, rows, out, errors };
}

describe('the command line', () => {
  it('tells what there is, and refuses what there is not', async () => {
    const help = await run(['--help']);
    expect([help.code, help.out]).toEqual([0, expect.stringContaining('npx xinqiao COMMAND')]);
    expect((await run(['triage', '--help'])).out).toContain('{id, dispute_type, route, urgency, risk, risk_kinds, slots, ms}');
    expect((await run(['dance'])).code).toBe(2);
    expect((await run(['search', '--nonsense'])).code).toBe(2);
  });

  it('triages in order, with ids of both kinds, past a bad line', async () => {
    const rows = ['{"id":"a","text":"老板拖欠工资三个月不给"}', 'oops', '{"id":2,"text":"你好","channel":"wechat"}'];
    const result = await run(['triage'], `${rows.join('\n')}\n`);
    expect(result.code).toBe(0);
    expect(result.errors).toBe('line 2: not JSON\n');
    expect(result.rows.map((row) => row.id)).toEqual(['a', 2]);
    for (const row of result.rows)
      expect(Object.keys(row)).toEqual(['id', 'dispute_type', 'route', 'urgency', 'risk', 'risk_kinds', 'slots', 'ms']);
  });

  it('searches, answers and verifies over the corpus', async () => {
    const question = '{"id":1,"question":"朋友借钱不还怎么办"}\n';
    const [found, answered, verified] = await Promise.all([
      run(['search', '-k', '3'], question),
      run(['answer'], question),
      run(['verify'], '{"id":1,"text":"按《民法典》第九千条办"}\n'),
    ]);
    expect(found.rows[0]).toMatchObject({ id: 1, hits: expect.any(Array) });
    expect(found.rows[0]?.hits).toHaveLength(3);
    expect(Object.keys(answered.rows[0] ?? {})).toEqual(['id', 'answer', 'citations', 'outcome', 'ms']);
    expect(verified.rows[0]).toMatchObject({ id: 1, ok: false, citations: [{ law: '民法典', status: 'not_found' }] });
  });

  it('chats through a pipe: says that it is a machine, and ends', async () => {
    const result = await run(['chat'], '喂\n/quit\n');
    expect(result.code).toBe(0);
    expect(result.out).toContain('机器人');
  });

  it('adds staff, backs up and restores', async () => {
    expect((await run(['staff', 'add', 'v1', '--name', '李某', '--role', 'volunteer'])).out).toMatch(/One-time password of v1: \S+/);
    const copy = join(folder, 'copy.db');
    expect((await run(['backup', copy])).code).toBe(0);
    expect((await run(['staff', 'reset-password', 'v2'])).errors).toContain('not_found');
    expect((await run(['restore', copy])).code).toBe(0);
    expect((await run(['staff', 'reset-password', 'v1'])).code).toBe(0);
  });
});
