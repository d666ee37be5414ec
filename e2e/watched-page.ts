import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

/** Every test fails on an error in the console, a violated Content-Security-Policy, or a request that was not answered well. */
export const test = base.extend<{ refusals: number[]; trouble: string[] }>({
  /** Statuses a test provokes on purpose. */
  refusals: [[], { option: true }],
  trouble: [
    async ({ page, refusals }, use) => {
      const trouble: string[] = [];
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`securitypolicyviolation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
        });
      });
      page.on('console', (message) => {
        if (message.type() !== 'error' && message.type() !== 'warning') return;
        // The browser repeats each refused answer here; `response` has judged it.
        if (message.text().startsWith('Failed to load resource')) return;
        // Said of what Next preloads for a page that was left before it was used.
        if (message.text().includes('was preloaded using link preload but not used')) return;
        trouble.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => trouble.push(`uncaught: ${error.message}`));
      page.on('response', (response) => {
        if (response.status() >= 400 && !refusals.includes(response.status()))
          trouble.push(`${response.status()}: ${response.request().method()} ${response.url()}`);
      });
      page.on('requestfailed', (request) => {
        // What a reader left behind by going on.
        if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
        trouble.push(`${request.failure()?.errorText}: ${request.url()}`);
      });
      await use(trouble);
      expect(trouble, 'the console, the policy and the network stay quiet').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Opens an address and waits until its buttons and keys work: React has taken over what the server sent. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForFunction(() => {
    const parts = document.querySelectorAll('main h1, main table, main button');
    return (
      parts.length > 0 && [...parts].every((part) => Object.keys(part).some((key) => key.startsWith('__reactFiber')))
    );
  });
  // Keys are listened for once React has come to rest.
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())));
}

/**
 * axe with all its rules, best practices too, or with those named; each finding as one readable line.
 * The rows of a table are all made alike: its first dozen stand for the hundred.
 */
export async function axe(page: Page, { only = [], without = [] }: { only?: string[]; without?: string[] } = {}) {
  const builder = new AxeBuilder({ page }).exclude('tbody tr:nth-child(n+13)').disableRules(without);
  const { violations } = await (only.length > 0 ? builder.withRules(only) : builder).analyze();
  return violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary ?? rule.help}`),
  );
}

/** What a reader of this window could not reach: a page wider than it, or a control that sticks out of it or hides its own words. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth;
    const found = wide > window.innerWidth ? [`the page is ${wide} px wide in a window of ${window.innerWidth}`] : [];
    const scrolls = (element: Element): boolean => {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true;
      }
      return false;
    };
    for (const control of document.querySelectorAll('a, button, input, select, textarea, summary, [tabindex="0"]')) {
      if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (control.matches('.skip, .sr, .sr *')) continue;
      const box = control.getBoundingClientRect();
      const name = `${control.tagName.toLowerCase()} "${(control.getAttribute('aria-label') ?? control.textContent ?? '').trim().slice(0, 60)}"`;
      if ((box.left < -1 || box.right > window.innerWidth + 1) && !scrolls(control))
        found.push(`${name} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} px`);
      if (control instanceof HTMLButtonElement && control.scrollWidth > control.clientWidth + 1)
        found.push(`${name} is ${control.scrollWidth} px of words in ${control.clientWidth}`);
    }
    return found;
  });
}

/** The first number in a sentence: `8 of 1,109` is 8. */
export const numberIn = (text: string | null): number =>
  Number((/\d[\d,]*/.exec(text ?? '')?.[0] ?? 'none').replaceAll(',', ''));
