/** What the framed page tells the page around it. No word of the conversation is among it. */
type Told = { readonly xinqiao: 'ready' | 'fold' | 'leave' } | { readonly xinqiao: 'news'; readonly count: number };

/** The way to the page of the other site that shows this one in a frame. */
export interface HostLink {
  /** It unfolded us: the focus comes here. */
  onUnfold: () => void;
  onFold: () => void;
  tell(told: Told): void;
}

const leaveAnywayMs = 400;

/** Links to the page around; `null` where there is none. */
export function linkToHost(): HostLink | null {
  if (window.parent === window) return null;
  const link: HostLink = {
    onUnfold: () => undefined,
    onFold: () => undefined,
    // To whatever site it is: the server let only the sites of its list show us, and nothing here is secret.
    tell: (told) => window.parent.postMessage(told, '*'),
  };
  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source !== window.parent || typeof data !== 'object' || data === null) return;
    const said = (data as { readonly xinqiao?: unknown }).xinqiao;
    if (said === 'unfolded') link.onUnfold();
    if (said === 'folded') link.onFold();
  });
  return link;
}

/** For whoever must not be seen here: a blank page, and the back button does not return to this one. The page around goes too. */
export function leaveAtOnce(host: HostLink | null): void {
  document.documentElement.textContent = '';
  if (host === null) location.replace('about:blank');
  else {
    host.tell({ xinqiao: 'leave' });
    setTimeout(() => location.replace('about:blank'), leaveAnywayMs);
  }
}
