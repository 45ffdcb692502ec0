import { accessSync, constants, mkdirSync } from 'node:fs';
import { XinqiaoError } from '../../core/errors.ts';
import { type Finding, find } from '../channels/finding.ts';
import { composeRules } from '../compose.ts';
import { type Config, readConfig } from '../config/read-config.ts';
import { fixFor } from './doctor-texts.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings; where one is wrong, a finding for each that the refusal names, and no config. */
export function checkSettings(environment: Environment): { readonly config: Config | null; readonly findings: readonly Finding[] } {
  try {
    return { config: readConfig(environment), findings: [find('good', 'settings_good')] };
  } catch (error) {
    if (!(error instanceof XinqiaoError)) throw error;
    // Those that are set stand before «is set but»; what is missing is to be filled in.
    const said = error.message.split(' is set but ').at(-1) ?? '';
    const names = [...new Set(said.match(/XINQIAO_[A-Z_]+|\bPORT\b/g) ?? [])];
    return { config: null, findings: names.map((name) => find('fault', 'settings_wrong', { name, fix: fixFor(name) })) };
  }
}

/** Looks at the data folder and the site's settings. */
export function checkHouse(config: Config): readonly Finding[] {
  const findings: Finding[] = [];
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    accessSync(config.dataDir, constants.R_OK | constants.W_OK);
    findings.push(find('good', 'data_good', { folder: config.dataDir }));
  } catch {
    findings.push(find('fault', 'data_unwritable', { folder: config.dataDir }));
  }
  try {
    composeRules(config);
    findings.push(find('good', 'site_good', { folder: config.siteDir }));
  } catch (error) {
    if (!(error instanceof XinqiaoError)) throw error;
    findings.push(find('fault', 'site_wrong', { folder: config.siteDir, detail: error.message }));
  }
  return findings;
}
