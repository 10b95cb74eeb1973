// SPDX-License-Identifier: MIT
// Ten pages as newsrooms build them, each with the traps of its kind for a box from elsewhere.

export interface Template {
  name: string;
  /** Headers that the page comes with. */
  headers?: Record<string, string>;
  /** Further files: path to text. */
  files?: Record<string, string>;
  html: string;
}
const fonts = ['naskh', 'kufi'].flatMap(face => [400, 700].map(weight =>
  `@font-face{font-family:"Noto ${face === 'naskh' ? 'Naskh' : 'Kufi'} Arabic";font-weight:${weight};src:url(/fonts/noto-${face}-arabic-arabic-${weight}-normal.woff2)}`)).join('');
const naskh = 'font-family:"Noto Naskh Arabic",serif', kufi = 'font-family:"Noto Kufi Arabic",sans-serif';

/** `title`, `story`: the article's, as HTML. `episode`: where its episode is. */
export function templates(title: string, story: string, episode: string): Template[] {
  const tag = (more = '') => `<mujaz-player src="${episode}" queue="/queue" ${more}></mujaz-player>`;
  const page = (name: string, css: string, body: string, more: {html?: string; headers?: Record<string, string>; head?: string; files?: Record<string, string>; inline?: boolean} = {}): Template => ({
    name, headers: more.headers ?? {}, files: {...more.files, ...(more.inline === false ? {[`/${name}.css`]: fonts + css} : {})},
    html: `<!DOCTYPE html><html ${more.html ?? 'lang="ar" dir="rtl"'}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>${more.inline === false ? `<link rel="stylesheet" href="/${name}.css">` : `<style>${fonts}${css}</style>`}${more.head ?? ''}
<script src="/player.js"></script></head>${body}</html>`,
  });
  const date = '<p class="date">مرسى الياسمين · 11 فبراير/شباط 2025</p>';
  return [
    page('block-theme', `:root{--wp--style--block-gap:1.5rem}body{margin:0;${naskh};font-size:1.15rem;line-height:1.9;color:#1a1a1a}
      .is-layout-constrained>*{max-width:645px;margin-inline:auto}.is-layout-constrained>*+*{margin-block-start:1.5rem}
      .wp-site-blocks{padding:2rem}h1{${kufi};font-size:clamp(1.6rem,4vw,2.3rem);line-height:1.5}a{color:inherit}`,
      `<body class="wp-site-blocks"><main class="is-layout-constrained"><h1 class="wp-block-post-title">${title}</h1>${date}${tag()}<div class="entry-content">${story}</div></main></body>`),
    page('amp-like', `*{box-sizing:border-box}body{margin:0;font:16px/1.7 ${naskh.slice(12)};color:#222}header{background:#b3261e;color:#fff;padding:.8rem 1rem;font-weight:700}
      article{padding:0 1rem;max-width:40rem;margin:0 auto;overflow:hidden}h1{font-size:1.5rem;line-height:1.6}`,
      `<body><header>أخبار السرو</header><article><h1>${title}</h1>${tag('height="470"')}${story}</article></body>`),
    page('bootstrap-rtl', `*,::after,::before{box-sizing:border-box}body{margin:0;${kufi};font-size:1rem;line-height:1.5;color:#212529;background:#fff}
      .container{max-width:960px;margin:auto;padding:1rem 12px}.row{display:flex;flex-wrap:wrap;gap:24px}.col-8{flex:1 1 560px;min-width:0}.col-4{flex:1 1 220px;background:#f8f9fa;padding:1rem}
      button,input,select{font-family:inherit;margin:0}h1{font-weight:500;line-height:1.4;font-size:1.9rem}label{display:inline-block}p{margin:0 0 1rem}`,
      `<body><div class="container"><div class="row"><div class="col-8"><h1>${title}</h1>${tag()}<article>${story}</article></div><aside class="col-4">الأكثر قراءة</aside></div></div></body>`),
    page('tailwind', `*,::after,::before{box-sizing:border-box;border:0 solid #e5e7eb}html{line-height:1.5}body{margin:0;line-height:inherit;${kufi};background:#fff}
      h1,p,ol,ul{font-size:inherit;font-weight:inherit;margin:0}ol,ul{list-style:none;padding:0}button{background:transparent}svg{display:block}
      .prose{max-width:65ch;margin:0 auto;padding:1.5rem;color:oklch(37.3% .034 259.733)}.prose p{margin-block:1.25em;line-height:1.75}.text-3xl{font-size:1.875rem;font-weight:800;margin-bottom:1rem}.rounded{border-radius:.75rem;overflow:hidden}
      mujaz-player{--mujaz-accent:#4338ca;--mujaz-paper:#f5f5ff;--mujaz-radius:.6rem}`,
      `<body><article class="prose"><h1 class="text-3xl">${title}</h1><div class="rounded">${tag()}</div>${story}</article></body>`),
    page('tables', `body{margin:0;font:14px Tahoma,"Noto Kufi Arabic",sans-serif;background:#dde4ea}td{vertical-align:top}font{color:#003366}`,
      `<body><center><table width="100%" style="max-width:980px" bgcolor="white" cellpadding="8"><tr><td colspan="2" align="center" bgcolor="#003366"><font style="color:#fff">أخبار السرو</font></td></tr>
      <tr><td align="center"><font size="5"><b>${title}</b></font><br>${tag()}<div align="justify">${story}</div></td><td width="20%" bgcolor="#f0f0f0">إعلان</td></tr></table></center></body>`),
    page('dark', `body{margin:0;background:#101418;color:#d7dde3;${naskh};font-size:18px;line-height:1.9}article{max-width:42rem;margin:auto;padding:1.5rem}h1{${kufi};font-size:1.8rem;line-height:1.6;color:#fff}`,
      `<body><article><h1>${title}</h1>${date}${tag()}${story}</article></body>`),
    page('strict-csp', `body{margin:0 auto;max-width:42rem;padding:1rem;${naskh};line-height:1.9;font-size:18px}h1{${kufi};font-size:1.6rem}`,
      `<body><article><h1>${title}</h1>${tag()}${story}</article></body>`, {inline: false, headers: {
        'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; media-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types lit-html"}}),
    page('reset', `*{margin:0;padding:0;border:0;box-sizing:content-box;font:inherit;line-height:1;letter-spacing:.06em;text-align:justify;color:#333;background:transparent;list-style:none;outline:0;transition:all .3s}
      body{${naskh};font-size:10px;max-width:640px;margin:0 auto;padding:16px}h1{font-size:26px;line-height:1.6;margin-bottom:12px}article p{font-size:17px;line-height:1.9;margin-bottom:14px}`,
      `<body><article><h1>${title}</h1>${tag()}${story}</article></body>`),
    page('left-to-right', `body{margin:0 auto;max-width:42rem;padding:1.5rem;font:17px/1.6 Georgia,serif;color:#222}h1{font-size:1.6rem}`,
      `<body><article><h1>Sarw river talks to resume</h1><p>Arabic summary of the story, with its sound:</p>${tag('lang="ar"')}<p>The two republics agreed on Tuesday to resume talks.</p><div lang="ar" dir="rtl">${story}</div></article></body>`,
      {html: 'lang="en" dir="ltr"'}),
    page('frame-in-frame', `body{margin:0 auto;max-width:44rem;padding:1rem;${naskh};font-size:18px;line-height:1.9}iframe{display:block;inline-size:100%;block-size:640px;border:0}h1{${kufi};font-size:1.6rem}`,
      `<body><article><h1>${title}</h1><iframe title="الملخص" src="/frame-outer"></iframe>${story}</article></body>`, {files: {
        '/frame-outer': '<!DOCTYPE html><html lang="ar" dir="rtl"><style>body{margin:0}iframe{display:block;width:100%;height:640px;border:0}</style><title>إطار</title><body><iframe title="الملخص" src="/frame-inner"></iframe></body></html>',
        '/frame-inner': `<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>الملخص</title><style>${fonts}body{margin:0;${naskh}}</style><script src="/player.js"></script></head><body>${tag()}</body></html>`,
      }}),
  ];
}

/** Title and text of a page like examples/article.html. */
export function storyOf(html: string): {title: string; story: string} {
  const story = /<div class="post-content">([\s\S]*?)<\/div>\s*<div class="tags">/.exec(html)?.[1] ?? '';
  return {title: /<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? '', story: story.replace(/<div class="(ad-slot|related-inline)">[\s\S]*?<\/div>/g, '')};
}
