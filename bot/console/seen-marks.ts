import { reactive } from 'vue';

const key = 'xinqiao.console.seen';
const mostMarks = 500;

function read(): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
}

const marks = reactive(read());

/** Remembers up to which moment this person has seen a conversation. */
export function markSeen(conversationId: string, at: string): void {
  if ((marks[conversationId] ?? '') >= at) return;
  marks[conversationId] = at;
  const newest = Object.entries(marks)
    .sort((a, b) => (a[1] < b[1] ? 1 : -1))
    .slice(0, mostMarks);
  localStorage.setItem(key, JSON.stringify(Object.fromEntries(newest)));
}

/** Tells whether something was said since this person looked. */
export function isUnread(conversationId: string, lastAt: string): boolean {
  return (marks[conversationId] ?? '') < lastAt;
}
