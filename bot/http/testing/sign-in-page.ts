import type { Page } from 'playwright-core';

/** Signs in at the console with a one-time password and sets a new one, as a person does. */
export async function signInAtConsole(page: Page, account: string, oneTime: string, password: string): Promise<void> {
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('密码', { exact: true }).fill(oneTime);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('现在的密码').fill(oneTime);
  await page.getByLabel('新密码', { exact: true }).fill(password);
  await page.getByLabel('再写一遍新密码').fill(password);
  await page.getByRole('button', { name: '保存并进入' }).click();
  await page.getByRole('button', { name: '接电话' }).waitFor();
}
