import { text } from './text.ts';

/** A span in words for a waiting time: `刚刚`, `5分`, `2小时10分`, `3天`. */
export function showElapsed(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const { minute, hour, day, justNow } = text.time;
  if (minutes < 1) return justNow;
  if (minutes < 60) return `${minutes}${minute}`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)}${hour}${minutes % 60 === 0 ? '' : `${minutes % 60}${minute}`}`;
  return `${Math.floor(minutes / 1440)}${day}`;
}

/** A running clock: `2分05秒`. */
export function showClock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds >= 3600) return showElapsed(milliseconds);
  return `${Math.floor(seconds / 60)}${text.time.minute}${String(seconds % 60).padStart(2, '0')}${text.time.second}`;
}
