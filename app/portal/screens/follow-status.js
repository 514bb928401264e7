// The status page looks for news by itself while something is expected; it can be stopped, and works without this.
const EVERY_MS = 3000;
const news = document.querySelector('#status-news');
const button = document.querySelector('#status-follow');
let following = true;

async function look() {
  if (!following || document.hidden) return;
  const response = await fetch(location.href, { headers: { 'X-Background': '1' } }).catch(() => undefined);
  // A redirect means that the session has ended: the page stays as it is and says so when it is used.
  if (!response?.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const fresh = page.querySelector('#status');
  const shown = document.querySelector('#status');
  const updated = page.querySelector('#status-updated');
  if (updated) document.querySelector('#status-updated')?.replaceWith(updated);
  if (!fresh || !shown || fresh.dataset.version === shown.dataset.version) return;
  const open = document.activeElement?.closest('#status') ? document.activeElement.getAttribute('href') : undefined;
  shown.replaceWith(fresh);
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
