import type { Citation } from '../../core/citation.ts';
import type { ResidentApi } from './api.ts';
import { showDialog } from './dialog.ts';
import { element, fill } from './element.ts';
import { text } from './text.ts';

/** `《民法典》第一千零七十九条`. */
export function nameCitation({ law, article }: Citation): string {
  return `《${law}》${article}`;
}

/** Opens the text of an article. */
export function showArticle(api: ResidentApi, citation: Citation): void {
  const body = element('div', { class: 'article', 'aria-live': 'polite' }, element('p', { class: 'muted' }, text.articleLoading));
  showDialog(nameCitation(citation), body);
  api.article(citation.law, citation.article).then(
    (found) => {
      const version = found.version === 'unknown' ? text.versionUnknown : found.version;
      fill(
        body,
        element('p', { class: 'muted' }, found.path),
        element('p', { class: 'article-text' }, found.text),
        element('p', { class: 'muted' }, `${text.articleVersion}:${version}${found.inForce ? '' : ` · ${text.repealed}`}`),
      );
    },
    () => fill(body, element('p', {}, text.articleMissing)),
  );
}
