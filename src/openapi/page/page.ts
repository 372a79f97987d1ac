/** The script of /docs: fills the form from /openapi.json, sends the request, shows the answer. */

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly description?: string;
  readonly schema: { readonly enum?: readonly string[]; readonly default?: unknown };
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** Name of the body's schema; null: no body. */
  readonly body: string | null;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const element = <Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind => {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
};

const form = element('form', HTMLFormElement);
const route = element('route', HTMLSelectElement);
const summary = element('summary', HTMLElement);
const parameterFields = element('parameters', HTMLElement);
const bodyPart = element('body-part', HTMLElement);
const example = element('example', HTMLSelectElement);
const file = element('file', HTMLInputElement);
const body = element('body', HTMLTextAreaElement);
const send = element('send', HTMLButtonElement);
const cancel = element('cancel', HTMLButtonElement);
const status = element('status', HTMLElement);
const answer = element('answer', HTMLElement);
const copy = element('copy', HTMLButtonElement);
const curl = element('curl', HTMLElement);

const say = (text: string, isWrong = false): void => {
  status.textContent = text;
  status.className = isWrong ? 'wrong' : 'quiet';
};

const resolved = (spec: Json, value: unknown): unknown => {
  if (!isObject(value) || typeof value.$ref !== 'string') return value;
  return value.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), spec);
};

const isParameter = (value: unknown): value is Parameter =>
  isObject(value) && typeof value.name === 'string' && isObject(value.schema);

const bodyOf = (operation: Json): string | null => {
  const ref = JSON.stringify(operation.requestBody ?? null).match(/#\/components\/schemas\/([A-Za-z]+)/);
  return ref?.[1] ?? null;
};

const operationsOf = (spec: Json): Operation[] => {
  const paths = isObject(spec.paths) ? spec.paths : {};
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(isObject(methods) ? methods : {}).flatMap(([method, operation]) => {
      if (!isObject(operation)) return [];
      const parameters = Array.isArray(operation.parameters) ? operation.parameters : [];
      return [
        {
          method: method.toUpperCase(),
          path,
          summary: String(operation.summary),
          parameters: parameters.map((one) => resolved(spec, one)).filter(isParameter),
          body: bodyOf(operation),
        },
      ];
    }),
  );
};

const loadJson = async (path: string): Promise<unknown> => {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`GET ${path} answered ${response.status}`);
  return response.json();
};

let operations: readonly Operation[] = [];
const chosen = (): Operation | undefined => operations[route.selectedIndex];

const fieldOf = (parameter: Parameter): HTMLElement => {
  const id = `parameter-${parameter.name}`;
  const label = document.createElement('label');
  label.htmlFor = id;
  label.textContent = `${parameter.name} (${parameter.in})`;
  const { schema } = parameter;
  const input = document.createElement(schema.enum === undefined ? 'input' : 'select');
  input.id = id;
  input.dataset.name = parameter.name;
  input.dataset.in = parameter.in;
  if (input instanceof HTMLSelectElement) {
    for (const value of ['', ...(schema.enum ?? [])])
      input.add(new Option(value === '' ? 'not sent' : value, value));
  } else input.placeholder = schema.default === undefined ? 'not sent' : String(schema.default);
  const hint = document.createElement('p');
  hint.className = 'quiet';
  hint.id = `${id}-hint`;
  hint.textContent = parameter.description ?? '';
  input.setAttribute('aria-describedby', hint.id);
  const field = document.createElement('div');
  field.append(label, input, hint);
  return field;
};

interface Ready {
  readonly url: string;
  readonly init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
  };
}

