let audio: AudioContext | null = null;

/** Sounds two soft rising tones. Browsers stay mute until the person clicked once; then it is heard. */
export function soundAlarm(): void {
  soundTones([587, 784]);
}

/** Sounds like a telephone: one tone, three times. */
export function soundRing(): void {
  soundTones([660, 660, 660]);
}

function soundTones(tones: readonly number[]): void {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') void audio.resume();
  for (const [index, frequency] of tones.entries()) {
    const start = audio.currentTime + index * 0.28;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.22, start + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.26);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.27);
  }
}
