// One key for what stands on the officers' pages as a button, link or field anyway; can be switched off (WCAG 2.1.4).
const SETTING = 'office-shortcuts';

function isOn() {
  try {
    return localStorage.getItem(SETTING) !== 'off';
  } catch {
    return true;
  }
}

function show() {
  const on = isOn();
  for (const hint of document.querySelectorAll('[data-key-hint]')) hint.hidden = !on;
  for (const button of document.querySelectorAll('[data-key-switch]')) {
    button.hidden = false;
    button.setAttribute('aria-pressed', String(on));
    const state = button.querySelector('[data-key-state]');
    if (state) state.textContent = on ? 'オン' : 'オフ';
  }
}

function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** From row to row of the list, by the link that opens it. */
function moveRow(step) {
  const rows = [...document.querySelectorAll('a[data-row]')];
  if (rows.length === 0) return false;
  const at = rows.findIndex((row) => row.closest('tr')?.contains(document.activeElement));
  rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step))]?.focus();
  return true;
}

function markRow() {
  const box = document.activeElement?.closest('tr')?.querySelector('input[type="checkbox"]');
  box?.click();
  return Boolean(box);
}

/** What cannot be undone is only brought into focus; Enter presses it. */
function press(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!(target instanceof HTMLElement) || target.matches(':disabled')) return false;
  if (isTyping(target) || 'keyFocus' in target.dataset) target.focus();
  else target.click();
  return true;
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || !event.target.closest('[data-key-switch]')) return;
  try {
    localStorage.setItem(SETTING, isOn() ? 'off' : 'on');
  } catch {
    // Without storage the setting cannot be kept.
  }
  show();
});

document.addEventListener('keydown', (event) => {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  if (event.defaultPrevented || modified || event.isComposing || event.repeat || !isOn() || isTyping(event.target))
    return;
  const key = event.key.toLowerCase();
  const done =
    key === 'j' ? moveRow(1) : key === 'k' ? moveRow(-1) : key === 'x' ? markRow() : key.length === 1 && press(key);
  if (done) event.preventDefault();
});

if (document.querySelector('[data-key]')) show();
