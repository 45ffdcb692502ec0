const idPattern = /(?<!\d)\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g;
const oldIdPattern = /(?<!\d)\d{6}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/g;
const mobilePattern = /(?<!\d)1[3-9]\d(?:[-\s]?\d{4}){2}(?!\d)/g;
const landlinePattern = /(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)/g;
const cardPattern = /(?<!\d)(?:\d{4}[-\s]?){3,4}\d{1,4}(?!\d)/g;
const platePattern = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\s]?[A-Z0-9]{5,6}(?![A-Z0-9])/g;

/**
 * Covers personal details in a text before it leaves for a log, a prompt or a list: phones, identity numbers, bank cards, plates, and the
 * `names` that are known of this conversation. What is covered keeps its kind (`[电话]`), so that the text stays readable.
 */
export function maskPersonal(text: string, names: readonly string[] = []): string {
  let masked = text
    .replace(idPattern, '[证件号]')
    .replace(mobilePattern, '[电话]')
    .replace(landlinePattern, '[电话]')
    .replace(cardPattern, '[卡号]')
    .replace(oldIdPattern, '[证件号]')
    .replace(platePattern, '[车牌]');
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    if (name.length >= 2) masked = masked.replaceAll(name, '[姓名]');
  }
  return masked;
}
