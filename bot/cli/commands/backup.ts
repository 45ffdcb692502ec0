import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { XinqiaoError } from '../../../core/errors.ts';
import { backUpDatabase } from '../../../store/sqlite/back-up-database.ts';
import { databaseFile } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import type { Command } from '../command.ts';

const help = `Usage: npx xinqiao backup FILE

Writes a whole, consistent copy of the database of XINQIAO_DATA_DIR to FILE, also while the server runs.
The copy holds no key: keep the key file apart from it.`;

/** `backup`: a copy of the database under load. */
export const backupCommand: Command = {
  help,
  run: async (words) => {
    const { positionals } = parseArgs({ args: [...words], allowPositionals: true });
    const [toFile] = positionals;
    if (toFile === undefined || positionals.length > 1) {
      console.error(help);
      return 2;
    }
    const file = databaseFile(readConfig(process.env));
    if (!existsSync(file)) throw new XinqiaoError('not_found', `there is no database ${file}: set XINQIAO_DATA_DIR to its folder`);
    await backUpDatabase(file, toFile);
    console.log(`written: ${toFile}`);
    return 0;
  },
};
