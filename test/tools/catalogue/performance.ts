import { modelLines } from './models.js';
import { digits, type Line, medianOf, quotedRows } from './row.js';
import { siliconLines } from './silicon.js';

/** A point of a source that is left out, and why. */
export interface RefusedPoint {
  readonly source: string;
  readonly what: string;
  readonly why: string;
}

interface Points {
  readonly lines: Line[];
  readonly refused: RefusedPoint[];
}

const ARGONNE_SILICON: Readonly<Record<string, string>> = {
  'Nvidia A100 GPU': 'a100-40',
  'Nvidia H100 GPU': 'h100-sxm',
  'Nvidia GH200 GPU': 'gh200-96',
  'AMD MI300X GPU': 'mi300x',
  'Habana Gaudi2': 'gaudi2',
  'Intel PVC GPU': 'max-1550',
  'SambaNova SN40L': 'sn40l',
};
const ARGONNE_MODELS: Readonly<Record<string, string>> = {
  'meta-llama/Llama-2-7b-hf': 'llama-2-7b',
  'meta-llama/Llama-2-70b-hf': 'llama-2-70b',
  'meta-llama/Meta-Llama-3-8B': 'llama-3-8b',
  'meta-llama/Meta-Llama-3-70B': 'llama-3-70b',
  'mistralai/Mistral-7B-v0.1': 'mistral-7b',
  'mistralai/Mixtral-8x7B-v0.1': 'mixtral-8x7b',
  'Qwen/Qwen2-7B': 'qwen2-7b',
  'Qwen/Qwen2-72B': 'qwen2-72b',
  'Qwen/Qwen1.5-7B': 'qwen1.5-7b',
  'EleutherAI/gpt-j-6b': 'gpt-j-6b',
  'bigscience/bloom-7b1': 'bloom-7b1',
  'facebook/opt-6.7b': 'opt-6.7b',
  'huggyllama/llama-7b': 'llama-7b',
};

const argonne = (): Points => {
  const lines: Line[] = [];
  const refused: RefusedPoint[] = [];
  const rows = quotedRows('argonne');
  const pairOf = (row: (typeof rows)[number]): string =>
    [row.Hardware, row['Num of Hardware'], row.Model].join('\n');
  const hasUsual = new Set(rows.filter((row) => row['Batch Size'] !== '32').map(pairOf));
  for (const row of rows) {
    const batch = Number(row['Batch Size']);
    if (batch === 32 && hasUsual.has(pairOf(row))) continue;
    const [units, length] = [Number(row['Num of Hardware']), Number(row['Input Output Length'])];
    const [latency, throughput] = [Number(row.Latency), Number(row.Throughput)];
    const what = `${row.Hardware} x${units}, ${row.Model}, batch ${batch}`;
    const no = (why: string): void => {
      refused.push({ source: 'Argonne', what, why });
    };
    const silicon = ARGONNE_SILICON[row.Hardware ?? ''];
    const model = ARGONNE_MODELS[row.Model ?? ''];
    const follows = (batch * 2 * length) / latency;
    if (silicon === undefined)
      no('the source does not say whether a device is a card or one of its two dies');
    else if (model === undefined) no('its heads differ by layer or its configuration is not published');
    else if (Math.abs(throughput / follows - 1) > 0.02) {
      no(`throughput ${digits(throughput, 5)} is not batch x 2 x length / latency = ${digits(follows, 5)}`);
    } else {
      lines.push({
        from: 'argonne',
        kind: 'serving',
        id: `argonne.${model}.${silicon}.x${units}.b${batch}`,
        model,
        silicon,
        unitsPerReplica: units,
        tokensPerSecond: digits(throughput, 6),
        batch,
        source: `${row.Framework}, ${length} tokens in and ${length} out: ${batch} x ${2 * length} / ${digits(latency, 6)} s, input and output counted`,
      });
    }
  }
  return { lines, refused };
};

const MLPERF_SILICON: readonly (readonly [RegExp, string])[] = [
  [/^NVIDIA H100-SXM-80GB/, 'h100-sxm'],
  [/^NVIDIA H100-NVL-94GB/, 'h100-nvl'],
  [/^NVIDIA H200-SXM-141GB/, 'h200-sxm'],
  [/^NVIDIA B200/, 'b200-sxm'],
  [/^NVIDIA GH200.*144GB/, 'gh200-144'],
  [/^NVIDIA GH200.*96GB/, 'gh200-96'],
  [/^NVIDIA L40S/, 'l40s'],
  [/^AMD (Instinct )?MI300X/, 'mi300x'],
];
const MLPERF_MODELS: Readonly<Record<string, string>> = {
  'llama2-70b-99': 'llama-2-70b-fp8',
  'mixtral-8x7b': 'mixtral-8x7b-fp8',
};

