import { startPage } from './start-page.ts';
import { readVisitorToken } from './visitor-token.ts';

void readVisitorToken().then(startPage);
