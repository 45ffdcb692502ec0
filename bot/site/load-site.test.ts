import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSite } from './load-site.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinqiao-site-'));
  cpSync('site/default', folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function change(name: string, from: string | RegExp, to: string): void {
  const file = join(folder, name);
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${name} does not hold ${String(from)}`);
  writeFileSync(file, changed);
}

describe('loadSite', () => {
  it('reads the default site', () => {
    const site = loadSite(folder, () => []);
    expect(site.caseCodePrefix).toMatch(/^[A-Z]{2}$/);
    expect(site.grids.length).toBeGreaterThan(0);
  });

  it('names the file and the place of a fault', () => {
    change('hotlines.yaml', "opens: '08:00'", "opens: '8 Uhr'");
    expect(() => loadSite(folder, () => [])).toThrow(/hotlines\.yaml at hotlines\.\d+\.opens/);
  });

  it('names a file that is missing and one that is not YAML', () => {
    writeFileSync(join(folder, 'grids.yaml'), '- {a: [');
    expect(() => loadSite(folder, () => [])).toThrow(/grids\.yaml is not YAML/);
    rmSync(join(folder, 'roster.yaml'));
    rmSync(join(folder, 'grids.yaml'));
    expect(() => loadSite(folder, () => [])).toThrow(/cannot read .*grids\.yaml/);
  });

  it('refuses a grid of a community that is no office', () => {
    change('grids.yaml', /community: \w+/, 'community: nowhere');
    expect(() => loadSite(folder, () => [])).toThrow(/grids\.yaml: .* nowhere/);
  });

  it('takes the sites of the widget as bare origins of https only', () => {
    change('site.yaml', 'origins: []', 'origins: [https://www.liuquan.gov.cn/, http://localhost:8080]');
    expect(loadSite(folder, () => []).widget.origins).toEqual(['https://www.liuquan.gov.cn', 'http://localhost:8080']);
    for (const wrong of [
      'http://www.liuquan.gov.cn',
      'https://*.gov.cn',
      'https://a.gov.cn/service',
      'a.gov.cn',
      'https://a.gov.cn; script-src *',
    ]) {
      change('site.yaml', /origins: .*/, `origins: ["${wrong}"]`);
      expect(() => loadSite(folder, () => [])).toThrow(/site\.yaml at widget\.origins\.0: write an origin like/);
    }
  });

  it('lists what the rules of the roster find', () => {
    expect(() => loadSite(folder, () => ['roster.yaml: nobody is on duty on Monday at 03:00'])).toThrow(
      /1 faults:\n {2}roster\.yaml: nobody/,
    );
  });
});
