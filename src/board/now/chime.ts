/** Two tones, loud enough for a room. */
export interface Chime {
  /** Whether the browser still waits for a click before it plays anything. */
  readonly isBlocked: boolean;
  readonly play: () => void;
  readonly close: () => void;
}

const TONES_HZ = [880, 660];
const TONE_SECONDS = 0.22;

/**
 * Makes its tones itself, so that no file is loaded.
 *
 * @param onChange called with the chime when it is blocked no longer
 */
export function createChime(onChange: (chime: Chime) => void): Chime {
  const audio = new AudioContext();
  const unblock = () => void audio.resume();
  const listening = new AbortController();
  const { signal } = listening;
  const describe = (): Chime => ({
    isBlocked: audio.state !== 'running',
    play: () => {
      for (const [index, hz] of TONES_HZ.entries()) playTone(audio, hz, audio.currentTime + index * TONE_SECONDS);
    },
    close: () => {
      listening.abort();
      void audio.close();
    },
  });
  document.addEventListener('pointerdown', unblock, { signal });
  document.addEventListener('keydown', unblock, { signal });
  audio.addEventListener('statechange', () => onChange(describe()), { signal });
  return describe();
}

function playTone(audio: AudioContext, hz: number, at: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = hz;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + TONE_SECONDS);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + TONE_SECONDS);
}
