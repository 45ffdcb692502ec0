import { describe, expect, it } from 'vitest';
import { composeRules } from '../compose.ts';
import { readConfig } from '../config/read-config.ts';
import { openTestStore } from '../engine/testing/open-test-store.ts';
import { emptyRetriever } from '../engine/testing/test-stage.ts';
import { runDrill } from './run-drill.ts';

const parts = { ...composeRules(readConfig({})), retriever: emptyRetriever, openStore: openTestStore };
const minute = 60_000;

describe('YJ-10: the drill of a red alert', () => {
  it('at half past three calls the person on duty, the backup, the leader, and goes to the thirtieth day', async () => {
    const record = await runDrill(parts, '2026-11-25T03:30:00.000+08:00');
    expect(record.faults).toEqual([]);
    const minutes = (name: string) => record.steps.filter((step) => step.name === name).map(({ afterMs }) => afterMs / minute);
    expect([minutes('raised'), minutes('paged'), minutes('paged_leader')]).toEqual([[0], [3], [6]]);
    expect([minutes('seen'), minutes('accepted'), minutes('contacted')]).toEqual([[7], [8], [11]]);
    expect(minutes('due').map((after) => Math.round(after / 1440))).toEqual([1, 7, 30]);
    expect(record.steps.find(({ name }) => name === 'line_open')?.words).not.toMatch(/12356/);
  });

  it('shows what is late: a clock that nobody keeps ends with a fault', async () => {
    const { site } = parts;
    const slow = { ...site, roster: { ...site.roster, redClock: { seen: 3, accepted: 0.5, contacted: 2 } } };
    const record = await runDrill({ ...parts, site: slow }, '2026-11-24T10:00:00.000+08:00');
    expect(record.faults.join('\n')).toMatch(/accepted: 晚了/);
  });
});
