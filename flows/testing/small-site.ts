import type { Site } from '../../core/site.ts';

const everyDay: Site['hotlines'][number]['days'] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** A made-up site, as small as a test can use. */
export const smallSite: Site = {
  id: 'test',
  name: '试验县综治中心',
  botName: '小试',
  county: '试验县',
  city: '试验市',
  caseCodePrefix: 'SY',
  phone: '0399-5550000',
  address: '试验路1号',
  offices: [
    { id: 'county', name: '试验县综治中心', level: 'county', parent: null, phone: '1', address: '', leader: '' },
    { id: 'street', name: '东街街道', level: 'street', parent: 'county', phone: '2', address: '', leader: '' },
    { id: 'lane', name: '柳巷社区', level: 'community', parent: 'street', phone: '3', address: '', leader: '' },
  ],
  grids: [{ id: 'g1', name: '柳巷一网格', community: 'lane', worker: '段小芳', phone: '4', places: ['柳巷', '柳巷小区'], rooms: [] }],
  hotlines: [
    {
      id: 'police',
      name: '公安报警',
      number: '110',
      use: 'police',
      opens: '00:00',
      closes: '24:00',
      days: everyDay,
      verifiedOn: '2026-11-01',
      note: '',
    },
    {
      id: 'psych',
      name: '心理援助热线',
      number: '12356',
      use: 'psych',
      opens: '08:00',
      closes: '02:00',
      days: everyDay,
      verifiedOn: '2026-11-01',
      note: '',
    },
    {
      id: 'labor',
      name: '人社服务热线',
      number: '12333',
      use: 'labor',
      opens: '08:30',
      closes: '18:00',
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      verifiedOn: '2026-11-01',
      note: '',
    },
  ],
  roster: {
    shifts: [
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00', people: ['a', 'b'], mode: 'seat' },
      { days: ['sat', 'sun'], from: '09:00', to: '17:00', people: ['c'], mode: 'seat' },
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '18:00', to: '08:00', people: ['b'], mode: 'call' },
      { days: ['sat', 'sun'], from: '17:00', to: '09:00', people: ['c'], mode: 'call' },
      { days: ['sat', 'sun'], from: '08:00', to: '09:00', people: ['c'], mode: 'call' },
    ],
    holidays: ['2026-10-01'],
    workdays: [],
    leader: 'boss',
    answerMinutes: { red: 5, orange: 30, yellow: 120, blue: 240 },
    sensitivePeriods: [],
    childReportMinutes: 30,
    redClock: { seen: 3, accepted: 5, contacted: 15 },
  },
  thresholds: { settleMs: 1500, disputeConfidence: 0.45, fieldConfidence: 0.6, reminderHours: 24 },
  industryMediation: { 物业纠纷: '试验县物业调委会' },
};
