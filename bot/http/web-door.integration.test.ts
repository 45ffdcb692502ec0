import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { silentLogger } from '../../core/logger.ts';
import { describeChannelContract } from '../channels/channel.contract.ts';
import { composeApp } from '../compose.ts';
import { readConfig } from '../config/read-config.ts';
import { openWebHarness } from './testing/web-harness.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'xinqiao-web-door-'));
const app = await composeApp(readConfig({ XINQIAO_DATA_DIR: dataDir }), { logger: silentLogger });
afterAll(async () => {
  await app.store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describeChannelContract('web page and widget', (logger) => openWebHarness(app, logger));
