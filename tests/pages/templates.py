# SPDX-License-Identifier: GPL-3.0-or-later
"""One function a page: the page's bytes, and the paragraphs and facts that a reader would take from it."""
import html, json, re

PAGES = []


def page(function):
    PAGES.append(function)
    return function


def bare(text): return re.sub(r'\[\[|\]\]', '', text)


def linked(text): return re.sub(r'\[\[(.*?)\]\]', r'<a href="/tag/1">\1</a>', html.escape(text, quote=False))


def texts(story, *, heads=True): return [bare(t) for k, t in story['body'] if heads or k != 'h']


def body(story, between={}, h='h2', p='p', q='<blockquote><p>{}</p></blockquote>'):
    """The story as elements; `between`: what stands after its n-th piece."""
    out, items = [], []
    def flush():
        if items: out.append('<ul>' + ''.join(f'<li>{i}</li>' for i in items) + '</ul>')
        items.clear()
    for number, (kind, text) in enumerate(story['body']):
        if kind == 'li':
            items.append(linked(text))
            continue
        flush()
        out.append(dict(p=f'<{p}>{{}}</{p}>', h=f'<{h}>{{}}</{h}>', q=q)[kind].format(linked(text)))
        out.append(between.get(number, ''))
    flush()
    return '\n'.join(x for x in out if x)


def lines(story, end='<br><br>\n'): return end.join(linked(t) for _, t in story['body'])


