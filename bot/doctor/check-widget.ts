import { XinqiaoError } from '../../core/errors.ts';
import { type Finding, find, reach } from '../channels/finding.ts';
import type { Config } from '../config/read-config.ts';
import { loadSite } from '../site/load-site.ts';

/** The sources that a policy allows for a use: its own line, else the ones that stand in for it; `null` where nothing is said. */
function sourcesFor(policy: string, lines: readonly string[]): readonly string[] | null {
  const said = new Map(
    policy
      .split(';')
      .map((line) => line.trim().split(/\s+/))
      .map(([name = '', ...sources]) => [name.toLowerCase(), sources]),
  );
  const line = lines.find((name) => said.has(name));
  return line === undefined ? null : (said.get(line) ?? []);
}

function allows(sources: readonly string[] | null, { origin, protocol, host }: URL): boolean {
  if (sources === null) return true;
  return sources.some((source) => [origin, protocol, host, '*'].includes(source.replace(/\/$/, '')));
}

/** The page of a site that shows the widget: what its own policy forbids would leave a button that does nothing. */
async function checkSite(origin: string, ours: URL): Promise<readonly Finding[]> {
  const page = await reach(`${origin}/`);
  if (page === null) return [find('warning', 'widget_site_silent', { origin })];
  const policy = page.headers.get('content-security-policy') ?? '';
  const findings: Finding[] = [];
  if (!allows(sourcesFor(policy, ['script-src-elem', 'script-src', 'default-src']), ours))
    findings.push(find('fault', 'widget_site_policy', { origin, line: `script-src ${ours.origin}` }));
  if (!allows(sourcesFor(policy, ['frame-src', 'child-src', 'default-src']), ours))
    findings.push(find('fault', 'widget_site_policy', { origin, line: `frame-src ${ours.origin}` }));
  if (/microphone=\(\)/.test(page.headers.get('permissions-policy') ?? ''))
    findings.push(find('warning', 'widget_site_microphone', { origin }));
  return findings.length > 0 ? findings : [find('good', 'widget_site_good', { origin })];
}

/** Looks at the widget from outside: our frame and script as a proxy hands them on, and the policy of each site on the list. */
export async function checkWidgetSites(origins: readonly string[], publicUrl: string): Promise<readonly Finding[]> {
  if (origins.length === 0) return [find('good', 'widget_off')];
  const ours = new URL(publicUrl);
  const isMixed = ours.protocol === 'http:' && origins.some((origin) => origin.startsWith('https:'));
  const findings: Finding[] = isMixed ? [find('fault', 'widget_plain', { address: publicUrl })] : [];
  const [frame, script] = await Promise.all([reach(`${publicUrl}/embed.html`), reach(`${publicUrl}/widget.js`)]);
  if (frame === null || script === null)
    return [...findings, find('fault', 'callback_unreachable', { address: `${publicUrl}/embed.html` })];
  const ancestors = sourcesFor(frame.headers.get('content-security-policy') ?? '', ['frame-ancestors']) ?? [];
  const isOurs = frame.ok && script.ok && origins.every((origin) => ancestors.includes(origin));
  if (!isOurs) findings.push(find('fault', 'callback_wrong', { address: `${publicUrl}/embed.html` }));
  if (frame.headers.has('x-frame-options')) findings.push(find('fault', 'widget_frame_options', { address: publicUrl }));
  const corp = script.headers.get('cross-origin-resource-policy');
  if (corp !== null && corp !== 'cross-origin') findings.push(find('fault', 'widget_script_header', { address: publicUrl }));
  for (const origin of origins) findings.push(...(await checkSite(origin, ours)));
  return findings;
}

/** Looks at the widget of the configured site. Nothing where the site's settings cannot be read: that is said elsewhere. */
export async function checkWidget({ siteDir, publicUrl }: Pick<Config, 'siteDir' | 'publicUrl'>): Promise<readonly Finding[]> {
  try {
    return await checkWidgetSites(loadSite(siteDir, () => []).widget.origins, publicUrl);
  } catch (error) {
    if (error instanceof XinqiaoError) return [];
    throw error;
  }
}
