import type { Finding } from '../../channels/finding.ts';
import { labels } from '../../console/labels.ts';
import { checkDoors } from '../../doctor/check-doors.ts';
import { checkHouse, checkSettings } from '../../doctor/check-house.ts';
import { checkSpeech } from '../../doctor/check-speech.ts';
import { checkWidget } from '../../doctor/check-widget.ts';
import { doctorText } from '../../doctor/doctor-texts.ts';
import type { Command } from '../command.ts';

const marks = { good: '✓', warning: '!', fault: '✗' } as const;

function print(findings: readonly Finding[]): number {
  for (const { kind, code, values } of findings) console.log(`  ${marks[kind]} ${doctorText(code, values)}`);
  return findings.filter(({ kind }) => kind === 'fault').length;
}

/** `doctor`: looks at the settings and each configured door, and says what to fix. */
export const doctorCommand: Command = {
  help: `Usage: npx xinqiao doctor

Checks the settings, the data folder, the site and each door that is switched on, over the network, and says in Chinese what to fix
(✓ good, ! look at it, ✗ fix it). Prints no secret, sends nothing to anybody. Exit code 1 where something must be fixed.`,
  run: async () => {
    const { config, findings } = checkSettings(process.env);
    let faults = print(findings);
    if (config !== null) {
      faults += print(checkHouse(config));
      faults += print(await checkSpeech(config));
      const widget = { door: 'web', findings: await checkWidget(config) } as const;
      for (const report of [...(await checkDoors(config, Date.now())), widget]) {
        if (report.door !== null) console.log(labels.channel[report.door]);
        faults += print(report.findings);
      }
    }
    console.log(faults === 0 ? doctorText('whole') : doctorText('broken', { count: faults }));
    return faults === 0 ? 0 : 1;
  },
};
