import fc from 'fast-check';
import { isolated, markup, named } from '../../../cli/look/draw/markup';
import { anyText } from '../../support/any-text';

test('texts are escaped as contents and as values in quotes, and markup within markup stays', () => {
  const inner = markup`<b title="${'"><script>'}">${'<i> & "you"'}</b>`;
  expect(markup`<p>${inner}${1000}${undefined}${false}${['\'', '`']}</p>`.text)
    .toBe('<p><b title="&quot;&gt;&lt;script&gt;">&lt;i&gt; &amp; &quot;you&quot;</b>1000&#39;&#96;</p>');
});

test('what can\'t be seen is shown as an escape', () => {
  expect(named('gpj.\u202Eexe\u0000\n').text).toBe('<bdi dir="auto">gpj.\\u202eexe\\u0000\\n</bdi>');
});

test('no text has a sign of markup left, or one that turns the direction, but those that isolate it', () => {
  fc.assert(fc.property(anyText(40), (text) => {
    expect(markup`${text}`.text).not.toMatch(/[<>"'`]|&(?!(?:amp|lt|gt|quot|#39|#96);)|[\u202A-\u202E\u2066-\u2069\p{Cc}]/u);
    expect(isolated(text).text).toBe(`\u2068${markup`${text}`.text}\u2069`);
  }));
});
