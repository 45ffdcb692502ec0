/** A recording under way. */
export interface Recording {
  /** Ends it and gives what was said; `null` where nothing was. */
  finish(): Promise<Blob | null>;
  /** Ends it and forgets it. */
  cancel(): void;
}

/** The longest recording, in milliseconds. */
export const longestRecordingMs = 120_000;
const bitsPerSecond = 24_000;
const types = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

/** Tells whether this browser can record. Not on plain http, not on iOS before 14.3, not in some in-app browsers. */
export function canRecord(): boolean {
  return typeof MediaRecorder === 'function' && navigator.mediaDevices !== undefined && 'getUserMedia' in navigator.mediaDevices;
}

/** Starts to record speech. Rejects with `NotAllowedError` where the resident or the site around the page refuses the microphone. */
export async function startRecording(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
  const release = (): void => {
    for (const track of stream.getTracks()) track.stop();
  };
  try {
    const type = types.find((one) => MediaRecorder.isTypeSupported(one));
    const recorder = new MediaRecorder(stream, { ...(type === undefined ? {} : { mimeType: type }), audioBitsPerSecond: bitsPerSecond });
    const parts: Blob[] = [];
    const ended = new Promise<void>((resolve) => {
      recorder.onstop = () => resolve();
    });
    recorder.ondataavailable = (event) => {
      if (event.data.size > 0) parts.push(event.data);
    };
    recorder.start(1000);
    const stop = (): void => {
      if (recorder.state !== 'inactive') recorder.stop();
    };
    return {
      finish: async () => {
        stop();
        await ended;
        release();
        return parts.length === 0 ? null : new Blob(parts, { type: (recorder.mimeType || type || 'audio/webm').split(';')[0] ?? '' });
      },
      cancel: () => {
        stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}
