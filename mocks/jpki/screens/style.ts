/** Colours, sizes and focus of デジタル庁デザインシステム, for the few pages of the simulated apps. */
export const STYLE = `
*{box-sizing:border-box}
:root{color-scheme:light}
body{margin:0;background:#fff;color:#1a1a1a;font-family:'Noto Sans JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif;font-size:1rem;line-height:1.7;letter-spacing:.02em;line-break:strict;overflow-wrap:anywhere}
a{color:#0017c1;text-underline-offset:.2em}
header{background:#00118f;color:#fff;padding:.75rem 1rem}
header p{margin:0 auto;max-width:36rem;font-weight:700}
.simulation{background:#fffbe6;border-bottom:1px solid #b78f00;padding:.5rem 1rem;font-size:.875rem}
.simulation p{margin:0 auto;max-width:36rem}
main{max-width:38rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.5rem;line-height:1.4;margin:0 0 1rem;word-break:auto-phrase;text-wrap:pretty}
h2{font-size:1.125rem;line-height:1.5;margin:2rem 0 .5rem}
p{margin:.5rem 0}
label{display:block;font-weight:700;margin-top:1.5rem}
.required{color:#ce0000;font-size:.875rem;font-weight:400;margin-left:.5rem}
.support{color:#4d4d4d;margin:.25rem 0}
.tries{border-left:4px solid #0017c1;background:#f0f4ff;padding:.5rem .75rem;margin:1rem 0 0}
.tries strong{display:inline-block}
.error{color:#ce0000;margin:.25rem 0;font-weight:700}
.summary{border:2px solid #ce0000;border-radius:8px;padding:1rem;margin:0 0 1.5rem}
.summary h2{margin:0 0 .25rem;color:#ce0000}
input[type=password],input[type=text],input[type=search]{font:inherit;font-size:1.125rem;width:100%;min-height:3.5rem;padding:.5rem 1rem;border:1px solid #4d4d4d;border-radius:8px;background:#fff;color:#1a1a1a}
input.digits{max-width:10rem;letter-spacing:.3em}
input[aria-invalid=true]{border:2px solid #ce0000}
.check{display:flex;align-items:center;gap:.5rem;font-weight:400;margin-top:.75rem;min-height:2.75rem}
.check input{width:1.5rem;height:1.5rem}
button,.button{display:block;width:100%;min-height:3.5rem;margin-top:1rem;padding:.75rem 1rem;border:1px solid #0017c1;border-radius:8px;font:inherit;font-weight:700;text-align:center;text-decoration:none;cursor:pointer;background:#0017c1;color:#fff}
button.outline,.button.outline{background:#fff;color:#0017c1}
button:hover,.button:hover{background:#00118f;color:#fff}
:focus-visible{outline:4px solid #000;outline-offset:2px;box-shadow:0 0 0 2px #ffd43d;border-radius:4px}
.cards{list-style:none;margin:0;padding:0}
.cards button{text-align:left;display:flex;flex-wrap:wrap;gap:0 .75rem;align-items:baseline;background:#fff;color:#1a1a1a;border:1px solid #767676;font-weight:400;margin-top:.5rem}
.cards button:hover{background:#f0f4ff;color:#1a1a1a;border-color:#0017c1}
.cards strong{font-size:1.125rem}
.cards span{color:#4d4d4d;font-size:.875rem}
.cards .note{color:#1a1a1a;border:1px solid #767676;border-radius:4px;padding:0 .5rem}
.card{border:2px solid #0017c1;border-radius:16px;padding:1.25rem;background:#f0f4ff;margin:1.5rem 0}
.card p{margin:0}
.card .name{font-size:1.25rem;font-weight:700}
dl{margin:1rem 0}
dt{font-weight:700}
dd{margin:0 0 .75rem}
code{font-family:ui-monospace,monospace;font-size:.875rem}
details{margin-top:2rem;border-top:1px solid #767676;padding-top:1rem}
summary{cursor:pointer;min-height:2.75rem;padding:.5rem 0}
.actions{margin-top:2rem;border-top:1px solid #ccc}
.search{margin-top:.5rem;display:grid;grid-template-columns:1fr auto;gap:.5rem;align-items:end}
.search button{width:auto;margin:0}
@media (forced-colors:active){.tries,.summary,.cards .note{color:#1a1a1a;border:1px solid #767676;border-radius:4px;padding:0 .5rem}
.card{border:2px solid}}
`;

/** Adds 表示 to a field with a secret; without script the field works as it is. */
export const REVEAL_SCRIPT = `
for (const field of document.querySelectorAll('input[type=password]')) {
  const label = document.createElement('label');
  label.className = 'check';
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.addEventListener('change', () => { field.type = box.checked ? 'text' : 'password'; });
  label.append(box, '入力した文字を表示する');
  field.after(label);
}
`;
