import { createPanel } from './create-panel.ts';
import { make, ringOnFocus, setStyle } from './shadow-element.ts';
import { widgetText } from './widget-text.ts';

/** The script tag that brought us here: its address names the server, its `data-` attributes the wishes of the site. */
function findScript(): HTMLScriptElement | null {
  const { currentScript } = document;
  if (currentScript instanceof HTMLScriptElement) return currentScript;
  return document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]');
}

const openKey = 'xinqiao.unfolded';

/** Whether the panel stands open, over the pages of the site, for as long as its tab. */
function rememberOpen(isOpen: boolean): void {
  try {
    if (isOpen) sessionStorage.setItem(openKey, '1');
    else sessionStorage.removeItem(openKey);
  } catch {
    // A site without storage: it opens folded on the next page.
  }
}

function wasOpen(): boolean {
  try {
    return sessionStorage.getItem(openKey) === '1';
  } catch {
    return false;
  }
}

function startWidget(script: HTMLScriptElement): void {
  const { label = widgetText.launch, side = 'right', leave = 'about:blank', lift = '20' } = script.dataset;
  const edge = side === 'left' ? 'left' : 'right';
  const root = make('div', { all: 'initial', display: 'block', position: 'static' }, { lang: 'zh-CN' });
  const shadow = root.attachShadow({ mode: 'open' });
  const launcher = make(
    'button',
    {
      position: 'fixed',
      'z-index': '2147483000',
      bottom: `${Number(lift) || 20}px`,
      [edge]: '20px',
      'min-height': '56px',
      padding: '8px 22px',
      border: '2px solid #fff',
      'border-radius': '28px',
      background: '#1d4b47',
      color: '#fff',
      font: '600 18px/1.4 "PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif',
      'box-shadow': '0 4px 16px rgba(20,30,28,.4)',
      cursor: 'pointer',
    },
    { type: 'button', 'aria-expanded': 'false', 'aria-label': label + widgetText.launchLabel },
    label,
  );
  const badge = make(
    'span',
    {
      display: 'none',
      'margin-left': '8px',
      padding: '0 8px',
      'border-radius': '12px',
      background: '#ffe3a8',
      color: '#22302e',
      'font-size': '15px',
    },
    { role: 'status' },
  );
  launcher.append(badge);
  ringOnFocus(launcher);

  const panel = createPanel({
    origin: new URL(script.src).origin,
    side: edge,
    onFold: () => {
      rememberOpen(false);
      setStyle(launcher, { display: 'inline-block' });
      launcher.setAttribute('aria-expanded', 'false');
      launcher.focus();
    },
    onNews: (count) => {
      const isNews = count > 0 && !panel.isUnfolded;
      badge.textContent = isNews ? `${count}${widgetText.news}` : '';
      setStyle(badge, { display: isNews ? 'inline' : 'none' });
      launcher.setAttribute('aria-label', isNews ? `${label}，${count}${widgetText.news}` : label + widgetText.launchLabel);
    },
    onLeave: () => {
      rememberOpen(false);
      location.replace(/^https:\/\//.test(leave) ? leave : 'about:blank');
    },
  });
  const unfold = (): void => {
    rememberOpen(true);
    launcher.setAttribute('aria-expanded', 'true');
    setStyle(launcher, { display: 'none' });
    panel.unfold();
  };
  launcher.addEventListener('click', unfold);
  shadow.append(launcher, panel.node);
  // Beside the body: a filter on the body (grey days of mourning) would move what is fixed in it.
  document.documentElement.append(root);
  if (wasOpen()) unfold();
}

const script = findScript();
if (script !== null && window.parent === window) {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => startWidget(script));
  else startWidget(script);
}
