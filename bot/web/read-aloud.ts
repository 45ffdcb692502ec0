import type { ResidentLine } from '../http/api-schema.ts';
import { recall, remember } from './browser-memory.ts';

/** Reads lines aloud with the voice of the phone. */
export interface ReadAloud {
  /** This browser has a voice. Some in-app browsers have none. */
  readonly isPossible: boolean;
  /** New lines are read by themselves; lasts over a reload. */
  readonly isOn: boolean;
  setOn(on: boolean): void;
  /** Reads a line, or stops where it is being read. */
  toggle(line: ResidentLine): void;
  /** Reads what came new, where that is switched on and nothing of danger was said: whoever threatens may be in the room. */
  hear(fresh: readonly ResidentLine[], all: readonly ResidentLine[]): void;
  stop(): void;
  /** Called with the id of the line that is being read, or `null`. */
  onChange: (id: string | null) => void;
}

const slower = 0.92;

/** A sentence at a time: some phones stop a long text in the middle. */
function splitSentences(words: string): readonly string[] {
  return (words.match(/[^。！？；\n]+[。！？；]?/g) ?? []).map((part) => part.trim()).filter((part) => part !== '');
}

/** A number to call is said figure by figure: 12348 is no sum. */
function spellNumbers(words: string, numbers: readonly string[]): string {
  const known = new Set(numbers.map((number) => number.replace(/\D/g, '')));
  const spell = (run: string): string => run.replace(/-/g, '').split('').join(' ');
  return words.replace(/\d[\d-]*\d/g, (run) => (known.has(run.replace(/\D/g, '')) || /^1\d{10}$/.test(run) ? ` ${spell(run)} ` : run));
}

/** Makes the reader. `numbers` are the lines to call. */
export function createReadAloud(numbers: () => readonly string[]): ReadAloud {
  const synthesis: SpeechSynthesis | undefined = window.speechSynthesis;
  let isOn = recall('aloud') === '1';
  let reading: string | null = null;

  const setReading = (id: string | null): void => {
    reading = id;
    reader.onChange(id);
  };
  const stop = (): void => {
    synthesis?.cancel();
    if (reading !== null) setReading(null);
  };
  const read = (line: ResidentLine): void => {
    if (synthesis === undefined) return;
    const voice = synthesis.getVoices().find(({ lang }) => /^(?:zh[-_]CN|cmn)/i.test(lang));
    const sentences = splitSentences(spellNumbers(line.text, numbers()));
    setReading(line.id);
    sentences.forEach((sentence, place) => {
      const utterance = new SpeechSynthesisUtterance(sentence);
      utterance.lang = 'zh-CN';
      utterance.rate = slower;
      if (voice !== undefined) utterance.voice = voice;
      const end = (): void => {
        if (place === sentences.length - 1 && reading === line.id) setReading(null);
      };
      utterance.onend = end;
      utterance.onerror = end;
      synthesis.speak(utterance);
    });
  };
  const reader: ReadAloud = {
    isPossible: synthesis !== undefined && typeof SpeechSynthesisUtterance === 'function',
    get isOn() {
      return isOn;
    },
    setOn: (on) => {
      isOn = on;
      remember('aloud', on ? '1' : '');
      if (!on) stop();
    },
    toggle: (line) => {
      const isSame = reading === line.id;
      stop();
      if (!isSame) read(line);
    },
    hear: (fresh, all) => {
      if (!isOn || all.some(({ quiet }) => quiet)) return;
      for (const line of fresh) if (line.from === 'bot' || line.from === 'staff') read(line);
    },
    stop,
    onChange: () => undefined,
  };
  window.addEventListener('pagehide', stop);
  return reader;
}
