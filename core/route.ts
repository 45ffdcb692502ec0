/** Where a message can go (ARCHITECTURE.md, Words). Several are allowed, the primary first. */
export const routes = [
  'emergency_110',
  'emergency_120',
  'psych_line',
  'human_duty',
  'dv_protection',
  'minor_protection',
  'mediator_grid',
  'mediator_community',
  'mediator_street',
  'industry_mediation',
  'labor_12333',
  'consumer_12315',
  'admin_12345',
  'legal_qa',
  'lawsuit_guidance',
  'judicial_confirmation',
  'case_status',
  'supervisor_complaint',
  'privacy_request',
  'refuse_out_of_scope',
] as const;

/** One place a message can go. */
export type Route = (typeof routes)[number];
