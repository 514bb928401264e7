// Days of the record can be chosen by a slider too; the fields and the button stay, and work without this.
const form = document.querySelector('[data-time-form]');
const news = document.querySelector('#past-news');
let latest = 0;

async function show() {
  latest += 1;
  const mine = latest;
  const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
  const response = await fetch(address).catch(() => undefined);
  if (mine !== latest) return;
  // Signed out, or refused: the whole page says why.
  if (!response || response.redirected || response.status >= 500) return form.requestSubmit();
  // The main part alone: styles of another answer have another nonce, and these are here already.
  const [main = ''] = /<main.*<\/main>/s.exec(await response.text()) ?? [];
  const page = new DOMParser().parseFromString(main, 'text/html');
  const fresh = page.querySelector('#past-result');
  if (!response.ok || !fresh) return form.requestSubmit();
  document.querySelector('#past-result')?.replaceWith(fresh);
  history.replaceState(null, '', address);
  if (news) news.textContent = fresh.dataset.title || news.dataset.nothing;
}

for (const place of form?.querySelectorAll('[data-stops]') ?? []) {
  const stops = JSON.parse(place.dataset.stops);
  const field = form.elements.namedItem(place.dataset.field);
  if (stops.length < 2 || !field) continue;
  const slider = document.createElement('input');
  const words = document.createElement('output');
  slider.type = 'range';
  slider.className = 'h-9 w-full';
  slider.max = String(stops.length - 1);
  slider.step = '1';
  const at = stops.findIndex((stop) => stop.text === field.value);
  slider.value = String(at < 0 ? stops.length - 1 : at);
  slider.setAttribute('aria-label', place.dataset.label);
  words.className = 'block text-[0.875rem]';
  const name = () => {
    const stop = stops[Number(slider.value)];
    words.textContent = stop.words;
    slider.setAttribute('aria-valuetext', stop.words);
    return stop;
  };
  slider.addEventListener('input', () => {
    field.value = name().text;
  });
  slider.addEventListener('change', show);
  name();
  place.append(slider, words);
  place.hidden = false;
}
