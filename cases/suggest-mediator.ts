import type { Site } from '../core/site.ts';
import type { Ticket } from '../core/ticket.ts';
import { routeToOffice } from './route-to-office.ts';
import { caseText } from './words.ts';

/** Whom to give a case to, and why: `level` and `holder` as shown to staff. */
export type MediatorSuggestion = { readonly level: string; readonly holder: string; readonly why: readonly string[] };

type Candidate = {
  readonly level: 'industry' | 'grid' | 'community' | 'street' | 'county';
  readonly place: string;
  readonly person: string | null;
};

/** A grid worker with so many open cases is passed over for the community. */
const mostAtOnce = 8;

function candidatesFor(ticket: Ticket, site: Site): { readonly list: readonly Candidate[]; readonly first: Candidate['level'] } {
  const { grid, community, street, county, industryBody, first } = routeToOffice(site, ticket.disputeType, ticket.fields, ticket.urgency);
  const office = (level: Candidate['level'], found: Site['offices'][number] | null): readonly Candidate[] =>
    found === null ? [] : [{ level, place: found.name, person: found.leader }];
  const list: readonly Candidate[] = [
    ...(industryBody === null ? [] : [{ level: 'industry' as const, place: industryBody, person: null }]),
    ...(grid === null ? [] : [{ level: 'grid' as const, place: grid.name, person: grid.worker }]),
    ...office('community', community),
    ...office('street', street),
    ...office('county', county),
  ];
  return { list, first };
}

function namesIn({ fields }: Ticket): string {
  return ['applicant.name', 'applicant.others', 'respondent.name', 'respondent.others', 'story']
    .map((name) => String(fields[name]?.value ?? ''))
    .join('\n');
}

/**
 * The mediator whom place, kind of dispute and load point to. Nobody who is named in the matter is suggested (人民调解工作若干规定: who is party or
 * close to one stands aside); who has too many open cases is passed over for the level above. `open` are the other tickets still worked on.
 */
export function suggestMediator(ticket: Ticket, site: Site, open: readonly Ticket[]): MediatorSuggestion {
  const { list, first } = candidatesFor(ticket, site);
  const named = namesIn(ticket);
  const loadOf = (place: string): number =>
    open.filter(
      (other) => other.id !== ticket.id && routeToOffice(site, other.disputeType, other.fields, other.urgency).grid?.name === place,
    ).length;
  const why: string[] = [];
  for (const candidate of list.slice(
    Math.max(
      0,
      list.findIndex(({ level }) => level === first),
    ),
  )) {
    const { level, place, person } = candidate;
    if (person !== null && named.includes(person)) {
      why.push(caseText('whyAside', { person, place }));
      continue;
    }
    // Another body gets nobody's details without a separate yes (个人信息保护法 art. 23).
    if (level === 'industry' && ticket.fields.transfer_consent?.value !== 'agreed') {
      why.push(caseText('whyConsent', { place }));
      continue;
    }
    const load = level === 'grid' ? loadOf(place) : 0;
    if (load >= mostAtOnce) {
      why.push(caseText('whyBusy', { person: person ?? place, load }));
      continue;
    }
    const reason =
      level === 'industry'
        ? caseText('whyIndustry', { type: ticket.disputeType })
        : level === 'grid'
          ? caseText('whyGrid', { place, load })
          : caseText(ticket.fields.place === undefined ? 'whyNoPlace' : 'whyAbove', { place });
    return { level: caseText(level), holder: person === null ? place : `${place}(${person})`, why: [...why, reason] };
  }
  return { level: caseText('county'), holder: site.name, why: [...why, caseText('whyNoPlace', { place: '' })] };
}
