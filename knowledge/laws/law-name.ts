/** Brings a law's name into the short form that the project uses: no 《》, no 中华人民共和国, full-width brackets, no year note. */
export function normaliseLawName(name: string): string {
  return name
    .trim()
    .replace(/^《(.*)》$/s, '$1')
    .replaceAll('〈', '《')
    .replaceAll('〉', '》')
    .replaceAll('中华人民共和国', '')
    .replace(/\s+/g, '')
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replace(/（(?:19|20)\d\d年?(?:修[订正]|修[订正]版|版|施行)?）/g, '')
    .replace(/（[^（）]*(?:修[订正]|修改)[^（）]*）$/, '');
}

/** The bare letters of a name, for comparing names that differ in brackets and quotation marks only. */
export function bareLawName(name: string): string {
  return normaliseLawName(name).replace(/[《》（）“”"'、，,\s]/g, '');
}