def ld(**object):
    text = json.dumps({'@context': 'https://schema.org', **object}, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


def article_ld(story, kind='NewsArticle', **more):
    return ld(**{'@type': kind, 'headline': story['title'], 'author': {'@type': 'Person', 'name': story['byline']},
                 'articleSection': story['section'], **more})


def meta(**named):
    return ''.join(f'<meta property="{key.replace("__", ":")}" content="{html.escape(value)}">' for key, value in named.items())


def doc(head, content, attributes='lang="ar" dir="rtl"', body_class=''):
    return (f'<!DOCTYPE html>\n<html {attributes}><head><meta charset="utf-8">{head}</head>\n'
            f'<body{f" class={chr(34)}{body_class}{chr(34)}" if body_class else ""}>\n{content}\n</body></html>\n')


def found(html_, story, paragraphs=None, **facts):
    return dict(html=html_, paragraphs=texts(story) if paragraphs is None else paragraphs, facts={'title': story['title'], **facts})


NEWS = ['طرقات المدينة القديمة تستعيد أشجارها', 'كيف تحمي هاتفك من حر الصيف؟', 'خمسة كتب عن البحر لا تفوتها', 'أسعار الخضر في سوق المرسى اليوم',
        'صياد يعثر على جرة عمرها ألف عام', 'لماذا تأخر المطر هذا العام؟', 'مواعيد مباريات الأسبوع', 'سكان الجبل يستقبلون أول الثلج']


def links(names=NEWS[:4], tag='li', inner=''): return ''.join(f'<{tag}><a href="/n/{i}">{inner}{n}</a></{tag}>' for i, n in enumerate(names))


NAV = '<nav class="main-nav"><ul>' + links(['الرئيسية', 'محليات', 'اقتصاد', 'رياضة', 'ثقافة', 'رأي', 'فيديو']) + '</ul></nav>'
FOOT = '<footer><ul>' + links(['من نحن', 'اتصل بنا', 'سياسة الخصوصية', 'شروط الاستخدام']) + '</ul><p>جميع الحقوق محفوظة © 2025</p></footer>'
SHARE = '<div class="share-buttons"><span>شارك</span> <a href="#f">فيسبوك</a> <a href="#x">إكس</a> <a href="#w">واتساب</a></div>'
MOST_READ = '<aside class="sidebar"><h3>الأكثر قراءة</h3><ol>' + links(NEWS[2:7]) + '</ol></aside>'
COOKIES = '<div class="cookie-consent" role="dialog"><p>نستخدم ملفات تعريف الارتباط لتحسين تجربتك، وبمتابعة التصفح فإنك توافق على سياستنا.</p><button>موافق</button></div>'
COMMENTS = ('<div id="comments" class="comments-area"><h3>تعليقان</h3><ol><li><b>قارئ من المرسى</b><p>خبر جميل، وننتظر المزيد من هذه الأعمال في أحيائنا كلها.</p></li>'
            '<li><b>أم سالم</b><p>نرجو أن تصل هذه الخدمة إلى القرى البعيدة أيضا، فقد تعبنا من الانتظار.</p></li></ol><form><label>اترك تعليقا</label><textarea></textarea></form></div>')
LETTER = '<div class="newsletter-box"><h4>النشرة البريدية</h4><p>اشترك في نشرتنا لتصلك أهم الأخبار كل صباح إلى بريدك.</p><input type="email"><button>اشترك</button></div>'
AUTHOR_BOX = '<div class="author-box"><img alt=""><h4>عن الكاتب</h4><p>صحفي يكتب في شؤون المدن منذ عشر سنوات، وصدرت له ثلاثة كتب.</p></div>'


# --- WordPress

@page
def wp_twenty_classic(s):
    also = f'<p><strong>اقرأ أيضا: <a href="/n/1">{NEWS[0]}</a></strong></p>'
    return found(doc(f'<title>{s["title"]} – صحيفة المرفأ</title><link rel="canonical" href="https://marfa.example/2025/02/gardens/">', f'''
<div id="page" class="hfeed site"><header id="masthead" class="site-header"><a href="/">صحيفة المرفأ</a>{NAV}</header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-71" class="post-71 post type-post status-publish format-standard hentry category-local">
<header class="entry-header"><h1 class="entry-title">{s["title"]}</h1></header>
<div class="entry-content">{body(s, {1: also})}</div>
<footer class="entry-footer"><span class="posted-on">نُشر في <time class="entry-date published" datetime="2025-02-09T10:30:00+03:00">9 فبراير، 2025</time><time class="updated" datetime="2025-02-09T12:00:00+03:00">9 فبراير، 2025</time></span>
<span class="byline"><span class="author vcard"><a class="url fn n" href="/author/l">{s["byline"]}</a></span></span><span class="cat-links">التصنيفات <a href="/c/l" rel="category tag">{s["section"]}</a></span></footer></article>
<nav class="navigation post-navigation"><a href="/p" rel="prev">السابق {NEWS[1]}</a><a href="/x" rel="next">التالي {NEWS[2]}</a></nav>{COMMENTS}</main></div>{MOST_READ}</div>{FOOT}</div>'''),
        s, url='https://marfa.example/2025/02/gardens/', published='2025-02-09T10:30:00+03:00', modified='2025-02-09T12:00:00+03:00', byline=s['byline'], section=s['section'])


@page
def wp_block_theme(s):
    return found(doc(f'<title>{s["title"]}</title>' + meta(og__type='article', og__title=s['title'], og__site_name='ديوان الضفة', og__url='https://diwan.example/rates',
                     article__published_time='2025-03-04T08:00:00+00:00'), f'''
<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">ديوان الضفة</a></p><nav class="wp-block-navigation"><ul>{links()}</ul></nav></header>
<main class="wp-block-group"><h1 class="wp-block-post-title">{s["title"]}</h1><div class="wp-block-post-date"><time datetime="2025-03-04T11:00:00+03:00">4 مارس، 2025</time></div>
<figure class="wp-block-image"><img src="/b.jpg" alt=""><figcaption class="wp-element-caption">مبنى البنك المركزي في وسط العاصمة، كما بدا صباح الثلاثاء.</figcaption></figure>
<div class="entry-content wp-block-post-content is-layout-constrained">{body(s, {2: f'<figure class="wp-block-embed"><blockquote class="wp-embedded-content"><a href="/n/3">{NEWS[3]}</a></blockquote></figure>'})}</div>
<div class="wp-block-group"><div class="taxonomy-post_tag wp-block-post-terms"><a href="/t/1" rel="tag">فائدة</a>, <a href="/t/2" rel="tag">بنوك</a></div></div></main>
<footer class="wp-block-template-part"><p>يعمل بكل فخر بواسطة ووردبريس</p></footer></div>'''),
        s, publisher='ديوان الضفة', url='https://diwan.example/rates', published='2025-03-04T08:00:00Z', kind='news')


@page
def wp_newspaper_theme(s):
    inner = f'<div class="td-a-rec td-a-rec-id-content_inline"><span class="td-adspot-title">- إعلان -</span></div>'
    return found(doc(f'<title>{s["title"]} | ملاعب السرو</title>' + ld(**{'@graph': [{'@type': 'WebSite', 'name': 'ملاعب السرو'},
                 {'@type': 'NewsArticle', 'headline': s['title'], 'datePublished': '2025-02-14T21:15:00+03:00', 'dateModified': '2025-02-14T22:01:00+03:00',
                  'author': [{'@type': 'Person', 'name': s['byline']}], 'publisher': {'@type': 'Organization', 'name': 'ملاعب السرو'}, 'articleSection': ['رياضة', 'الدوري']}]}), f'''
<div id="td-outer-wrap"><div class="td-header-wrap"><div class="td-header-menu-wrap">{NAV}</div></div><div class="td-main-content-wrap"><div class="td-container"><div class="td-crumb-container">الرئيسية &gt; رياضة</div>
<div class="td-pb-span8 td-main-content"><article class="post"><div class="td-post-header"><ul class="td-category"><li><a href="/s">رياضة</a></li></ul><h1 class="entry-title">{s["title"]}</h1>
<div class="td-module-meta-info"><div class="td-post-author-name">بواسطة <a href="/a">{s["byline"]}</a></div><div class="td-post-views"><span>1832</span></div></div></div>
<div class="td-post-sharing-top">{SHARE}</div><div class="td-post-content tagdiv-type">{body(s, {1: inner, 3: f'<p>إقرأ المزيد: <a href="/n/6">{NEWS[6]}</a></p>'})}</div>
<footer><div class="td-post-source-tags"><ul class="td-tags"><li><span>الوسوم</span></li><li><a href="/t">الدوري</a></li></ul></div><div class="td-block-row td-post-next-prev"><span>المقال السابق</span><a href="/p">{NEWS[0]}</a><span>المقال التالي</span><a href="/q">{NEWS[4]}</a></div>{AUTHOR_BOX}</footer></article>
<div class="td_block_related_posts"><h4>مقالات ذات صلة</h4>{links(NEWS[1:4], 'h3')}</div></div><div class="td-pb-span4 td-main-sidebar">{MOST_READ}</div></div></div>{FOOT}</div>'''),
        s, publisher='ملاعب السرو', byline=s['byline'], published='2025-02-14T21:15:00+03:00', modified='2025-02-14T22:01:00+03:00', section='رياضة', kind='news')


@page
def wp_jannah_theme(s):
    slot = f'<div id="inline-related-post" class="mag-box"><div class="mag-box-title"><h3>مقالات ذات صلة</h3></div><ul class="posts-items">{links(NEWS[3:5], "li")}</ul></div>'
    return found(doc(f'<title>{s["title"]} - آفاق السماء</title>' + meta(og__type='article', og__title=f'{s["title"]} - آفاق السماء', og__site_name='آفاق السماء',
                     article__published_time='2025-01-20T07:45:10+02:00', article__modified_time='2025-01-21T09:00:00+02:00'), f'''
<div class="background-overlay"><div id="tie-container"><header id="theme-header"><div class="breaking"><span class="breaking-title-text">عاجل</span><ul>{links(NEWS[5:7])}</ul></div>{NAV}</header>
<div id="content"><div class="main-content tie-col-md-8"><article id="the-post" class="container-wrapper post-content"><header class="entry-header-outer"><nav id="breadcrumb"><a href="/">الرئيسية</a>/<a href="/s">علوم</a></nav><h1 class="post-title entry-title">{s["title"]}</h1>
<div class="post-meta"><span class="author-meta"><a class="author-name" href="/a">{s["byline"]}</a></span><span class="date meta-item">20 يناير، 2025</span><span class="meta-views">412</span> <span class="meta-reading-time">دقيقة واحدة</span></div></header>
<div class="featured-area"><figure><img alt=""><figcaption class="single-caption-text">قبة المرصد في ليلة صافية (أرشيف)</figcaption></figure></div>
<div class="entry-content entry clearfix">{body(s, {1: slot}, h='h3')}<div class="post-bottom-meta post-bottom-tags"><span class="post-tags-icon">الوسوم</span><span class="tagcloud"><a href="/t">كواكب</a></span></div></div>
<div class="post-footer">{SHARE}</div></article><div class="about-author">{AUTHOR_BOX}</div><div id="related-posts"><h3>مواضيع ذات صلة</h3>{links(NEWS[:3], "h2")}</div>{COMMENTS}</div>{MOST_READ}</div>{FOOT}</div></div>'''),
        s, publisher='آفاق السماء', byline=s['byline'], published='2025-01-20T07:45:10+02:00', modified='2025-01-21T09:00:00+02:00', kind='news')


@page
def wp_elementor(s):
    return found(doc(f'<title>{s["title"]}</title>' + article_ld(s, 'Article', datePublished='2025-04-02T06:00:00+00:00', url='https://seha.example/measles'), f'''
<div class="elementor elementor-12" data-elementor-type="header">{NAV}</div><div class="elementor elementor-40" data-elementor-type="single-post">
<section class="elementor-section"><div class="elementor-widget elementor-widget-theme-post-title"><h1 class="elementor-heading-title">{s["title"]}</h1></div><div class="elementor-widget elementor-widget-post-info"><ul><li><span>مها الريحان</span></li><li><span>2 أبريل 2025</span></li></ul></div></section>
<section class="elementor-section"><div class="elementor-widget-theme-post-content"><div class="elementor-widget-container">{body(s)}</div></div><div class="elementor-widget-share-buttons">{SHARE}</div></section>
<section class="elementor-section"><h2>قد يهمك أيضا</h2><div class="elementor-posts-container"><article class="elementor-post"><h3><a href="/1">{NEWS[1]}</a></h3><div class="elementor-post__excerpt"><p>نصائح بسيطة تحمي البطارية من التلف حين ترتفع الحرارة في السيارة وعلى الشرفة.</p></div></article><article class="elementor-post"><h3><a href="/2">{NEWS[2]}</a></h3><div class="elementor-post__excerpt"><p>من رحلات البحارة القدامى إلى أساطير الجزر، قائمة لقارئ لا يخشى الموج.</p></div></article></div></section></div>
<div class="elementor" data-elementor-type="footer"><p>كل الحقوق محفوظة لمجلة صحتي 2025</p></div>'''),
        s, byline=s['byline'], published='2025-04-02T06:00:00Z', section=s['section'], url='https://seha.example/measles', kind='news')


@page
def wp_amp(s):
    return found('<!doctype html>\n<html amp lang="ar" dir="rtl"><head><meta charset="utf-8"><script async src="https://cdn.ampproject.org/v0.js"></script>' +
        f'<title>{s["title"]}</title><link rel="canonical" href="https://hikaya.example/fest"><style amp-custom>body{{margin:0}}</style>' + article_ld(s, datePublished='2025-05-01T12:00:00Z', publisher={'@type': 'Organization', 'name': 'مجلة الحكاية'}) + f'''</head>
<body><amp-sidebar id="menu" layout="nodisplay"><ul>{links()}</ul></amp-sidebar><header class="amp-wp-header"><a href="/">مجلة الحكاية</a></header>
<article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{s["title"]}</h1><div class="amp-wp-meta amp-wp-byline">تالا الأقحوان</div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="2025-05-01T12:00:00+00:00">قبل يومين</time></div></header>
<amp-img src="/1.jpg" width="600" height="400"></amp-img><div class="amp-wp-article-content">{body(s, {1: '<amp-ad width="300" height="250" type="x"><p>إعلان</p></amp-ad>'})}<amp-accordion><section><h4>شارك المقال</h4><p>انسخ الرابط أو أرسله إلى صديق عبر التطبيقات المثبتة لديك.</p></section></amp-accordion></div>
<footer class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-tax-tag">الوسوم: <a href="/t">حكايات</a></div></footer></article><amp-analytics></amp-analytics></body></html>''',
        s, byline=s['byline'], published='2025-05-01T12:00:00Z', section=s['section'], publisher='مجلة الحكاية', url='https://hikaya.example/fest', kind='news')


# --- Drupal, Joomla, Blogger and others

@page
def drupal_seven(s):
    return found(doc(f'<title>{s["title"]} | وكالة الواحة</title><meta name="Generator" content="Drupal 7">', f'''
<div id="page-wrapper"><div id="header">{NAV}</div><div id="main-wrapper"><div id="content" class="column"><h1 class="title" id="page-title">{s["title"]}</h1><div class="tabs"></div>
<div class="region region-content"><div id="node-9" class="node node-article node-promoted"><div class="submitted">الثلاثاء, 18 مارس 2025 - 09:40</div><div class="content">
<div class="field field-name-field-image field-type-image"><img alt=""><blockquote class="image-field-caption"><p>مسافرون ينتظرون في مطار الواحة.</p></blockquote></div>
<div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">{body(s)}</div></div></div>
<div class="field field-name-field-tags field-type-taxonomy-term-reference"><div class="field-label">كلمات دلالية:&nbsp;</div><div class="field-items"><a href="/t">عاصفة</a></div></div></div><ul class="links inline"><li><a href="/print/9">طباعة</a></li></ul></div></div></div>
<div class="region region-sidebar-second"><div class="block"><h2>أخبار ذات صلة</h2><ul>{links(NEWS[4:8])}</ul></div></div></div>{FOOT}</div>'''),
        s, published='2025-03-18')


@page
def drupal_ten(s):
    return found(doc(f'<title>{s["title"]} | بوابة المعرفة</title>' + meta(og__site_name='بوابة المعرفة', og__type='article', og__url='https://maarifa.example/node/77', og__title=s['title'], article__section='تعليم', article__author=s['byline'], article__published_time='2025-06-10T05:00:00+0300'), f'''
<a href="#main-content" class="visually-hidden focusable skip-link">تجاوز إلى المحتوى الرئيسي</a><div class="dialog-off-canvas-main-canvas"><header role="banner">{NAV}</header><main role="main"><a id="main-content" tabindex="-1"></a>
<div class="layout-content"><div class="region region-content"><article class="node node--type-article node--view-mode-full"><h1 class="page-header"><span class="field field--name-title">{s["title"]}</span></h1><div class="node__content">
<div class="field field--name-field-subtitle">قرار يختلف عليه أولياء الأمور</div><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item">{body(s, {2: f'<div class="align-center media--type-remote-video"><iframe></iframe></div><div class="paragraph paragraph--type--related"><div class="field__label">مواضيع ذات صلة</div><a href="/n/2">{NEWS[2]}</a></div>'})}</div></div></article></div></div></main>{FOOT}</div>'''),
        s, publisher='بوابة المعرفة', url='https://maarifa.example/node/77', section='تعليم', byline=s['byline'], published='2025-06-10T05:00:00+03:00', kind='news')


@page
def joomla(s):
    return found(doc(f'<base href="https://qitar.example/news/12-train"><title>{s["title"]}</title><meta name="generator" content="Joomla! - Open Source Content Management"><meta name="author" content="{s["byline"]}">', f'''
<div class="body"><div class="container">{NAV}<div class="row-fluid"><main id="content" role="main" class="span9"><div id="system-message-container"></div>
<div class="item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="ar-AA"><div class="page-header"><h2 itemprop="headline">{s["title"]}</h2></div>
<div class="icons"><ul><li class="print-icon"><a href="#p">طباعة</a></li><li class="email-icon"><a href="#e">البريد الإلكتروني</a></li></ul></div>
<dl class="article-info muted"><dt class="article-info-term">التفاصيل</dt><dd class="category-name">القسم: <a href="/c" itemprop="genre">{s["section"]}</a></dd><dd class="published">نشر بتاريخ: <time datetime="2025-07-07T09:00:00+03:00" itemprop="datePublished">07 تموز/يوليو 2025</time></dd><dd class="hits">الزيارات: 912</dd></dl>
<div itemprop="articleBody">{body(s)}</div><ul class="pager pagenav"><li class="previous"><a href="/p">السابق</a></li><li class="next"><a href="/x">التالي</a></li></ul></div></main>
<div id="aside" class="span3"><div class="well"><h3 class="page-header">آخر الأخبار</h3><ul class="latestnews">{links(NEWS[:5])}</ul></div></div></div></div>{FOOT}</div>'''),
        s, byline=s['byline'], section=s['section'], published='2025-07-07T09:00:00+03:00', kind='news')


@page
def blogger(s):
    return found(doc(f'<title>مدونة النافذة: {s["title"]}</title><meta content="blogger" name="generator"><link href="https://nafidha.example/2025/08/window.html" rel="canonical">' + meta(og__url='https://nafidha.example/2025/08/window.html', og__title=s['title']), f'''
<div class="content-outer"><div class="main-outer"><div class="blog-posts hfeed"><div class="date-outer"><h2 class="date-header"><span>السبت، 9 أغسطس 2025</span></h2><div class="date-posts"><div class="post-outer"><div class="post hentry" itemprop="blogPost" itemscope itemtype="http://schema.org/BlogPosting">
<h3 class="post-title entry-title" itemprop="name">{s["title"]}</h3><div class="post-header"></div><div class="post-body entry-content" id="post-body-1" itemprop="description articleBody"><div dir="rtl" style="text-align: right;" trbidi="on">{lines(s)}</div><div style="clear: both;"></div></div>
<div class="post-footer"><div class="post-footer-line"><span class="post-author vcard">مرسلة بواسطة <span class="fn" itemprop="author">{s["byline"]}</span></span> <span class="post-timestamp">في <abbr class="published" itemprop="datePublished" title="2025-08-09T19:30:00+03:00">7:30 م</abbr></span></div></div></div>
<div class="comments" id="comments"><h4>هناك تعليق واحد:</h4><div class="comment-block"><p class="comment-content">قرأت المقال مرتين وأغلقت الهاتف، شكرا لك على هذه الكلمات.</p></div></div></div></div></div></div></div>
<div class="column-right-outer"><div class="widget BlogArchive"><h2>أرشيف المدونة</h2><ul>{links(['أغسطس (3)', 'يوليو (8)', 'يونيو (5)'])}</ul></div></div></div>'''),
        s, byline=s['byline'], published='2025-08-09T19:30:00+03:00', url='https://nafidha.example/2025/08/window.html', kind='news')


@page
def sharepoint_portal(s):
    return found(doc(f'<title>الأخبار - {s["title"]}</title>', f'''
<form method="post" id="aspnetForm"><div id="s4-workspace"><div id="s4-bodyContainer"><div class="ms-breadcrumb-top">{NAV}</div><div id="contentRow"><div id="contentBox"><a id="mainContent"></a>
<div class="article article-left"><div class="news-title"><h2>{s["title"]}</h2></div><div class="article-header"><div class="date-line">20/06/2025</div></div>
<div class="article-content"><div id="ctl00_PlaceHolderMain_ctl03" class="ms-rtestate-field" style="display:inline">{body(s, p='div')}</div></div></div></div></div></div></div></form>{FOOT}'''),
        s, published='2025-06-20')


@page
def typo3(s):
    return found(doc(f'<title>{s["title"]} - أخبار الواحة</title><meta name="generator" content="TYPO3 CMS">' + meta(og__site_name='أخبار الواحة', og__title=s['title']), f'''
<div id="top">{NAV}</div><div class="news news-single"><div class="article" itemscope="itemscope" itemtype="http://schema.org/Article"><div class="header"><h3 itemprop="headline">{s["title"]}</h3></div>
<div class="footer"><p><span class="news-list-date"><time itemprop="datePublished" datetime="2025-09-01">01.09.2025</time></span><span class="news-list-author" itemprop="author">{s["byline"]}</span></p></div>
<div class="news-text-wrap" itemprop="articleBody">{body(s)}</div><div class="news-backlink-wrap"><a href="/l">العودة إلى القائمة</a></div></div></div>{FOOT}'''),
        s, publisher='أخبار الواحة', byline=s['byline'], published='2025-09-01', kind='news')


# --- Pages that a script shows

@page
def next_state(s):
    state = {'props': {'pageProps': {'article': {'id': 88, 'headline': s['title'], 'section': {'title': s['section']}, 'publishedAt': '2025-02-20T13:00:00+03:00', 'bodyHtml': body(s)},
             'related': [{'id': i, 'headline': n, 'excerpt': 'نظرة قصيرة على الخبر الذي شغل الناس هذا الأسبوع في المدينة وضواحيها.'} for i, n in enumerate(NEWS[:3])]}}, 'page': '/news/[id]', 'buildId': 'x1'}
    return found(doc(f'<title>{s["title"]} | نوران اليوم</title>' + meta(og__site_name='نوران اليوم', og__type='article', og__title=s['title'], og__url='https://nuran.example/88', article__published_time='2025-02-20T13:00:00+03:00'),
        f'<div id="__next"><div class="loader"></div></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(state, ensure_ascii=False)}</script><script src="/_next/x.js"></script>'),
        s, publisher='نوران اليوم', url='https://nuran.example/88', published='2025-02-20T13:00:00+03:00', kind='news')


@page
def next_server_rendered(s):
    state = json.dumps({'props': {'pageProps': {'post': {'title': s['title'], 'content': body(s)}}}}, ensure_ascii=False)
    return found(doc(f'<title>{s["title"]}</title>' + article_ld(s, datePublished='2025-03-15T16:20:00.000Z', dateModified='2025-03-15T16:25:00.000Z', publisher={'@type': 'NewsMediaOrganization', 'name': 'منصة الواحة'}), f'''
<div id="__next"><header class="Header_root__x1">{NAV}</header><main class="Article_main__q2"><h1 class="Article_title__z9">{s["title"]}</h1><div class="Article_meta__p0"><span>سيف البطم</span><span>15 مارس 2025</span><span>مدة القراءة 3 دقائق</span></div>
<div class="Article_body__k3">{body(s, {0: f'<div class="ReadAlso_wrap__u1"><span>شاهد أيضا</span><a href="/n">{NEWS[1]}</a></div>'}, p='div', h='h3')}</div><div class="ShareBar_root__e5">{SHARE}</div></main><section class="Related_root__c7"><h2>المزيد من تقنية</h2>{links(NEWS[4:7], "div")}</section>{FOOT}</div>
<script id="__NEXT_DATA__" type="application/json">{state}</script>'''),
        s, byline=s['byline'], section=s['section'], publisher='منصة الواحة', published='2025-03-15T16:20:00Z', modified='2025-03-15T16:25:00Z', kind='news')


@page
def nuxt_two(s):
    inner = json.dumps(body(s), ensure_ascii=True).replace('</', '\\u003C\\u002F')
    return found(doc(f'<title>{s["title"]}</title>' + meta(og__title=s['title'], og__type='article'),
        f'''<div id="__nuxt"><div id="__layout"><div class="app"><div class="skeleton"></div></div></div></div>
<script>window.__NUXT__=(function(a,b,c){{return {{layout:"default",data:[{{post:{{id:5,title:a,body:{inner},views:b,comments:c}}}}],fetch:{{}},serverRendered:true}}}}({json.dumps(s["title"])},812,[]));</script><script src="/_nuxt/a.js" defer></script>'''),
        s, kind='news')


@page
def nuxt_three(s):
    data = [['Reactive', 1], {'data': 2}, {'article': 3}, {'title': 4, 'content': 5, 'author': 6}, s['title'], body(s), s['byline']]
    return found(doc(f'<title>{s["title"]} - قارب</title>' + meta(og__site_name='قارب', og__title=s['title']) + f'<meta name="author" content="{s["byline"]}">',
        f'<div id="__nuxt"></div><script type="application/json" id="__NUXT_DATA__" data-ssr="true">{json.dumps(data, ensure_ascii=False)}</script>'),
        s, publisher='قارب', byline=s['byline'])


@page
def arc_fusion(s):
    elements = [{'type': 'header' if k == 'h' else 'text', 'content': linked(t)} for k, t in s['body']]
    content = {'type': 'story', 'headlines': {'basic': s['title']}, 'content_elements': elements, 'related_content': {'basic': [{'headlines': {'basic': n}} for n in NEWS[:3]]}}
    return found(doc(f'<title>{s["title"]}</title>' + article_ld(s, 'NewsArticle', datePublished='2025-04-11T04:30:00Z'),
        f'<div id="fusion-app"><div class="spinner">جار التحميل</div></div><script id="fusion-metadata" type="application/javascript">window.Fusion=window.Fusion||{{}};Fusion.arcSite="x";Fusion.globalContent={json.dumps(content, ensure_ascii=False)};Fusion.globalContentConfig={{"source":"content-api"}};</script>'),
        s, byline=s['byline'], section=s['section'], published='2025-04-11T04:30:00Z', kind='news')


@page
def arc_rendered(s):
    return found(doc(f'<title>{s["title"]}</title>' + article_ld(s, 'ReportageNewsArticle', datePublished='2025-04-12T04:30:00Z', publisher={'name': 'جريدة الضفة'}), f'''
<div id="fusion-app"><header class="c-stack b-header-nav-chain">{NAV}</header><section role="main"><h1 class="b-headline">{s["title"]}</h1><h2 class="b-subheadline">قرار متوقع واختلاف في الأثر</h2>
<div class="b-byline"><span>بواسطة</span><a href="/a">{s["byline"]}</a></div><time class="b-date" datetime="2025-04-12T04:30:00Z">12 أبريل 2025 في 07:30</time>
<article class="article-body-wrapper b-article-body">{body(s, {1: '<div class="b-ads-block"><div class="c-stack">إعلان</div></div>', 2: f'<div class="b-article-body__interstitial-link"><span>اقرأ أيضا: </span><a href="/n/4">{NEWS[4]}</a></div>'}, p='p class="c-paragraph"')}</article>
<div class="b-tags-list"><a href="/t">فائدة</a><a href="/t2">تضخم</a></div></section>{MOST_READ}{FOOT}</div>'''.replace('</p class="c-paragraph">', '</p>')),
        s, byline=s['byline'], section=s['section'], publisher='جريدة الضفة', published='2025-04-12T04:30:00Z', kind='news')


@page
def json_ld_body_alone(s):
    return found(doc(f'<title>{s["title"]}</title>' + article_ld(s, datePublished='2025-05-05T05:05:00+04:00', articleBody='\n'.join(texts(s)), image=['https://x.example/1.jpg']),
        f'<div id="root"></div><noscript>يرجى تفعيل جافا سكريبت لعرض هذا الموقع.</noscript>'),
        s, byline=s['byline'], section=s['section'], published='2025-05-05T05:05:00+04:00', kind='news')


# --- Old layouts and encodings

def old_table(s, charset):
    return (f'<HTML dir=rtl><HEAD><META http-equiv="Content-Type" content="text/html; charset={charset}"><TITLE>{s["title"]}</TITLE></HEAD><BODY bgcolor=#ffffff><CENTER><TABLE width=780 border=0 cellpadding=0><TR><TD colspan=3><IMG src=logo.gif alt=""></TD></TR><TR>'
        f'<TD width=140 valign=top><TABLE>{"".join(f"<TR><TD><A href=/{i}.asp><FONT face=Arial>{n}</FONT></A></TD></TR>" for i, n in enumerate(["الرئيسية", "محليات", "اقتصاد", "رياضة", "أرشيف"]))}</TABLE></TD>'
        f'<TD valign=top><FONT size=5 color=navy><B>{s["title"]}</B></FONT><BR><FONT size=2 color=gray>12/3/2007</FONT><HR><FONT size=3 face="Simplified Arabic">{lines(s)}</FONT></TD>'
        f'<TD width=160 valign=top><TABLE><TR><TD><B>الأكثر قراءة</B></TD></TR>{"".join(f"<TR><TD><A href=/{i}.asp>{n}</A></TD></TR>" for i, n in enumerate(NEWS[:5]))}</TABLE></TD></TR><TR><TD colspan=3 align=center>جميع الحقوق محفوظة</TD></TR></TABLE></CENTER></BODY></HTML>')


@page
def table_windows_1256(s): return found(old_table(s, 'windows-1256').encode('cp1256'), s, published='2007-03-12')


@page
def table_iso_8859_6(s): return found(old_table(s, 'iso-8859-6').replace('«', '"').replace('»', '"').encode('iso-8859-6', 'xmlcharrefreplace'), s, published='2007-03-12')


@page
def table_wrong_label(s): return found(old_table(s, 'utf-8').encode('cp1256'), s, published='2007-03-12')


@page
def utf_16(s): return found(old_table(s, 'unicode').encode('utf-16'), s, published='2007-03-12')


@page
def double_encoded(s):
    """UTF-8 that was read as windows-1252 once and stored as UTF-8 again."""
    text = doc(f'<title>{s["title"]}</title>', f'{NAV}<h1>{s["title"]}</h1><div class="post-content">{body(s)}</div>{FOOT}')
    twice = ''.join(bytes([b]).decode('cp1252', 'ignore') or chr(b) for b in text.encode('utf8'))
    return found(twice.encode('utf8'), s)


@page
def entities(s):
    numbered = ''.join(f'&#{ord(c)};' if ord(c) > 127 else c for c in body(s))
    return found(f'<html dir=rtl><head><title>{"".join(f"&#{ord(c)};" for c in s["title"])}</title></head><body><h1>{"".join(f"&#x{ord(c):x};" for c in s["title"])}</h1>\n<div id=story>{numbered}</div></body></html>', s)


@page
def frontpage_paragraphs(s):
    rows = ''.join(f'<p dir="rtl" align="justify"><span lang="ar-sa"><font face="Traditional Arabic" size="4">{linked(t)}</font></span></p>\n' for _, t in s['body'])
    return found(f'<html><head><meta http-equiv="Content-Language" content="ar-sa"><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><title>{s["title"]}</title><meta name="GENERATOR" content="Microsoft FrontPage 4.0"></head><body><p align="center"><b><font size="6">{s["title"]}</font></b></p>\n<p align="left"><font size="2">بقلم: {s["byline"]}</font></p>\n{rows}<p align="center"><a href="index.htm">الصفحة الرئيسية</a></p></body></html>'.encode('cp1256'),
        s, byline=s['byline'])


@page
def marks_and_signs(s):
    def dress(t): return '\u200f' + bare(t).replace(' ', '\u00a0 ', 1).replace('، ', '،\u200f ')
    inner = ''.join(f'<p>\u202b{html.escape(dress(t), quote=False)}\u202c</p>' for _, t in s['body'])
    return found(doc(f'<title>{s["title"]}</title>', f'<h1>\ufeff{s["title"]}</h1><div class="article-text">{inner}</div>{FOOT}'), s)


# --- Inside the body

@page
def related_in_many_forms(s):
    between = {0: f'<p>اقرأ/ي أيضا: <a href="/1">{NEWS[0]}</a></p>', 1: f'<div><b>طالع أيضا..</b> <a href="/2">{NEWS[1]}</a></div>',
               2: f'<p><a href="/3">شاهد.. {NEWS[2]}</a></p>', 3: f'<blockquote><p>اقرأ أيضًا | <a href="/4">{NEWS[3]}</a></p></blockquote>'}
    return found(doc(f'<title>{s["title"]}</title>', f'{NAV}<article><h1>{s["title"]}</h1>{body(s, between)}<p>للمزيد: <a href="/5">{NEWS[5]}</a></p></article>{FOOT}'), s)


@page
def related_lists(s):
    box = f'<p><strong>موضوعات متعلقة:</strong></p><p><a href="/1">{NEWS[0]}</a></p><p><a href="/2">{NEWS[1]}</a></p>'
    return found(doc(f'<title>{s["title"]}</title>', f'{NAV}<div class="story-text"><h1>{s["title"]}</h1>{body(s, {2: box})}<ul><li><a href="/3">{NEWS[3]}</a></li><li><a href="/4">{NEWS[4]}</a></li></ul></div>{FOOT}'), s)


@page
def related_cards_with_text(s):
    card = f'<div class="c1"><a href="/1"><img alt=""><span>{NEWS[4]}</span></a><p><a href="/1">عثر الصياد على الجرة قبالة الجزيرة وسلمها إلى المتحف الذي أرخها.</a></p></div>'
    return found(doc(f'<title>{s["title"]}</title>', f'{NAV}<div class="x9"><h1>{s["title"]}</h1><div class="x10">{body(s, {1: card})}</div></div>{FOOT}'), s)


@page
def captions_without_figures(s):
    between = {0: '<div class="img-holder"><img src="/a.jpg"><p class="image-caption">رئيسة البلدية تقص الشريط في حديقة الزيتون (وكالة السرو)</p></div>',
               2: '<p><img src="/b.jpg"></p><p class="img-desc"><em>تصوير: نادين العوسج - وكالة السرو</em></p>'}
    return found(doc(f'<title>{s["title"]}</title>', f'{NAV}<main><h1>{s["title"]}</h1><div class="article__content">{body(s, between)}</div></main>{FOOT}'), s)


@page
def captions_by_look(s):
    between = {1: '<div><img src="/a.jpg"><div>(الصورة: سوق السمك في المرسى - أرشيف)</div></div>', 3: '<p>تصوير: نادين العوسج</p>'}
    return found(doc(f'<title>{s["title"]}</title>', f'{NAV}<div id="news"><h1>{s["title"]}</h1>{body(s, between)}</div>{FOOT}'), s)


@page
def summary_and_player(s):
    box = '<div class="ai-box"><h3>الخلاصة</h3><ul><li>افتتاح ثلاث حدائق في شرق المدينة.</li><li>العمل استمر عامين كاملين.</li></ul><button>هل كان الملخص مفيدا؟</button></div>'
    player = '<div class="listen"><span>استمع إلى المقال</span><span>0:00</span> / <span>3:12</span><audio></audio></div>'
    return found(doc(f'<title>{s["title"]}</title>' + article_ld(s, datePublished='2025-02-09'), f'{NAV}<main><h1>{s["title"]}</h1>{player}{box}<div class="content-area-x">{body(s)}</div></main>{FOOT}'),
        s, byline=s['byline'], section=s['section'], published='2025-02-09', kind='news')


@page
def summary_of_paragraphs(s):
    box = '<div class="s1"><p><strong>ملخص الخبر</strong></p><p>اتفق البلدان على تقاسم المياه.</p><p>يمتد الاتفاق عشر سنوات كاملة.</p></div>'
    return found(doc(f'<title>{s["title"]}</title>', f'{NAV}<div class="s0"><h1>{s["title"]}</h1><p>القارئ الآلي</p><p>استمع إلى هذا المقال</p>{box}{body(s)}</div>{FOOT}'), s)


@page
def glued_links(s):
    out, want = [], []
    for k, t in s['body']:
        out.append('<p>' + re.sub(r' ?\[\[(.*?)\]\] ?', lambda m: f' <a href="/t">{m[1]}</a>', t) + '</p>')
        want.append(bare(t))
    return found(doc(f'<title>{s["title"]}</title>', f'{NAV}<article><h1>{s["title"]}</h1>{"".join(out)}</article>{FOOT}'), s, want)


@page
def share_bars_everywhere(s):
    words = '<p>شارك الخبر عبر: فيسبوك - تويتر - واتساب</p>'
    return found(doc(f'<title>{s["title"]}</title>', f'{NAV}<div class="news"><h1>{s["title"]}</h1><ul><li>فيسبوك</li><li>تويتر</li><li>نسخ الرابط</li></ul>{words}{body(s, {2: "<p>تابعوا آخر أخبارنا عبر قناتنا في تلغرام</p>"})}<p>المصدر: وكالات</p>{words}</div>{FOOT}'), s)


@page
def newsletter_in_body(s):
    return found(doc(f'<title>{s["title"]}</title>', f'{COOKIES}{NAV}<article><h1>{s["title"]}</h1>{body(s, {1: LETTER, 3: "<div class=app-promo><p>حمل تطبيق الصحيفة ليصلك كل جديد.</p></div>"})}{AUTHOR_BOX}</article>{COMMENTS}{FOOT}'), s)


@page
def endless_scroll(s):
    second = f'<article class="post next"><h1>{NEWS[4]}</h1><div class="post-content"><p>عثر صياد في جزيرة المرسى على جرة من الفخار في شبكته، وقال خبراء المتحف إن عمرها يقارب ألف عام.</p><p>وسلم الصياد الجرة إلى المتحف، وطلب أن يكتب اسم قاربه تحتها في خزانة العرض.</p></div></article>'
    return found(doc(f'<title>{s["title"]}</title>' + meta(og__title=s['title'], og__type='article'), f'{NAV}<div id="feed"><article class="post"><h1>{s["title"]}</h1><div class="post-content">{body(s)}</div></article>{second}</div>{FOOT}'), s, kind='news')


@page
def table_of_results(s):
    table = '<table><tr><th>الفريق</th><th>لعب</th><th>النقاط</th></tr><tr><td>المرفأ</td><td>18</td><td>41</td></tr><tr><td>السرو</td><td>18</td><td>39</td></tr></table>'
    want = texts(s)
    want[3:3] = ['الفريق: لعب، النقاط', 'المرفأ: 18، 41', 'السرو: 18، 39']
    return found(doc(f'<title>{s["title"]}</title>', f'{NAV}<main><h1>{s["title"]}</h1>{body(s, {2: table})}</main>{FOOT}'), s, want)


@page
def interview(s):
    talk = [('كيف بدأت الفكرة؟', 'بدأت من سؤال طفلة في المشتل عن شجرة لا تعرف اسمها، فقررنا أن نكتب الأسماء على الجذوع.'),
            ('ومن ساعدكم في البداية؟', 'ساعدنا الجيران أولا، ثم جاءت البلدية بعد أن رأت أن الشارع صار أبرد.')]
    inner = ''.join(f'<p><strong>{q}</strong></p><p>{a}</p>' for q, a in talk)
    return found(doc(f'<title>{s["title"]}</title>', f'{NAV}<div class="entry-content"><h1>{s["title"]}</h1>{body(s)}{inner}</div>{FOOT}'), s, texts(s) + [x for pair in talk for x in pair])


# --- Kinds

def live_entries(s): return [(t, f'2025-02-14T{20 - n}:0{n}:00+03:00') for n, (k, t) in enumerate(x for x in s['body'] if x[0] == 'p')]


@page
def live_blog_elements(s):
    entries = live_entries(s)
    inner = ''.join(f'<article class="live-entry" id="e{n}"><time datetime="{when}">{when[11:16]}</time><p>{linked(t)}</p><div class="share"><a href="#f">شارك</a></div></article>' for n, (t, when) in enumerate(entries))
    made = found(doc(f'<title>{s["title"]}</title>' + ld(**{'@type': 'LiveBlogPosting', 'headline': s['title'], 'datePublished': '2025-02-14T12:00:00Z', 'coverageStartTime': '2025-02-14T12:00:00Z'}),
        f'{NAV}<main><h1>{s["title"]}</h1><div class="live-feed">{inner}</div></main>{FOOT}'), s, [bare(t) for t, _ in entries], published='2025-02-14T12:00:00Z', kind='live')
    return made


@page
def live_blog_updates(s):
    entries = live_entries(s)
    updates = [{'@type': 'BlogPosting', 'headline': f'تحديث {n}', 'articleBody': bare(t), 'datePublished': when} for n, (t, when) in enumerate(entries)]
    return found(doc(f'<title>{s["title"]}</title>' + ld(**{'@type': 'LiveBlogPosting', 'headline': s['title'], 'datePublished': '2025-02-14T12:00:00Z', 'liveBlogUpdate': updates}),
        f'<div id="app"><h1>{s["title"]}</h1></div>'), s, [x for n, (t, _) in enumerate(entries) for x in (f'تحديث {n}', bare(t))], published='2025-02-14T12:00:00Z', kind='live')


@page
def opinion_section(s):
    return found(doc(f'<title>{s["title"]} | دفتر المرسى</title>' + meta(og__type='article', og__title=s['title'], og__site_name='دفتر المرسى', article__section='مقالات الرأي', og__url='https://daftar.example/opinion/5'), f'''
{NAV}<div class="opinion-head"><a rel="author" href="/w">{s["byline"]}</a><span>كاتب وروائي</span></div><h1>{s["title"]}</h1><div class="article-body">{body(s)}</div><p class="disclaimer">المقال لا يعبر بالضرورة عن رأي الصحيفة.</p>{FOOT}'''),
        s, publisher='دفتر المرسى', byline=s['byline'], section='مقالات الرأي', url='https://daftar.example/opinion/5', kind='opinion')


@page
def opinion_marked(s):
    return found(doc(f'<title>{s["title"]}</title>' + article_ld(s, 'OpinionNewsArticle', datePublished='2025-10-01T06:00:00+03:00'), f'{NAV}<article><h1>{s["title"]}</h1><p>بقلم {s["byline"]}</p>{body(s)}{AUTHOR_BOX}</article>{FOOT}'),
        s, byline=s['byline'], section=s['section'], published='2025-10-01T06:00:00+03:00', kind='opinion')


@page
def list_article(s):
    tips = [('1. اختر شجرة من بيئتك', 'فهي أقل حاجة إلى الماء وأقدر على احتمال الريح والملوحة في تربة الساحل.'), ('2. ازرع في الخريف', 'لأن المطر الأول يثبت الجذور قبل أن يأتي حر الصيف.'),
            ('3. احفر ضعف حجم الجذر', 'ثم املأ الحفرة بتراب مخلوط بالسماد البلدي القديم.'), ('4. لا تسق كل يوم', 'فالري العميق مرة في الأسبوع خير من رشة كل صباح.')]
    title = '4 نصائح لزراعة شجرة تعيش مئة عام'
    inner = ''.join(f'<h2>{h}</h2><p>{p}</p>' for h, p in tips)
    lead = 'يسأل كثيرون عن سر الأشجار المعمرة في وادي السرو، وهذه نصائح من مزارعين ورثوا المهنة عن أجدادهم.'
    return dict(html=doc(f'<title>{title}</title>' + meta(og__type='article', og__title=title), f'{NAV}<article><h1>{title}</h1><p>{lead}</p>{inner}</article>{FOOT}'),
        paragraphs=[lead] + [x for pair in tips for x in pair], facts={'title': title, 'kind': 'list'})


@page
def video_with_text(s):
    return found(doc(f'<title>{s["title"]}</title>' + meta(og__type='video.other', og__title=s['title'], og__video='https://x.example/v.mp4'), f'{NAV}<main><div class="video-player"><video></video></div><h1>{s["title"]}</h1><div class="video-description">{body(s)}</div></main>{FOOT}'), s, kind='video')


@page
def paywalled(s):
    return found(doc(f'<title>{s["title"]}</title>' + article_ld(s, datePublished='2025-03-03T03:00:00Z', isAccessibleForFree=False, hasPart={'@type': 'WebPageElement', 'isAccessibleForFree': 'False', 'cssSelector': '.paywall'}), f'''
{NAV}<article><h1>{s["title"]}</h1><div class="free">{body(s)}</div><div class="paywall-offer"><h3>أكمل القراءة</h3><p>هذا المحتوى للمشتركين فقط، اشترك الآن بدينار واحد في الشهر الأول.</p><a href="/s">اشترك</a></div></article>{FOOT}'''),
        s, byline=s['byline'], section=s['section'], published='2025-03-03T03:00:00Z', kind='news', paywalled=True)


@page
def free_for_all(s):
    return found(doc(f'<title>{s["title"]}</title>' + article_ld(s, isAccessibleForFree='True'), f'{NAV}<article><h1>{s["title"]}</h1>{body(s)}</article>{FOOT}'),
        s, byline=s['byline'], section=s['section'], kind='news', paywalled=False)


# --- Dates that only the page says

def dated(s, line, content='', **facts): return found(doc(f'<title>{s["title"]}</title>', f'{content}{NAV}<div class="d"><h1>{s["title"]}</h1><div class="info">{line}</div><div class="txt">{body(s)}</div></div>{FOOT}'), s, **facts)


@page
def date_levant(s): return dated(s, '<span>الإثنين 7 تموز 2025 | 10:05</span>', published='2025-07-07')


@page
def date_two_names(s): return dated(s, 'نشر في: 11 شباط/فبراير 2025 - آخر تحديث: 12 شباط/فبراير 2025', published='2025-02-11', modified='2025-02-12')


@page
def date_both_calendars(s): return dated(s, 'الأحد 10 شعبان 1446 هـ - 9 فبراير 2025 م', published='2025-02-09')


@page
def date_hijri_alone(s): return dated(s, '<span>10 شعبان 1446 هـ</span>', published='2025-02-09')


@page
def date_with_zone(s): return dated(s, '<span>9 فبراير 2025 - 14:30 بتوقيت غرينتش</span>', published='2025-02-09T14:30:00Z')


@page
def date_eastern_digits(s): return dated(s, '<span>٩ فبراير ٢٠٢٥ - ٠٢:٣٠ م (غرينتش+٣)</span>', published='2025-02-09T14:30:00+03:00')


@page
def date_relative(s): return dated(s, '<span>منذ يومين</span>', '<div class="top-bar"><span>الثلاثاء 11 فبراير 2025</span></div>', published='2025-02-09')


@page
def date_yesterday(s): return dated(s, f'<span class="writer">كتب: {s["byline"]}</span> <span>أمس</span>', '<div class="top-bar">اليوم: 2025/02/10</div>', published='2025-02-09', byline=s['byline'])


@page
def byline_under_title(s): return dated(s, f'<span>إعداد: {s["byline"]}</span><br><span>2025-02-09 08:15</span>', byline=s['byline'], published='2025-02-09')


@page
def microdata(s):
    return found(doc(f'<title>{s["title"]} :: ميناء نت</title>', f'''<div itemscope itemtype="https://schema.org/NewsArticle">{NAV}<h1 itemprop="headline">{s["title"]}</h1><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{s["byline"]}</span></span>
<meta itemprop="datePublished" content="2025-06-01T01:02:03+03:00"><meta itemprop="dateModified" content="2025-06-02T01:02:03+03:00"><span itemprop="articleSection">{s["section"]}</span><span itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="ميناء نت"></span>
<div itemprop="articleBody">{body(s)}</div></div>{FOOT}'''), s, byline=s['byline'], published='2025-06-01T01:02:03+03:00', modified='2025-06-02T01:02:03+03:00', section=s['section'], publisher='ميناء نت', kind='opinion')


# --- No article

def refused(content, reason, head=''): return dict(html=doc(head, content), refused=reason)


def teasers(n, text=True):
    said = ['بدأت فرق البلدية صباح اليوم العمل في الطريق، ويتوقع أن ينتهي قبل الشتاء.', 'يكشف تقرير جديد أن الأسعار تراجعت قليلا في الأسبوع الماضي.',
            'يقول خبراء إن السبب الأرجح هو حرارة مياه البحر هذا العام.', 'تنطلق المباريات مساء الجمعة وتنقل على الشاشة الكبيرة في الساحة.']
    return ''.join(f'<article class="card"><a href="/n/{i}"><img alt=""><h3>{NEWS[i % len(NEWS)]}</h3></a>' + (f'<p>{said[i % 4]}</p>' if text else '') + '</article>' for i in range(n))


@page
def home_page(s):
    return refused(f'{NAV}<main><section class="hero"><a href="/1"><h2>{s["title"]}</h2></a><p>{bare(s["body"][0][1])}</p></section><section><h2>محليات</h2>{teasers(4)}</section><section><h2>اقتصاد</h2>{teasers(4)}</section>{MOST_READ}</main>{FOOT}', 'list',
        '<title>المرفأ | أخبار الساعة</title>' + meta(og__type='website', og__title='المرفأ | أخبار الساعة'))


@page
def home_of_headlines(s): return refused(f'{NAV}<main>{teasers(8, False)}</main>{FOOT}', 'article', '<title>المرفأ</title>')


@page
def section_page(s): return refused(f'{NAV}<main><h1>اقتصاد</h1>{teasers(8)}<a href="?p=2">التالي</a></main>{FOOT}', 'list', '<title>اقتصاد - المرفأ</title>')


@page
def author_page(s): return refused(f'{NAV}<main><h1>{s["byline"]}</h1><p>صحفية تكتب في الاقتصاد والعمل، وتقيم في مرسى الياسمين.</p>{teasers(6)}</main>{FOOT}', 'list', f'<title>{s["byline"]}</title>' + ld(**{'@type': 'ProfilePage', 'name': s['byline']}))


@page
def search_page(s): return refused(f'{NAV}<main><h1>نتائج البحث عن: البحر</h1><p>عثرنا على 8 نتائج</p>{teasers(8)}</main>{FOOT}', 'search', '<title>نتائج البحث عن: البحر - المرفأ</title>')


@page
def search_without_result(s): return refused(f'{NAV}<main><h1>نتائج البحث</h1><p>عذرا، لم نجد أي نتيجة تطابق كلمات البحث، حاول مرة أخرى بكلمات أخرى.</p></main>{FOOT}', 'search', '<title>البحث | المرفأ</title>')


@page
def not_found_with_200(s): return refused(f'{NAV}<main><h1>عذرا، الصفحة التي تبحث عنها غير موجودة</h1><p>قد يكون الرابط قديما أو كتب خطأ، ويمكنك العودة إلى الصفحة الرئيسية أو البحث في الموقع.</p>{teasers(3, False)}</main>{FOOT}', 'page says', '<title>الصفحة غير موجودة - المرفأ</title>')


@page
def not_found_by_title(s): return refused(f'{NAV}<div class="error-404"><h2>عفوا!</h2><p>يبدو أن هذا المقال حذف أو نقل إلى عنوان آخر، نعتذر عن الإزعاج ونأمل أن تجد ما يفيدك.</p></div>{FOOT}', 'page says', '<title>خطأ 404 | المرفأ</title>')


@page
def login_page(s): return refused(f'{NAV}<main><h1>تسجيل الدخول</h1><p>أدخل بريدك وكلمة المرور لتتمكن من حفظ المقالات ومتابعة كتابك المفضلين.</p><form><input type="email"><input type="password"><button>دخول</button></form><p>ليس لديك حساب؟ أنشئ حسابا جديدا في دقيقة واحدة.</p></main>{FOOT}', 'log in', '<title>تسجيل الدخول - المرفأ</title>')


@page
def subscribers_only(s): return refused(f'{NAV}<main><h1>{s["title"]}</h1><div class="paywall"><p>هذا المقال متاح للمشتركين فقط.</p><p>اشترك الآن لتقرأ جميع مقالاتنا بلا حدود، أو سجل الدخول إن كنت مشتركا.</p><a href="/s">اشترك</a></div></main>{FOOT}', 'subscri', f'<title>{s["title"]}</title>' + article_ld(s, isAccessibleForFree=False))


@page
def video_alone(s): return refused(f'{NAV}<main><video></video><h1>{s["title"]}</h1><p>المدة: 2:15</p>{SHARE}</main>{MOST_READ}{FOOT}', 'video', f'<title>{s["title"]}</title>' + meta(og__type='video.other') + ld(**{'@type': 'VideoObject', 'name': s['title'], 'description': 'شاهد التقرير المصور.'}))


@page
def gallery_alone(s): return refused(f'{NAV}<main><h1>صور: المرسى تحت المطر</h1>' + ''.join(f'<figure><img><figcaption>شارع البحر صباح الأحد، صورة {n}.</figcaption></figure>' for n in range(6)) + f'</main>{FOOT}', 'article', '<title>صور: المرسى تحت المطر</title>')


@page
def script_needed(s): return refused('<div id="app"></div><noscript>يرجى تفعيل جافا سكريبت في متصفحك حتى يعمل هذا الموقع كما ينبغي.</noscript>', 'article', '<title>المرفأ</title>')


@page
def contact_page(s): return refused(f'{NAV}<main><h1>اتصل بنا</h1><p>هاتف: 555-0101</p><p>بريد: news@marfa.example</p><p>العنوان: شارع البحر، مرسى الياسمين</p><form><label>الاسم</label><input><label>الرسالة</label><textarea></textarea></form></main>{FOOT}', 'article', '<title>اتصل بنا - المرفأ</title>')
