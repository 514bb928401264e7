// The status page looks for news by itself while something is expected; it can be stopped, and works without this.
const EVERY_MS = 3000;
// The explanations at the end of the page are numbered in the order in which the page says the words.
const WORDS = 'section[aria-labelledby="words"]';
const news = document.querySelector('#status-news');
const button = document.querySelector('#status-follow');
let following = true;

async function look() {
  if (!following || document.hidden) return;
  const response = await fetch(location.href, { headers: { 'X-Background': '1' } }).catch(() => undefined);
  // A redirect means that the session has ended: the page stays as it is and says so when it is used.
  if (!response?.ok || response.redirected) return;
  // The main part alone: styles of another answer have another nonce, and these are here already.
  const [main = ''] = /<main.*<\/main>/s.exec(await response.text()) ?? [];
  const page = new DOMParser().parseFromString(main, 'text/html');
  const fresh = page.querySelector('#status');
  const shown = document.querySelector('#status');
  const updated = page.querySelector('#status-updated');
  if (updated) document.querySelector('#status-updated')?.replaceWith(updated);
  if (!fresh || !shown || fresh.dataset.version === shown.dataset.version) return;
  const open = document.activeElement?.closest('#status') ? document.activeElement.getAttribute('href') : undefined;
  shown.replaceWith(fresh);
  const words = page.querySelector(WORDS);
  if (words) document.querySelector(WORDS)?.replaceWith(words);
  if (open) fresh.querySelector(`a[href="${open}"]`)?.focus();
  if (news) news.textContent = news.dataset.changed;
  if (!page.querySelector('#status-follow')) {
    following = false;
    button?.remove();
  }
}

if (button) {
  button.hidden = false;
  button.addEventListener('click', () => {
    following = !following;
    button.textContent = following ? button.dataset.stop : button.dataset.start;
  });
  setInterval(look, EVERY_MS);
}
