import { describe, expect, it } from 'vitest';
import { html, page } from '../server/authorization-server/pages/page.ts';

describe('html', () => {
  it.each([
    { id: 'markup', value: '<script>', expected: '<p>&#60;script&#62;</p>' },
    { id: 'quotes', value: `"'`, expected: '<p>&#34;&#39;</p>' },
    { id: 'ampersand', value: '&lt;', expected: '<p>&#38;lt;</p>' },
    { id: 'html', value: html`<b>${'<'}</b>`, expected: '<p><b>&#60;</b></p>' },
    {
      id: 'list of html',
      value: [html`<i></i>`, html`<b></b>`],
      expected: '<p><i></i><b></b></p>',
    },
  ])('escapes text and leaves html alone: $id', ({ value, expected }) => {
    expect(html`<p>${value}</p>`.html).toBe(expected);
  });
});

describe('page', () => {
  it('fetches nothing from elsewhere', () => {
    expect(page('Title', html`<p></p>`)).not.toMatch(/src=|href=|url\(|@import/);
  });
});
