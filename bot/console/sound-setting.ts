import { ref } from 'vue';

const key = 'xinqiao.console.sound';

/** The alarm may be heard; on unless this person turned it off on this machine. */
export const isSoundOn = ref(localStorage.getItem(key) !== 'off');

/** Turns the alarm on or off. */
export function setSound(on: boolean): void {
  isSoundOn.value = on;
  localStorage.setItem(key, on ? 'on' : 'off');
}
