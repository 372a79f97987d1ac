import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE_HTML } from '../../../src/openapi/page-text.js';
import { start } from '../support/command.js';

const service = start(['serve'], '', { PORT: '0' });
let browser: Browser | undefined;
let url = '';

beforeAll(async () => {
  const said = await service.until('"event":"listening"');
  url = `http://127.0.0.1:${/"port":(\d+)/.exec(said)?.[1]}`;
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu'],
    headless: true,
  });
});
afterAll(async () => {
  await browser?.close();
  service.signal('SIGTERM');
  await service.ended;
});

/** Waits for an expression to be true; the page's policy refuses the polling of Playwright, which evaluates texts. */
const until = (page: Page, expression: string): Promise<void> =>
  expect.poll(() => page.evaluate(`Boolean(${expression})`), { timeout: 15_000 }).toBe(true);

/** A page at /docs, with everything it asked for and everything it objected to. */
const opened = async (): Promise<{ page: Page; asked: string[]; errors: string[] }> => {
  if (!browser) throw new Error('no browser');
  const page = await browser.newPage();
  const asked: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`${url}/docs`);
  await until(page, 'document.querySelectorAll("#route option").length > 5');
  return { page, asked, errors };
};

const tabTo = async (page: Page, id: string): Promise<void> => {
  for (let presses = 0; presses < 40; presses += 1) {
    if ((await page.evaluate('document.activeElement?.id')) === id) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${id}`);
};

describe('/docs', () => {
  it('names no resource of another place, and no style or script in the page', () => {
    expect(PAGE_HTML).not.toMatch(/https?:|\/\/|style=| on[a-z]+=|<style|<script>/);
  });

  it('sends an example with the keyboard alone and shows the answer', async () => {
    const { page, asked, errors } = await opened();
    await tabTo(page, 'route');
    await page.keyboard.type('POST /v1/validate');
    await until(page, 'document.getElementById("route").selectedOptions[0].text.includes("validate")');
    await tabTo(page, 'example');
    await page.keyboard.type('seed-training');
    await until(page, 'document.getElementById("body").value.includes("schemaVersion")');
    await tabTo(page, 'send');
    await page.keyboard.press('Enter');
    await until(page, '!document.getElementById("answer").hidden');
    expect(JSON.parse((await page.textContent('#answer')) ?? '')).toMatchObject({ outcome: 'valid' });
    expect(await page.textContent('#status')).toMatch(/^200 OK in /);
    expect(await page.evaluate('document.activeElement?.id')).toBe('answer-heading');
    expect(await page.textContent('#curl')).toContain('/v1/validate');
    expect(errors).toEqual([]);
    expect(asked.filter((one) => !one.startsWith(`${url}/`))).toEqual([]);
    await page.close();
  });

  it('makes a body of rows for price, and shows an error as one', async () => {
    const { page } = await opened();
    await page.selectOption('#route', { index: 2 });
    await page.selectOption('#example', 'seed-inference');
    await until(page, 'document.getElementById("body").value.includes("shareFraction")');
    await page.click('#send');
    await until(page, '!document.getElementById("answer").hidden');
    expect(JSON.parse((await page.textContent('#answer')) ?? '')).toMatchObject({ outcome: 'priced' });
    await page.fill('#body', '{"problem": ');
    await page.click('#send');
    await until(page, 'document.getElementById("status").textContent.startsWith("400")');
    expect(await page.getAttribute('#status', 'class')).toBe('wrong');
    expect(await page.textContent('#answer')).toContain('bad-json');
    await page.close();
  });

  it('has a name for every field', async () => {
    const { page } = await opened();
    const nameless = await page.evaluate(
      '[...document.querySelectorAll("input, select, textarea")].filter((one) => one.labels.length === 0).map((one) => one.id)',
    );
    expect(nameless).toEqual([]);
    await page.close();
  });

  it('may load nothing from elsewhere', async () => {
    const { page } = await opened();
    const refusals = async (script: string): Promise<unknown> =>
      page.evaluate(
        `new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
          ${script};
        })`,
      );
    expect(await refusals(`fetch('http://127.0.0.1:9/').catch(() => {})`)).toBe('connect-src');
    const add = (name: string, set: string): string =>
      `const one = document.createElement('${name}'); ${set}; document.body.append(one)`;
    expect(await refusals(add('script', `one.textContent = 'window.ran = 1'`))).toBe('script-src-elem');
    expect(await refusals(add('img', `one.src = 'http://127.0.0.1:9/x.png'`))).toBe('img-src');
    expect(await page.evaluate('window.ran')).toBeUndefined();
    await page.close();
  });
});
