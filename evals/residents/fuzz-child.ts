import { composeKnowledge, composeRules } from '../../bot/compose.ts';
import { readConfig } from '../../bot/config/read-config.ts';
import { fuzzEngine } from './fuzz-engine.ts';

/** A process of its own for a share of the databases: `fuzz-child.ts SEED TURNS`; tells its parent of each database that is done. */
const [seed = 0, turns = 0] = process.argv.slice(2).map(Number);
const config = readConfig(process.env);
const parts = { ...composeRules(config), retriever: await composeKnowledge(config, null) };
await fuzzEngine(parts, turns, seed, (done) => process.send?.(done));
process.disconnect?.();
