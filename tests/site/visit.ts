import type { Browser } from 'playwright-core'

/** What a visit to a page saw. */
export type Visit = {
  readonly path: string
  readonly title: string
  readonly lang: string
  /** Errors of the console, and requests that failed or went to another host. */
  readonly troubles: readonly string[]
  /** Where its links lead, as whole addresses. */
  readonly links: readonly string[]
  /** What a link may lead to within it. */
  readonly ids: readonly string[]
  /** By how much it is wider than a phone. */
  readonly excess: number
  /** Body text that is smaller than 16 px on a phone. */
  readonly small: readonly string[]
  /** Text whose contrast is below 4.5 to 1, by colour scheme. */
  readonly faint: Readonly<Record<'light' | 'dark', readonly string[]>>
}

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 900 }

/** Runs in the page: its text, piece by piece, with the element that it stands in. */
const smallText = (): readonly string[] => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  while (walker.nextNode()) {
    const { parentElement: element, textContent } = walker.currentNode
    if (!textContent?.trim() || !element?.closest('.vp-doc, .VPHero, .VPFeatures')) continue
    if (
      element.closest(
        'code, pre, button, .VPButton, sup, style, [class*="language-"], .drawn-picture, .link-text, .visually-hidden',
      )
    )
      continue
    if (parseFloat(getComputedStyle(element).fontSize) < 16) found.push(textContent.trim().slice(0, 60))
  }
  return found
}

/** Runs in the page: the text that stands out too little from what is behind it. */
export const faintText = (): readonly string[] => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  if (!canvas) return ['no canvas']
  const lightness = (colours: readonly string[]): number => {
    for (const colour of ['white', ...colours]) {
      canvas.fillStyle = colour
      canvas.fillRect(0, 0, 1, 1)
    }
    const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((value) =>
      value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const behind = (element: Element | null): readonly string[] =>
    element ? [...behind(element.parentElement), getComputedStyle(element).backgroundColor] : []
  const seen = new Map<string, boolean>()
  const found: string[] = []
  const walker = document.createTreeWalker(document.querySelector('#VPContent') ?? document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { parentElement: element, textContent } = walker.currentNode
    if (!textContent?.trim() || !element || element.closest('style, button, .header-anchor, .visually-hidden')) continue
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const layers = behind(element)
    const { color } = getComputedStyle(element)
    const key = [...layers, color].join()
    if (!seen.has(key)) {
      const [one, other] = [lightness(layers), lightness([...layers, color])]
      seen.set(key, (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) < 4.5)
    }
    if (seen.get(key)) found.push(`${textContent.trim().slice(0, 40)} (${color})`)
  }
  return found
}

/** Opens a page of the site on a desk and on a phone, in light and in dark, and tells what it saw. */
export const visit = async (browser: Browser, home: string, path: string): Promise<Visit> => {
  const context = await browser.newContext({ viewport: DESK, colorScheme: 'light', reducedMotion: 'reduce' })
  const troubles: string[] = []
  try {
    const page = await context.newPage()
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) troubles.push(`console: ${message.text()}`)
    })
    page.on('pageerror', (error) => troubles.push(`thrown: ${error.message}`))
    page.on('response', (response) => {
      if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`)
    })
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(home) && !url.startsWith('data:')) troubles.push(`outside: ${url}`)
    })
    await page.goto(home + path, { waitUntil: 'networkidle' })
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))
    const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id))
    const light = await page.evaluate(faintText)
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.waitForFunction(() => document.documentElement.classList.contains('dark'))
    // The theme fades from one to the other.
    await page.waitForTimeout(600)
    const dark = await page.evaluate(faintText)
    await page.setViewportSize(PHONE)
    await page.waitForTimeout(50)
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    const small = await page.evaluate(smallText)
    const lang = (await page.locator('html').getAttribute('lang')) ?? ''
    return { path, title: await page.title(), lang, troubles, links, ids, excess, small, faint: { light, dark } }
  } finally {
    await context.close()
  }
}
