/** Marks the page where the browser knows no `gap` in rows (Chrome before 84, iOS before 14.5): the style then puts margins in their place. */
export function markOldBrowser(): void {
  const probe = document.createElement('div');
  probe.style.cssText = 'display:flex;flex-direction:column;row-gap:1px;position:absolute';
  probe.append(document.createElement('div'), document.createElement('div'));
  document.body.append(probe);
  if (probe.scrollHeight !== 1) document.documentElement.classList.add('no-gap');
  probe.remove();
}
