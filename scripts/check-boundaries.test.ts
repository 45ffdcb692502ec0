import { expect, test } from 'vitest';
import { findBoundaryFaults, layerOf } from './check-boundaries.ts';

const rules = {
  layers: {
    core: { folders: ['core'], mayImport: [] },
    flows: { folders: ['flows'], mayImport: ['core'] },
    store: { folders: ['store'], mayImport: ['core'] },
  },
  packages: { kysely: ['store'], zod: ['*'] },
};

test('a file that lies in no layer is a fault', () => {
  expect(findBoundaryFaults('stray/a.ts', '', rules)).toEqual(['stray/a.ts lies in no layer of architecture/layers.json']);
  expect(layerOf('core/a.ts', rules)).toBe('core');
});

test('a sibling room may not be imported, in any form of import', () => {
  for (const line of [
    `import { a } from '../store/a.ts';`,
    `import type { a } from '../store/a.ts';`,
    `export { a } from '../store/a.ts';`,
    `const a = await import('../store/a.ts');`,
    `import '../store/a.ts';`,
    `import {\n  a,\n  b,\n} from '../store/a.ts';`,
  ])
    expect(findBoundaryFaults('flows/b.ts', line, rules), line).toHaveLength(1);
  expect(findBoundaryFaults('flows/b.ts', `import { a } from '../core/a.ts';`, rules)).toEqual([]);
});

test('a package is imported in its own folder only, and an unnamed one nowhere', () => {
  expect(findBoundaryFaults('store/a.ts', `import { Kysely } from 'kysely';`, rules)).toEqual([]);
  expect(findBoundaryFaults('flows/a.ts', `import { Kysely } from 'kysely/helpers/sqlite';`, rules)).toHaveLength(1);
  expect(findBoundaryFaults('flows/a.ts', `import x from 'left-pad';`, rules)).toHaveLength(1);
  expect(findBoundaryFaults('flows/a.ts', `import { readFileSync } from 'node:fs';\nimport { z } from 'zod';`, rules)).toEqual([]);
});
