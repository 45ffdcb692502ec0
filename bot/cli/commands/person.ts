import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '../../../core/clock.ts';
import { XinqiaoError } from '../../../core/errors.ts';
import { composeMedia, composeStore, databaseFile } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import { erasePersonalData, exportPerson, findPerson } from '../../engine/person-data.ts';
import type { Command } from '../command.ts';

const help = `Usage: npx xinqiao person export --phone NUMBER
       npx xinqiao person erase --phone NUMBER

export prints everything kept of the person who gave this number as their own, as JSON, to standard output: keep it as carefully as the
database. erase deletes what may be deleted, in every conversation of the person; case codes, colours, times and the log's chain stay, as does
the sealed address of the chat. Make sure first that it is this person who asks. Copies made by backup keep what they hold.
Stop the server first: the database is open in one process at a time.`;

/** `person`: the rights of 个人信息保护法 arts. 45 and 47 from the command line, across a person's conversations. */
export const personCommand: Command = {
  help,
  run: async (words) => {
    const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { phone: { type: 'string' } } });
    const [action] = positionals;
    const phone = values.phone?.replaceAll(/[\s-]/g, '') ?? '';
    if ((action !== 'export' && action !== 'erase') || positionals.length > 1 || phone === '') {
      console.error(help);
      return 2;
    }
    const config = readConfig(process.env);
    const file = databaseFile(config);
    if (!existsSync(file)) throw new XinqiaoError('not_found', `there is no database ${file}: set XINQIAO_DATA_DIR to its folder`);
    const store = await composeStore(config);
    try {
      const done = await store.transaction(async (tx) => {
        const found = await findPerson(tx, phone);
        if (found.length === 0) throw new XinqiaoError('not_found', 'nobody gave this number as their own');
        const now = systemClock.now();
        if (action === 'export') {
          const exported: unknown[] = [];
          for (const { id } of found) exported.push(await exportPerson(tx, id, now));
          return exported;
        }
        const media = composeMedia(config);
        for (const conversation of found) await erasePersonalData(media, tx, conversation, now);
        return found.map(({ id }) => id);
      });
      console.log(action === 'export' ? JSON.stringify(done, null, 2) : `erased in ${done.length} conversation(s)`);
    } finally {
      await store.close();
    }
    return 0;
  },
};
