import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { SAMPLES } from '../../web/inspect/samples.ts';
import { expectAccessible, expectNoSideScroll } from './expectations.ts';
import { NARROW, WIDE, withBrowser } from './harness.ts';
import { picture } from './picture.ts';

const box = (page: Page): Locator => page.getByRole('textbox', { name: 'Token or proof' });
const part = (page: Page, name: string): Locator => page.getByRole('region', { name });
const verdict = (page: Page): Locator => part(page, 'What Holdfast says');
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click();
const choose = (page: Page, group: string, name: string): Promise<void> =>
  page.getByRole('radiogroup', { name: group }).getByText(name, { exact: true }).click();

async function takeSample(page: Page, name: string): Promise<void> {
  await press(page, 'Use a sample');
  await page.getByRole('menuitem', { name, exact: true }).click();
  await expect.poll(() => box(page).inputValue()).not.toBe('');
}

const OF_SAMPLES = [
  { sample: 'A good access token', is: 'Access token', says: '✓ Accepted' },
  { sample: 'An expired one', is: 'Access token', says: 'expired' },
  { sample: 'One for another API', is: 'Access token', says: 'audience_mismatch' },
  { sample: 'One that nobody signed', is: 'Access token', says: 'malformed_token' },
  { sample: 'One that a stranger signed', is: 'Access token', says: 'bad_signature' },
  { sample: 'An ID token', is: 'ID token', says: 'type_not_allowed' },
  { sample: 'An encrypted token', is: 'Encrypted token', says: 'encrypted_token' },
  { sample: 'A DPoP proof', is: 'DPoP proof', says: '✓ Accepted' },
  { sample: 'A proof that gives its key away', is: 'DPoP proof', says: 'proof_private_key' },
];

withBrowser('inspect', (tools) => {
  test.each(OF_SAMPLES)('a sample: $sample', async ({ sample, is, says }) => {
    const page = await tools.open('/inspect');
    await takeSample(page, sample);
    await page.getByRole('heading', { name: new RegExp(`^${is}`) }).waitFor();
    await verdict(page).getByText(says, { exact: true }).waitFor();
    expect(page.url()).toBe(`${tools.playground.page}/inspect`);
  });

  test('tries every sample', () => {
    expect(OF_SAMPLES.map(({ sample }) => sample)).toEqual(SAMPLES.map(({ title }) => title));
  });

  test('tells times in words, and what each claim means', async () => {
    const page = await tools.open('/inspect');
    await takeSample(page, 'An expired one');
    const row = page.getByRole('table', { name: 'Claims' }).getByRole('row', { name: /^exp/ });
    await row.getByText('expired 3 minutes ago').waitFor();
    const link = row.getByRole('link', { name: 'RFC 7519, 4.1.4' });
    expect(await link.getAttribute('href')).toBe(
      'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4',
    );
    await choose(page, 'Show header and claims', 'As JSON');
    await page.getByRole('region', { name: 'Claims as JSON' }).getByText('"exp"').waitFor();
  });

  test('sends what was pasted nowhere before it is asked to', async () => {
    const page = await tools.open('/inspect');
    await takeSample(page, 'An expired one');
    const token = await box(page).inputValue();
    await press(page, 'Clear');
    const sent: string[] = [];
    page.on('request', (request) => {
      sent.push(request.url() + JSON.stringify(request.headers()) + request.postData());
    });
    await box(page).fill(`Authorization: Bearer ${token}`);
    await verdict(page).getByText('✗ Refused').waitFor();
    expect(sent.filter((request) => request.includes(token.slice(-40)))).toEqual([]);

    await press(page, 'Ask the API');
    await page.getByText('Express answered: 401 Unauthorized').waitFor();
    expect(sent.filter((request) => request.includes(token.slice(-40)))).toHaveLength(1);
  });

  test('knows the current token and its key, and asks an API with a proof', async () => {
    const page = await tools.open('/request');
    await press(page, 'Get a DPoP token');
    await page.getByText('The current token: DPoP').waitFor();
    await page.getByRole('link', { name: /Inspect/ }).click();
    await press(page, 'Use the current token');
    await page.getByText('This is the current key.').waitFor();
    await verdict(page).getByText('✓ Accepted').waitFor();
    await choose(page, 'Framework', 'Hono');
    await press(page, 'Ask the API');
    await page.getByText('Hono answered: 200 OK').waitFor();
    expect(page.url()).toBe(`${tools.playground.page}/inspect?framework=hono`);
  });

  test('judges a proof for the request that one describes', async () => {
    const page = await tools.open('/inspect');
    await takeSample(page, 'A DPoP proof');
    await verdict(page).getByText('✓ Accepted').waitFor();
    await page.getByRole('textbox', { name: 'Method' }).fill('POST');
    await verdict(page).getByText('htm_mismatch').waitFor();
    await page.getByRole('textbox', { name: 'Method' }).fill('GET');
    await page.getByRole('textbox', { name: 'URL' }).fill('http://127.0.0.1:1/whoami');
    await verdict(page).getByText('htu_mismatch').waitFor();
    await page.getByRole('textbox', { name: 'Access token' }).fill('another');
    await press(page, 'Ask the API');
    await page.getByText('Express answered: 401 Unauthorized').waitFor();
  });

  test.each([
    { id: 'several', text: 'Bearer a.b.c\nDPoP: d.e.f', title: 'More than one' },
    { id: 'opaque', text: 'opaque', title: 'Not a JWT' },
    { id: 'unreadable', text: 'a.b.c', title: 'Almost a JWT' },
    { id: 'large', text: 'x'.repeat(64 * 1024 + 1), title: 'Too large' },
  ])('has words for what cannot be read: $id', async ({ text, title }) => {
    const page = await tools.open('/inspect');
    await page.getByRole('heading', { name: 'Nothing yet' }).waitFor();
    await box(page).fill(text);
    await page.getByRole('heading', { name: title }).waitFor();
  });

  test.each([
    { name: 'wide-light', view: { ...WIDE, colorScheme: 'light' } },
    { name: 'wide-dark', view: { ...WIDE, colorScheme: 'dark' } },
    { name: 'narrow-light', view: { ...NARROW, colorScheme: 'light' } },
    { name: 'narrow-dark', view: { ...NARROW, colorScheme: 'dark' } },
  ] as const)('for everybody: $name', async ({ name, view }) => {
    const page = await tools.open('/inspect', view);
    await takeSample(page, 'A proof that gives its key away');
    await verdict(page).getByText('✗ Refused').waitFor();
    await part(page, 'Thumbprints and hashes').waitFor();
    await expectAccessible(page);
    await expectNoSideScroll(page);
    await picture(page, `inspect-${name}`);
  });
});

withBrowser('inspect without a playground', (tools) => {
  test('cannot judge, and says so', async () => {
    const page = await tools.open('/inspect');
    await takeSample(page, 'A good access token');
    await verdict(page).getByText('✓ Accepted').waitFor();
    const token = await box(page).inputValue();
    await page.reload();
    await box(page).waitFor();
    await tools.playground.child.stop();

    await box(page).fill(token);
    await verdict(page).getByText('? It cannot tell').waitFor();
    await press(page, 'Ask the API');
    await page.getByRole('alert').getByText('Express does not answer.').waitFor();
    await takeSample(page, 'A good access token');
    await page.getByRole('alert').getByText('The playground does not answer.').waitFor();
  });
});
