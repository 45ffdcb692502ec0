import { parseArgs } from 'node:util';
import { restoreSqliteBackup } from '../../../store/sqlite/index.ts';
import { databaseFile, readKey } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import type { Command } from '../command.ts';

const help = `Usage: npx xinqiao restore FILE

Checks a backup and puts it in place of the database of XINQIAO_DATA_DIR; what stood there is kept as xinqiao.db.replaced-N.
Stop the server first. The key must be the one of the backup.`;

/** `restore`: a backup in place of the database. */
export const restoreCommand: Command = {
  help,
  run: async (words) => {
    const { positionals } = parseArgs({ args: [...words], allowPositionals: true });
    const [fromFile] = positionals;
    if (fromFile === undefined || positionals.length > 1) {
      console.error(help);
      return 2;
    }
    const config = readConfig(process.env);
    await restoreSqliteBackup(fromFile, databaseFile(config), readKey(config));
    console.log(`restored: ${databaseFile(config)}`);
    return 0;
  },
};
