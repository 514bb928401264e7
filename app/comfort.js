// Small comforts: a form is sent once, and the list of errors has the focus.
const SENT_FOR_MS = 5000;

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = '1';
  setTimeout(() => delete form.dataset.sent, SENT_FOR_MS);
});

window.addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// A phone that scanned a code brings it behind the # of the address: it never reaches the server by itself.
const scanned = document.querySelector('[data-from-address]');
if (scanned && !scanned.value) scanned.value = location.hash.slice(1);

document.querySelector('[data-error-summary]')?.focus();
