import type { DisputeLabel } from '../core/dispute-type.ts';
import type { Fields } from '../core/field.ts';
import type { Site } from '../core/site.ts';
import type { Urgency } from '../core/urgency.ts';

type Office = Site['offices'][number];
type Grid = Site['grids'][number];

/** Who should take a case: the grid worker nearest to it, the offices above it, the body of its trade, and which of them first. */
export type CaseRouting = {
  readonly grid: Grid | null;
  readonly community: Office | null;
  readonly street: Office | null;
  readonly county: Office | null;
  readonly industryBody: string | null;
  readonly first: 'grid' | 'community' | 'street' | 'county' | 'industry';
};

function officeAbove(site: Site, office: Office | null): Office | null {
  return office?.parent == null ? null : (site.offices.find((other) => other.id === office.parent) ?? null);
}

function findGrid(site: Site, fields: Fields): Grid | null {
  const id = fields.grid?.value;
  const place = String(fields.place?.value ?? '');
  return (
    site.grids.find((grid) => grid.id === id) ??
    site.grids
      .flatMap((grid) => grid.places.filter((name) => place.includes(name)).map((name) => ({ grid, name })))
      .sort((a, b) => b.name.length - a.name.length)[0]?.grid ??
    null
  );
}

/** Finds the way from the place of a dispute: grid, community, street, county. Grave or large cases start higher. */
export function routeToOffice(site: Site, disputeType: DisputeLabel, fields: Fields, urgency: Urgency): CaseRouting {
  const grid = findGrid(site, fields);
  const community = grid === null ? null : (site.offices.find((office) => office.id === grid.community) ?? null);
  const street = officeAbove(site, community);
  const county = officeAbove(site, street) ?? site.offices.find((office) => office.level === 'county') ?? null;
  const industryBody = disputeType === 'none' ? null : (site.industryMediation[disputeType] ?? null);
  const people = Number(fields.people_count?.value ?? 0);
  let first: CaseRouting['first'] = 'grid';
  if (industryBody !== null) first = 'industry';
  else if (urgency === 'red' || people >= 10 || grid === null) first = street === null ? 'county' : 'street';
  else if (urgency === 'orange') first = 'community';
  return { grid, community, street, county, industryBody, first };
}
