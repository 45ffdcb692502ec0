import { element, icon, icons } from './element.ts';
import { longestRecordingMs, type Recording, startRecording } from './recorder.ts';
import { text } from './text.ts';

/** What stands in the place of the writing field while somebody speaks. */
export interface RecordBar {
  readonly node: HTMLElement;
  /** Asks for the microphone and records. Resolves with what was said, or `null` where the resident gave it up or it could not be had. */
  record(): Promise<Blob | null>;
}

function describeFault(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return text.microphoneDenied;
  return name === 'NotFoundError' ? text.microphoneNone : text.microphoneFailed;
}

function writeTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Makes the bar; `say` shows what went wrong, `show` swaps it with the writing field. */
export function createRecordBar(say: (words: string) => void, show: (isShown: boolean) => void): RecordBar {
  const time = element('span', { class: 'record-time', 'aria-hidden': 'true' });
  const told = element('span', { class: 'off-screen', role: 'status' });
  const drop = element('button', { type: 'button', class: 'record-drop' }, text.recordDrop);
  const done = element('button', { type: 'button', class: 'main-button record-done' }, icon(icons.send), text.recordSend);
  const node = element(
    'div',
    { class: 'record-bar', role: 'group', 'aria-label': text.recording, hidden: true },
    element('span', { class: 'record-dot', 'aria-hidden': 'true' }),
    element('span', { class: 'record-words' }, text.recording),
    time,
    told,
    drop,
    done,
  );

  const waitForEnd = (recording: Recording): Promise<Blob | null> =>
    new Promise((resolve) => {
      const began = Date.now();
      const isFull = (): boolean => Date.now() - began >= longestRecordingMs;
      let ended: Promise<Blob | null> | null = null;
      const tick = (): void => {
        time.textContent = `${writeTime(Math.min(Date.now() - began, longestRecordingMs))} / ${writeTime(longestRecordingMs)}`;
        // What was said until then waits for the choice: sent or dropped.
        if (isFull() && ended === null) {
          ended = recording.finish();
          told.textContent = text.recordFull;
          say(text.recordFull);
        }
      };
      const timer = window.setInterval(tick, 500);
      const leave = (): void => {
        clearInterval(timer);
        window.removeEventListener('pagehide', giveUp);
        node.removeEventListener('keydown', onKey);
      };
      const giveUp = (): void => {
        leave();
        if (ended === null) recording.cancel();
        resolve(null);
      };
      const onKey = (event: KeyboardEvent): void => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        giveUp();
      };
      window.addEventListener('pagehide', giveUp);
      node.addEventListener('keydown', onKey);
      drop.onclick = giveUp;
      done.onclick = () => {
        leave();
        resolve(ended ?? recording.finish());
      };
      tick();
    });

  return {
    node,
    record: async () => {
      say(text.microphoneAsking);
      let recording: Recording;
      try {
        recording = await startRecording();
      } catch (error) {
        say(describeFault(error));
        return null;
      }
      say('');
      show(true);
      told.textContent = text.recordingNow;
      done.focus();
      const said = await waitForEnd(recording);
      told.textContent = '';
      show(false);
      return said;
    },
  };
}
