import type { ResidentLine, ResidentView } from '../http/api-schema.ts';
import type { ResidentApi } from './api.ts';

/** What the page knows of the conversation. */
export interface ChatModel {
  readonly lines: readonly ResidentLine[];
  readonly view: ResidentView;
  readonly lastSequence: number;
  /** Nothing was read yet. */
  readonly isLoading: boolean;
  readonly hasFailed: boolean;
  /** Reads what is new; calls while one is under way lead to one more. */
  refresh(): void;
  /** Takes in what another way brought. */
  take(view: ResidentView): void;
}

const empty: ResidentView = { lines: [], waiting: [], owner: 'bot', who: null, progress: null };

/** Makes the model. `onChange` is called after every change. */
export function createChatModel(api: ResidentApi, onChange: () => void): ChatModel {
  let lines: ResidentLine[] = [];
  let view = empty;
  let isLoading = true;
  let hasFailed = false;
  let running = false;
  let again = false;

  const lastSequence = (): number => lines[lines.length - 1]?.sequence ?? 0;
  const take = (next: ResidentView): void => {
    const last = lastSequence();
    lines = [...lines, ...next.lines.filter((line) => line.sequence > last)];
    view = next;
    isLoading = false;
    hasFailed = false;
    onChange();
  };
  const refresh = async (): Promise<void> => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      try {
        take(await api.lines(lastSequence()));
      } catch {
        hasFailed = true;
        onChange();
        if (isLoading) setTimeout(() => void refresh(), 3000);
      }
    }
    running = false;
  };

  return {
    get lines() {
      return lines;
    },
    get view() {
      return view;
    },
    get lastSequence() {
      return lastSequence();
    },
    get isLoading() {
      return isLoading;
    },
    get hasFailed() {
      return hasFailed;
    },
    refresh: () => void refresh(),
    take,
  };
}
