/** The screens of the console. */
export const screens = ['talks', 'numbers', 'unknown', 'dead', 'doors', 'staff'] as const;

/** Where the person is: kept in the address, so that a reload and the back button keep it. */
export type Place = { readonly screen: (typeof screens)[number]; readonly conversationId: string | null };

/** Reads the place from the address. */
export function readPlace(): Place {
  const [screen, id] = location.hash.replace(/^#\/?/, '').split('/');
  if (screen === 'talks' && id !== undefined && id !== '') return { screen: 'talks', conversationId: id };
  const known = screens.find((name) => name === screen);
  return { screen: known ?? 'talks', conversationId: null };
}

/** Goes to a place. */
export function goTo(screen: Place['screen'], conversationId: string | null = null): void {
  location.hash = conversationId === null ? `/${screen}` : `/${screen}/${conversationId}`;
}