const mlperf = (): Points => {
  const groups = new Map<string, ReturnType<typeof quotedRows>>();
  const refused: RefusedPoint[] = [];
  for (const row of quotedRows('mlperf')) {
    const silicon = MLPERF_SILICON.find(([name]) => name.test(row.accelerator ?? ''))?.[1];
    const model = MLPERF_MODELS[row.benchmark ?? ''];
    if (row.division !== 'closed' || silicon === undefined || model === undefined) {
      const why =
        row.division === 'closed'
          ? 'the silicon is no row of this snapshot'
          : 'open division: the model may be pruned';
      refused.push({ source: 'MLPerf', what: `${row.accelerator}, ${row.benchmark}, ${row.scenario}`, why });
      continue;
    }
    const key = `${model}\n${silicon}\n${Number(row.accel_per_node)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const lines = [...groups].flatMap(([key, rows]): Line[] => {
    const [model = '', silicon = '', count = ''] = key.split('\n');
    const middle = medianOf(rows.map((row) => Number(row.tokens_per_s)));
    const row = rows.find((one) => Number(one.tokens_per_s) === middle);
    if (row === undefined) return [];
    const units = Number(count);
    return [
      {
        from: 'mlperf',
        kind: 'serving',
        id: `mlperf.${model}.${silicon}.x${units}`,
        model,
        silicon,
        unitsPerReplica: units,
        tokensPerSecond: digits(middle, 6),
        firstTokenMs: Number(row.ttft_p99_ms),
        perOutputTokenMs: Number(row.tpot_p99_ms),
        batch: 64 * units,
        percentile: 99,
        source: `closed division, Server scenario, ${row.submitter} ${row.system_name}, the middle of ${rows.length} submissions`,
        note: `MLPerf counts output tokens alone, so the figure is a lower bound of input and output tokens. The batch is not in the submission: ${64 * units} is taken for the memory check.`,
      },
    ];
  });
  return { lines, refused };
};

const splitwise = (): Points => {
  const groups = new Map<string, ReturnType<typeof quotedRows>>();
  for (const row of quotedRows('splitwise')) {
    const key = [row.model, row.hardware, row.tensor_parallel, row.batch_size].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const lines = [...groups].flatMap(([key, rows]): Line[] => {
    const [of = '', hardware = '', parallel = '', size = ''] = key.split('\n');
    const [units, batch] = [Number(parallel), Number(size)];
    if (![1, 16, 64].includes(batch)) return [];
    const model = of === 'llama2-70b' ? 'llama-2-70b' : of;
    const silicon = hardware === 'h100-80gb' ? 'h100-sxm' : 'a100-80';
    const middle = (field: string): number => medianOf(rows.map((row) => Number(row[field])));
    const total = middle('e2e_time');
    return [
      {
        from: 'splitwise-speed',
        kind: 'serving',
        id: `splitwise.${model}.${silicon}.x${units}.b${batch}`,
        model,
        silicon,
        unitsPerReplica: units,
        tokensPerSecond: digits((batch * (512 + 128) * 1000) / total, 6),
        firstTokenMs: digits(middle('prompt_time'), 5),
        perOutputTokenMs: digits(middle('token_time'), 5),
        batch,
        source: `tensor parallel ${units}, 512 tokens in and 128 out, medians of ${rows.length} runs: ${batch} x 640 / ${digits(total, 6)} ms, input and output counted`,
      },
    ];
  });
  return { lines, refused: [] };
};

const JETSON: Readonly<Record<string, string>> = {
  'Llama 3.1 8B': 'llama-3-8b-int4',
  'Llama 3.2 3B': 'llama-3.2-3b-int4',
  'Qwen2.5 7B': 'qwen2.5-7b-int4',
  'Gemma 2 2B': 'gemma-2-2b-int4',
  'Gemma 2 9B': 'gemma-2-9b-int4',
  'Phi 3.5 3B': 'phi-3.5-mini-int4',
};

const jetson = (): Points => {
  const lines: Line[] = [];
  const refused: RefusedPoint[] = [];
  for (const row of quotedRows('jetson')) {
    const model = JETSON[row.model ?? ''];
    const rate = Number(row.jetson_orin_nano_super_tok_s);
    if (model === undefined) {
      refused.push({ source: 'Jetson', what: `${row.model}`, why: 'the size of the model is not stated' });
      continue;
    }
    lines.push({
      from: 'jetson',
      kind: 'serving',
      id: `jetson.${model}.jetson-orin-nano`,
      model,
      silicon: 'jetson-orin-nano',
      unitsPerReplica: 1,
      tokensPerSecond: rate,
      perOutputTokenMs: digits(1000 / rate, 4),
      batch: 1,
      source: `Orin Nano Super, ${row.quantization}, ${row.runtime}, one stream`,
      note: 'Output tokens alone, a lower bound of input and output tokens.',
    });
  }
  return { lines, refused };
};

/** Points of every source; those whose weights do not fit the units they are said to run on are refused. */
export const performancePoints = (): Points => {
  const all = [argonne(), mlperf(), splitwise(), jetson()];
  const memory = new Map(siliconLines().map((line) => [line.id, Number(line.memoryGiB) * 2 ** 30]));
  const weights = new Map(
    modelLines().map((line) => [line.id, Number(line.parametersBillion) * 1e9 * Number(line.bytesPerWeight)]),
  );
  const refused = all.flatMap((points) => points.refused);
  const lines = all
    .flatMap((points) => points.lines)
    .filter((line) => {
      const has = Number(line.unitsPerReplica) * (memory.get(String(line.silicon)) ?? Number.NaN);
      const needs = weights.get(String(line.model)) ?? Number.NaN;
      if (needs <= has) return true;
      const why = `weights of ${digits(needs / 1e9, 4)} GB in ${digits(has / 1e9, 4)} GB`;
      refused.push({ source: line.from, what: line.id, why });
      return false;
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { lines, refused };
};
