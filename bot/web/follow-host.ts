import type { ChatModel } from './chat-model.ts';
import type { HostLink } from './host-link.ts';

/** Keeps a framed page in step with the page around it: the focus when it is unfolded, what came while it was folded, Escape. Gives what must be called after every change. */
export function followHost(host: HostLink, model: ChatModel, deeds: { readonly enter: () => void; readonly hush: () => void }): () => void {
  let isUnfolded = false;
  let readUntil = 0;
  const countNews = (): void => {
    if (model.isLoading) return;
    if (isUnfolded) readUntil = model.lastSequence;
    host.tell({ xinqiao: 'news', count: model.lines.filter((line) => line.sequence > readUntil && line.from !== 'resident').length });
  };
  host.onUnfold = () => {
    isUnfolded = true;
    countNews();
    deeds.enter();
  };
  host.onFold = () => {
    isUnfolded = false;
    deeds.hush();
  };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && document.querySelector('.shade') === null) host.tell({ xinqiao: 'fold' });
  });
  return countNews;
}