const readyRequest = (operation: Operation): Ready => {
  let path = operation.path;
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  for (const field of parameterFields.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
    'input, select',
  )) {
    const { name = '' } = field.dataset;
    const value = field.value.trim();
    if (field.dataset.in === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== '' && field.dataset.in === 'query') query.set(name, value);
    else if (value !== '') headers[name] = value;
  }
  const url = query.size === 0 ? path : `${path}?${query}`;
  if (operation.body === null) return { url, init: { method: operation.method, headers } };
  headers['Content-Type'] = 'application/json';
  return { url, init: { method: operation.method, headers, body: body.value } };
};

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const showCurl = (): void => {
  const operation = chosen();
  if (operation === undefined) return;
  const { url, init } = readyRequest(operation);
  const parts = [
    'curl',
    ...(init.method === 'GET' ? [] : [`-X ${init.method}`]),
    ...Object.entries(init.headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(operation.body === null ? [] : ['--data-binary @body.json']),
    quoted(new URL(url, location.href).href),
  ];
  curl.textContent = parts.join(' ');
};

const showOperation = (): void => {
  const operation = chosen();
  if (operation === undefined) return;
  summary.textContent = `${operation.summary}.`;
  parameterFields.replaceChildren(...operation.parameters.map(fieldOf));
  bodyPart.hidden = operation.body === null;
  example.value = '';
  body.value = '';
  showCurl();
};

/** The rows of a plan in which every workload runs on the first offer: something to change, not a good plan. */
const firstRows = (problem: Json): Json[] => {
  const list = (name: string): readonly unknown[] => {
    const value = problem[name];
    return Array.isArray(value) ? value : [];
  };
  const [offer] = list('offers');
  return list('workloads').flatMap((workload) =>
    isObject(workload) && isObject(offer)
      ? [{ workload: workload.id, offer: offer.id, shareFraction: 1 }]
      : [],
  );
};

const bodyFor = (operation: Operation, problem: unknown): unknown => {
  if (!isObject(problem) || operation.body === 'ProblemBody') return problem;
  const rows = firstRows(problem);
  return operation.body === 'CompareRequest' ? { problem, a: rows, b: rows } : { problem, rows };
};

const put = (text: string): void => {
  const operation = chosen();
  if (operation === undefined) return;
  const value: unknown = JSON.parse(text);
  const isWhole = isObject(value) && 'problem' in value;
  body.value = JSON.stringify(isWhole ? value : bodyFor(operation, value), null, 2);
  showCurl();
};

const loadExample = async (): Promise<void> => {
  if (example.value === '') return;
  put(JSON.stringify(await loadJson(`/docs/examples/${encodeURIComponent(example.value)}`)));
  say(`Loaded ${example.value}.`);
};

const loadFile = async (): Promise<void> => {
  const [picked] = file.files ?? [];
  if (picked === undefined) return;
  put(await picked.text());
  say(`Loaded ${picked.name}.`);
};

const pretty = (text: string, type: string): string =>
  type.includes('json') ? JSON.stringify(JSON.parse(text), null, 2) : text;

const submit = async (): Promise<void> => {
  const operation = chosen();
  if (operation === undefined) return;
  const ended = new AbortController();
  cancel.onclick = () => ended.abort();
  send.disabled = true;
  cancel.hidden = false;
  say('Sent; waiting for the answer.');
  const startedMs = performance.now();
  try {
    const { url, init } = readyRequest(operation);
    const response = await fetch(url, { ...init, signal: ended.signal });
    const text = await response.text();
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    answer.textContent = pretty(text, response.headers.get('Content-Type') ?? '');
    answer.hidden = false;
    copy.hidden = false;
    const id = response.headers.get('X-Request-Id') ?? 'none';
    say(
      `${response.status} ${response.statusText} in ${seconds} s, ${text.length.toLocaleString('en')} characters, request id ${id}`,
      !response.ok,
    );
    element('answer-heading', HTMLElement).focus();
  } finally {
    send.disabled = false;
    cancel.hidden = true;
  }
};

/** Runs a step of the page; what goes wrong is told where a person looks. */
const attempt = (step: () => Promise<void>) => (): void => {
  step().catch((error: unknown) => {
    const isCancel = error instanceof DOMException && error.name === 'AbortError';
    say(isCancel ? 'Cancelled.' : error instanceof Error ? error.message : String(error), !isCancel);
  });
};

const main = async (): Promise<void> => {
  const spec = await loadJson('/openapi.json');
  if (!isObject(spec)) throw new Error('/openapi.json is no object');
  operations = operationsOf(spec);
  for (const { method, path, summary: what } of operations)
    route.add(new Option(`${method} ${path} - ${what}`));
  const listed = await loadJson('/docs/examples');
  const examples = isObject(listed) && Array.isArray(listed.examples) ? listed.examples : [];
  for (const one of examples) example.add(new Option(`${one.name}: ${one.title}`, String(one.name)));
  showOperation();
};

route.addEventListener('change', showOperation);
parameterFields.addEventListener('input', showCurl);
example.addEventListener('change', attempt(loadExample));
file.addEventListener('change', attempt(loadFile));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(submit)();
});
copy.addEventListener(
  'click',
  attempt(async () => {
    await navigator.clipboard.writeText(answer.textContent ?? '');
    say('Copied.');
  }),
);
attempt(main)();
