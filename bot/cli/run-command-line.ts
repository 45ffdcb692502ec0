import { XinqiaoError } from '../../core/errors.ts';
import { loadEnvFile } from '../config/read-config.ts';
import type { Command } from './command.ts';

/** The commands by name; each is loaded only when it is called, so that the batch commands start fast. */
const commands: Readonly<Record<string, { readonly about: string; readonly load: () => Promise<Command> }>> = {
  triage: {
    about: 'JSON Lines {id, text} in, dispute type, route, urgency, risk, slots out',
    load: async () => (await import('./commands/triage.ts')).triageCommand,
  },
  search: {
    about: 'JSON Lines {id, question} in, the best articles out',
    load: async () => (await import('./commands/search.ts')).searchCommand,
  },
  answer: {
    about: 'JSON Lines {id, question} in, a cited answer or a refusal out',
    load: async () => (await import('./commands/answer.ts')).answerCommand,
  },
  verify: {
    about: 'JSON Lines {id, text} in, a verdict on every citation out',
    load: async () => (await import('./commands/verify.ts')).verifyCommand,
  },
  knowledge: {
    about: 'build, check or describe the knowledge index',
    load: async () => (await import('./commands/knowledge.ts')).knowledgeCommand,
  },
  chat: { about: 'talk to it in the terminal', load: async () => (await import('./commands/chat.ts')).chatCommand },
  serve: { about: 'serve the resident page and the staff console', load: async () => (await import('./commands/serve.ts')).serveCommand },
  call: { about: 'play a call from a file to a running server', load: async () => (await import('./commands/call.ts')).callCommand },
  drill: {
    about: 'play a red alert on a simulated clock and print each step with its time',
    load: async () => (await import('./commands/drill.ts')).drillCommand,
  },
  doctor: {
    about: 'check the settings and each door, and say what to fix',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
  backup: {
    about: 'write a consistent copy of the database to a file',
    load: async () => (await import('./commands/backup.ts')).backupCommand,
  },
  restore: { about: 'put a backup in place of the database', load: async () => (await import('./commands/restore.ts')).restoreCommand },
  staff: { about: 'add a staff account or reset its password', load: async () => (await import('./commands/staff.ts')).staffCommand },
  person: {
    about: 'export or erase everything that is kept of one person',
    load: async () => (await import('./commands/person.ts')).personCommand,
  },
  evals: { about: 'run the evaluation suites', load: async () => (await import('./commands/evals.ts')).evalsCommand },
};

function helpText(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const rows = Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`);
  return ['Usage: npx xinqiao COMMAND [options]', '', ...rows, '', 'npx xinqiao COMMAND --help tells more about one command.'].join('\n');
}

/** Runs one command line and gives the exit code: 0 done, 1 a fault that the message explains, 2 called in a wrong way. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(helpText());
    return 0;
  }
  const found = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (found === undefined) {
    console.error(`There is no command ${name}.\n\n${helpText()}`);
    return 2;
  }
  try {
    loadEnvFile();
    const command = await found.load();
    if (rest.includes('--help') || rest.includes('-h')) {
      console.log(command.help);
      return 0;
    }
    return await command.run(rest);
  } catch (error) {
    if (error instanceof XinqiaoError) {
      console.error(`${error.message} (${error.code})`);
      return 1;
    }
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      console.error(`${error.message}\nnpx xinqiao ${name} --help tells how it is called.`);
      return 2;
    }
    throw error;
  }
}
