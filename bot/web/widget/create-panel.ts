import { make, ringOnFocus, setStyle } from './shadow-element.ts';
import { widgetText } from './widget-text.ts';

/** The panel with the framed page. */
export interface Panel {
  readonly node: HTMLElement;
  readonly isUnfolded: boolean;
  unfold(): void;
  fold(): void;
}

type PanelOptions = {
  /** Where Xinqiao is: `https://bridge.example`. */
  readonly origin: string;
  readonly side: 'left' | 'right';
  readonly onFold: () => void;
  readonly onNews: (count: number) => void;
  readonly onLeave: () => void;
};

const failsAfterMs = 12_000;
const narrow = '(max-width: 640px), (max-height: 560px)';
const font = '17px/1.6 "PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif';
const ink = '#22302e';
const bridge = '#1d4b47';

/** Makes the panel. The frame is loaded when it is first unfolded: a page that nobody asks anything costs nothing. */
export function createPanel({ origin, side, onFold, onNews, onLeave }: PanelOptions): Panel {
  const cover = make('div', {
    position: 'absolute',
    inset: '0',
    top: '0',
    left: '0',
    right: '0',
    bottom: '0',
    padding: '20px',
    'box-sizing': 'border-box',
    font,
    color: ink,
    background: '#f5f1e8',
  });
  const words = make('p', { margin: '0 0 16px' }, { role: 'status' }, widgetText.opening);
  const button = {
    display: 'inline-block',
    'min-height': '48px',
    'box-sizing': 'border-box',
    padding: '10px 18px',
    margin: '0 10px 10px 0',
    border: `1px solid ${bridge}`,
    'border-radius': '12px',
    font,
    'text-decoration': 'none',
    cursor: 'pointer',
  };
  const foldButton = make('button', { ...button, background: '#fff', color: bridge }, { type: 'button' }, widgetText.fold);
  const instead = make(
    'a',
    { ...button, display: 'none', background: bridge, color: '#fff' },
    { href: `${origin}/`, target: '_blank', rel: 'noopener' },
    widgetText.instead,
  );
  cover.append(words, instead, foldButton);
  const node = make(
    'div',
    { display: 'none', position: 'fixed', 'z-index': '2147483001', overflow: 'hidden', background: '#f5f1e8' },
    { role: 'dialog', 'aria-label': widgetText.panel },
  );
  const before = make('div', { position: 'absolute' }, { tabindex: '0' });
  const after = make('div', { position: 'absolute' }, { tabindex: '0' });
  node.append(before, cover, after);
  for (const one of [foldButton, instead]) ringOnFocus(one);

  const screen = window.matchMedia(narrow);
  let frame: HTMLIFrameElement | null = null;
  let isReady = false;
  let isUnfolded = false;

  const place = (): void => {
    const whole = {
      top: '0',
      right: '0',
      bottom: '0',
      left: '0',
      width: '100%',
      height: '100%',
      'border-radius': '0',
      'box-shadow': 'none',
    };
    const corner = {
      top: 'auto',
      bottom: '20px',
      left: side === 'left' ? '20px' : 'auto',
      right: side === 'right' ? '20px' : 'auto',
      width: '420px',
      height: 'min(720px, calc(100% - 40px))',
      'border-radius': '16px',
      'box-shadow': '0 8px 40px rgba(20,30,28,.35)',
    };
    setStyle(node, screen.matches ? whole : corner);
    // Over the whole screen of a phone it is a dialog of its own: the focus stays in it.
    node.setAttribute('aria-modal', String(screen.matches));
    for (const stop of [before, after]) stop.tabIndex = screen.matches ? 0 : -1;
  };
  const tell = (said: 'unfolded' | 'folded'): void => frame?.contentWindow?.postMessage({ xinqiao: said }, origin);
  const enter = (): void => {
    if (!isReady) {
      foldButton.focus();
      return;
    }
    frame?.focus();
    tell('unfolded');
  };
  const fail = (): void => {
    if (isReady) return;
    words.textContent = widgetText.failed;
    setStyle(instead, { display: 'inline-block' });
  };
  const load = (): void => {
    frame = make(
      'iframe',
      {
        position: 'absolute',
        top: '0',
        left: '0',
        width: '100%',
        height: '100%',
        border: '0',
        visibility: 'hidden',
        'color-scheme': 'light',
      },
      { src: `${origin}/embed.html`, title: widgetText.panel, allow: 'microphone; autoplay; clipboard-write' },
    );
    node.insertBefore(frame, after);
    setTimeout(fail, failsAfterMs);
  };
  const hear = ({ source, origin: from, data }: MessageEvent<unknown>): void => {
    if (frame === null || source !== frame.contentWindow || from !== origin) return;
    const told = data as { readonly xinqiao?: unknown; readonly count?: unknown } | null;
    if (told?.xinqiao === 'ready') {
      isReady = true;
      setStyle(frame, { visibility: 'visible' });
      setStyle(cover, { display: 'none' });
      if (isUnfolded) enter();
    }
    if (told?.xinqiao === 'fold') panel.fold();
    if (told?.xinqiao === 'leave') onLeave();
    if (told?.xinqiao === 'news' && typeof told.count === 'number') onNews(told.count);
  };

  const panel: Panel = {
    node,
    get isUnfolded() {
      return isUnfolded;
    },
    unfold: () => {
      isUnfolded = true;
      place();
      setStyle(node, { display: 'block' });
      if (frame === null) load();
      enter();
    },
    fold: () => {
      if (!isUnfolded) return;
      isUnfolded = false;
      tell('folded');
      setStyle(node, { display: 'none' });
      onFold();
    },
  };
  window.addEventListener('message', hear);
  screen.addListener(place);
  before.addEventListener('focus', enter);
  after.addEventListener('focus', enter);
  foldButton.addEventListener('click', panel.fold);
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') panel.fold();
  });
  return panel;
}
