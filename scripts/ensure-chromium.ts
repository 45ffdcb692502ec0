import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where Debian, Ubuntu, Fedora and macOS put a Chromium that tests can drive. `CHROMIUM_PATH` names another. */
const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const hasChromium = (): boolean => places.some((place) => place !== undefined && existsSync(place));

function hasChineseFont(): boolean {
  const found = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return found.status === 0 && found.stdout.trim() !== '';
}

const wanted = [...(hasChromium() ? [] : ['chromium']), ...(process.platform !== 'linux' || hasChineseFont() ? [] : ['fonts-noto-cjk'])];
if (wanted.length > 0) {
  const canInstall = process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (canInstall) {
    console.log(`installing for the browser tests: ${wanted.join(' ')} (apt-get)`);
    execFileSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...wanted], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  if (!hasChromium()) {
    console.error(
      'The browser tests need Chromium. Install it (Debian: sudo apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH, then run again.',
    );
    process.exit(1);
  }
}
