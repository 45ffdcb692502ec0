import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contractDoors, renderContractTable } from './contract-table.ts';

describe('the table of the channel contract', () => {
  it('names each door that runs the contract, and no other', () => {
    const files = globSync('bot/**/*.integration.test.ts').map((file) => readFileSync(file, 'utf8'));
    const run = files.flatMap((text) => [...text.matchAll(/^describeChannelContract\(\s*'([^']+)'/gm)].map((match) => match[1]));
    expect(run.toSorted()).toEqual([...contractDoors].toSorted());
  });

  it('stands in docs/CHANNELS.md as it is', () => {
    expect(readFileSync('docs/CHANNELS.md', 'utf8')).toContain(renderContractTable());
  });
});
