/** What this browser remembers. Where storage is off (a private window), it lasts as long as the page. */
const fallback = new Map<string, string>();
const prefix = 'xinqiao.';

/** Tells whether what is remembered outlives this page. Not in a frame of another site where the browser blocks its storage. */
export function canRemember(): boolean {
  try {
    localStorage.setItem(`${prefix}probe`, '1');
    localStorage.removeItem(`${prefix}probe`);
    return true;
  } catch {
    return false;
  }
}

/** Reads a remembered text; `null` where there is none. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key) ?? fallback.get(key) ?? null;
  } catch {
    return fallback.get(key) ?? null;
  }
}

/** Remembers a text; an empty one is forgotten. */
export function remember(key: string, value: string): void {
  fallback.set(key, value);
  try {
    if (value === '') localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
  } catch {
    // The page goes on with its own memory.
  }
}

/** Forgets everything of the conversation; the reader's settings stay. */
export function forgetConversation(): void {
  for (const key of ['visitor', 'queue', 'draft', 'place', 'votes']) {
    fallback.delete(key);
    remember(key, '');
  }
}
