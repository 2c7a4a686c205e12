import { defineConfig, type DefaultTheme } from 'vitepress'

import { linkFunctions } from './functions.js'
import { anchorOf, pages, SITE, type Locale } from './pages.js'
import { drawPictures } from './pictures.js'
import { markPrograms } from './runBlocks.js'

const WORDS = {
  ko: { overview: '개념과 오퍼레이션', guides: '가이드', reference: '레퍼런스', start: '시작하기' },
  en: { overview: 'Model and operations', guides: 'Guides', reference: 'Reference', start: 'Getting started' },
} as const

const sidebarOf = (locale: Locale): DefaultTheme.SidebarItem[] => {
  const itemsOf = (...kinds: readonly string[]) =>
    pages
      .filter((page) => page.locale === locale && kinds.includes(page.kind) && !page.path.endsWith('index.md'))
      .map(({ kind, title, path }) => ({
        text: kind === 'overview' ? WORDS[locale].overview : title.replace(/^bootpay-fp\//, ''),
        link: `/${path.replace(/\.md$/, '')}`,
      }))
  return [
    { text: WORDS[locale].guides, items: itemsOf('overview', 'guide') },
    { text: WORDS[locale].reference, collapsed: true, items: itemsOf('reference') },
  ]
}

const navOf = (locale: Locale, base: string): DefaultTheme.NavItem[] => [
  { text: WORDS[locale].start, link: `${base}getting-started` },
  { text: WORDS[locale].overview, link: `${base}overview` },
  { text: WORDS[locale].reference, link: `${base}reference/`, activeMatch: `^${base}reference/` },
]

const search: DefaultTheme.LocalSearchOptions = {
  miniSearch: {
    // A name such as getReceiptsByOrder is found by each of its words too. This runs in the browser, so it stands by itself.
    options: {
      tokenize: (text) =>
        text.split(/[\n\r\p{Z}\p{P}]+/u).flatMap((word) => [...new Set([word, ...word.split(/(?<=[a-z])(?=[A-Z])/)])]),
    },
    searchOptions: { tokenize: (text: string) => text.split(/[\n\r\p{Z}\p{P}]+/u) },
  },
  locales: {
    root: {
      translations: {
        button: { buttonText: '검색', buttonAriaLabel: '검색' },
        modal: {
          displayDetails: '본문도 보기',
          resetButtonTitle: '지우기',
          backButtonTitle: '닫기',
          noResultsText: '찾지 못한 말:',
          footer: { selectText: '열기', navigateText: '이동', closeText: '닫기' },
        },
      },
    },
  },
}

/** The last `()`, in the page itself: a browser asks for an icon at the host's root where a page names none. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#3451b2"/>
<path d="M13 7q-7 9 0 18M19 7q7 9 0 18" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>`

/** The site, made of what `stage.js` laid out. `DOCS_BASE` is the path that it is served from. Default: `/`. */
export default defineConfig({
  srcDir: `../${SITE}/pages`,
  srcExclude: ['public/**'],
  outDir: `../${SITE}/html`,
  cacheDir: `../${SITE}/cache`,
  base: process.env['DOCS_BASE'] || '/',
  title: 'bootpay-fp',
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }]],
  markdown: {
    anchor: { slugify: anchorOf },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (md) => {
      linkFunctions(md)
      markPrograms(md)
      drawPictures(md)
    },
  },
  themeConfig: {
    search: { provider: 'local', options: search },
    outline: { level: [2, 3] },
  },
  locales: {
    root: {
      label: '한국어',
      lang: 'ko',
      description: '부트페이(Bootpay) 서버 연동을 위한 TypeScript SDK',
      themeConfig: {
        nav: navOf('ko', '/'),
        sidebar: sidebarOf('ko'),
        outline: { level: [2, 3], label: '이 페이지에서' },
        docFooter: { prev: '이전', next: '다음' },
        darkModeSwitchLabel: '화면 모드',
        lightModeSwitchTitle: '밝은 화면으로',
        darkModeSwitchTitle: '어두운 화면으로',
        sidebarMenuLabel: '메뉴',
        returnToTopLabel: '맨 위로',
        langMenuLabel: '언어',
        skipToContentLabel: '본문으로 건너뛰기',
        notFound: {
          title: '페이지가 없습니다',
          quote: '주소가 바뀌었거나 잘못 입력한 주소입니다.',
          linkLabel: '처음으로',
          linkText: '처음으로',
        },
      },
    },
    en: {
      label: 'English',
      lang: 'en',
      description: 'Server-side TypeScript SDK for Bootpay (부트페이)',
      themeConfig: {
        nav: navOf('en', '/en/'),
        sidebar: sidebarOf('en'),
        notFound: {
          title: 'There is no such page',
          quote: 'Its address has changed, or was mistyped.',
          linkLabel: 'To the first page',
          linkText: 'To the first page',
        },
      },
    },
  },
})
