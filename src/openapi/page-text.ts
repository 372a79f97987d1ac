/** Style of the page to try the routes. */
export const PAGE_CSS = `:root {
  color-scheme: light dark;
  --line: light-dark(#c5ccd3, #4a535c);
  --quiet: light-dark(#4d5761, #a9b4bf);
  --mark: light-dark(#0b5cad, #7cc0ff);
  --back: light-dark(#f6f8fa, #14191e);
  --wrong: light-dark(#a4161a, #ff9a9a);
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 1.5rem 0 0.5rem; }
p { margin: 0.25rem 0 0.75rem; }
a { color: var(--mark); }
label { display: block; font-weight: 600; margin: 0.75rem 0 0.25rem; }
select, input, textarea, button { font: inherit; padding: 0.4rem 0.5rem; border: 1px solid var(--line); border-radius: 4px; }
select, input { min-width: 16rem; max-width: 100%; }
textarea, pre { width: 100%; font: 14px/1.4 ui-monospace, monospace; tab-size: 2; }
textarea { min-height: 18rem; resize: vertical; }
pre { margin: 0; padding: 0.75rem; max-height: 32rem; overflow: auto; background: var(--back); border: 1px solid var(--line); border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; }
button { cursor: pointer; }
button[type="submit"] { background: var(--mark); color: light-dark(#fff, #06121e); border-color: transparent; font-weight: 600; padding: 0.4rem 1.25rem; }
button:disabled { opacity: 0.6; cursor: progress; }
:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
.fields { display: flex; flex-wrap: wrap; gap: 0 1rem; }
.fields > div { flex: 1 1 16rem; }
.quiet { color: var(--quiet); }
.wrong { color: var(--wrong); }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.75rem; }
[hidden] { display: none; }
`;

/** The page itself: a form without its choices, which the script fills from /openapi.json. */
export const PAGE_HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Placewright: try the routes</title>
<link rel="stylesheet" href="/docs/page.css">
<script src="/docs/page.js" type="module"></script>
</head>
<body>
<header>
<h1>Placewright</h1>
<p>Choose a route, load an example, send it, read the answer. Nothing leaves this service.
<a href="/openapi.json">openapi.json</a> <a href="/v1/schema">problem schema</a> <a href="/v1/limits">limits</a></p>
</header>
<main>
<noscript><p class="wrong">This page needs JavaScript. The same routes can be tried with curl; /openapi.json lists them.</p></noscript>
<form id="form">
<label for="route">Route</label>
<select id="route"></select>
<p id="summary" class="quiet"></p>
<div id="parameters" class="fields"></div>
<div id="body-part" hidden>
<div class="fields">
<div><label for="example">Example body</label><select id="example"><option value="">choose one to load it</option></select></div>
<div><label for="file">or a file of yours</label><input id="file" type="file" accept=".json,application/json"></div>
</div>
<label for="body">Body (JSON)</label>
<textarea id="body" spellcheck="false" autocomplete="off"></textarea>
</div>
<div class="actions">
<button type="submit" id="send">Send</button>
<button type="button" id="cancel" hidden>Cancel</button>
</div>
</form>
<section aria-labelledby="answer-heading">
<h2 id="answer-heading" tabindex="-1">Answer</h2>
<p id="status" role="status" aria-live="polite" class="quiet">Nothing sent yet.</p>
<div class="actions"><button type="button" id="copy" hidden>Copy the answer</button></div>
<pre id="answer" tabindex="0" aria-labelledby="answer-heading" hidden></pre>
<h2 id="curl-heading">The same with curl</h2>
<pre id="curl" tabindex="0" aria-labelledby="curl-heading"></pre>
</section>
</main>
</body>
</html>
`;
