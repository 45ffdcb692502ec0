import type { Site } from '../../core/site.ts';

/** A place in a text: as said, and the grid that it lies in where the site knows it. */
export type FoundPlace = { readonly place: string; readonly gridId: string | null; readonly confidence: number };

const detail =
  '(?:[东西南北]区)?(?:\\s?[0-9一二三四五六七八九十百]{1,4}(?:号楼|栋|幢|座|号院|号|单元|楼|层|室|组|排|队|户))*(?:\\s?[0-9]{1,3}[-–][0-9]{1,3}(?:[-–][0-9]{1,4})?)?(?:\\s?[0-9]{3,4}(?=室|,|。|,|$))?';
const written = new RegExp(
  `([\\u4e00-\\u9fa5]{2,8}?(?:小区|社区|家园|花园|公寓|家属院|大院|新村|新城|村|镇|街道|大街|路|巷|胡同|工地|市场|广场|商场|工业园|厂区|乡)(?:[\\u4e00-\\u9fa5]{0,4}(?:小区|社区|家园|花园|公寓|家属院|大院|新村|工地|口|门口))?${detail})`,
  'u',
);
/** A works, a station, a site named after 在. */
const workplace =
  /(?:在|到|去)([\u4e00-\u9fa5]{2,8}?(?:厂(?!里|长)|站(?!着|在)|煤矿|窑|项目部?|开发区|工业园|园区|桥头|路口|景区|修理铺|学校|幼儿园|饭店|超市))/u;
/** A kind of place without its name: said, but not enough to find it. */
const vague =
  /^(?:县|市|城|村|镇|乡|外地|本地|附近|当地|别|老家|里|上|建筑)?(?:里|上|内|边)?的?(?:小区|社区|家属院|村|镇|路|工地|市场|广场|厂区|胡同|巷)/u;
const notPlace =
  /^(?:我|俺|老乡|跟|这|那|全|一个|别的|外|农|整个|同|邻|进|满|走|半|上|下|回|出|年)|被|让|的|政府|请问|马上|未|有|房子|建设|老家|村委|修建|放|扣/u;
const leading = /^.*(?:我们?家?住在?|家住|住在?|就在|在|到|去|从|是|的|和|跟|给|我们|咱们|俺们|那个|这个|了)/u;

/** The place that a text names, mapped to the site's grids: the longest known name wins; otherwise anything written like an address. */
export function findPlace(text: string, site: Site): FoundPlace | null {
  let best: { readonly name: string; readonly gridId: string } | null = null;
  for (const grid of site.grids) {
    for (const name of grid.places) {
      if (text.includes(name) && (best === null || name.length > best.name.length)) best = { name, gridId: grid.id };
    }
  }
  if (best !== null) {
    const at = text.indexOf(best.name);
    const more = new RegExp(`^${best.name}(?:工地|[东西南北]门|门口|旁边|里头|附近)?${detail}`, 'u').exec(text.slice(at))?.[0] ?? best.name;
    return { place: more.trim(), gridId: best.gridId, confidence: 0.9 };
  }
  const match = written.exec(text) ?? workplace.exec(text);
  const place = (match?.[1] ?? '').replace(leading, '').trim();
  if (match === null || place.length < 3 || notPlace.test(place)) return null;
  const near = text.slice(Math.max(0, match.index - 3), match.index + match[0].length);
  const exact = /[省市县镇]|\d|号|栋|单元/u.test(place) || /住|家在|我们|咱们|在|[,。\s]|^.{0,1}$/u.test(near.slice(0, 3));
  return { place, gridId: null, confidence: vague.test(place) ? 0.45 : exact ? 0.65 : 0.5 };
}
