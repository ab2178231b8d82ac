import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { id } from '#messages/id.ts';
import { Select } from './choice.tsx';
import { drawInFrame } from './frame.tsx';
import { sampleFrame } from './gallery/site.fixture.ts';

const drawn = (...options: Parameters<typeof Select>[0]['options'][number][]) =>
  drawInFrame(sampleFrame, () => renderToString(<Select name="pilih" label="Pilih" value='"b"' options={options} />));

describe('Select', () => {
  it('writes its choices with every text escaped once', () => {
    const html = drawn(
      { value: '<a>', label: 'A & B' },
      { label: 'R&D "x"', options: [{ value: '"b"', label: '</option><script>' }] },
    );
    expect(html).toContain('<option value="&lt;a>">A &amp; B</option>');
    expect(html).toContain('<optgroup label="R&amp;D &quot;x&quot;">');
    expect(html).toContain('<option value="&quot;b&quot;" selected>&lt;/option>&lt;script></option>');
  });

  it('begins with an empty choice and marks what cannot be chosen', () => {
    const html = drawn({ value: 'a', label: 'A', disabled: true });
    expect(html).toContain(`<option value="">${id.ui.choose}</option><option value="a" disabled>A</option>`);
  });
});
