/** What the import reads of a node of the format's JSON Schema. */
export interface SchemaNode {
  /** A number comes with `object`: a range may stand in its place. */
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly propertyNames?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly description?: string;
  readonly 'x-unit'?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

/** A node that is no choice between others, with the meaning and unit of the choice it was part of. */
export type PlainNode = Omit<SchemaNode, 'anyOf' | 'oneOf' | '$ref' | 'type'> & { readonly type?: string };

const definition = (root: SchemaNode, ref: string): SchemaNode => {
  const name = /^#\/\$defs\/(.+)$/.exec(ref)?.[1];
  const found = name === undefined ? undefined : root.$defs?.[name];
  if (found === undefined)
    throw new Error(`the schema of the format refers to ${ref}, which it does not hold`);
  return found;
};

/** A cell holds a number; a range {low, likely, high} is written in JSON alone. */
const withoutRange = ({ type, required, additionalProperties, ...rest }: SchemaNode): PlainNode => {
  if (type === undefined || typeof type === 'string')
    return {
      ...rest,
      ...(type === undefined ? {} : { type }),
      ...(required === undefined ? {} : { required }),
      ...(additionalProperties === undefined ? {} : { additionalProperties }),
    };
  const own = type.find((one) => one !== 'object');
  return { ...rest, ...(own === undefined ? {} : { type: own }) };
};

/** The plain nodes a value may fit. */
export const optionsOf = (root: SchemaNode, node: SchemaNode): PlainNode[] => {
  if (node.$ref !== undefined) {
    const { $ref, ...outer } = node;
    return optionsOf(root, { ...definition(root, $ref), ...outer });
  }
  const choices = node.anyOf ?? node.oneOf;
  if (choices === undefined) return [withoutRange(node)];
  const outer = {
    ...(node.description === undefined ? {} : { description: node.description }),
    ...(node['x-unit'] === undefined ? {} : { 'x-unit': node['x-unit'] }),
  };
  return choices.flatMap((choice) => optionsOf(root, { ...outer, ...choice }));
};

/** Values a node names one by one. */
export const choicesOf = (node: Pick<SchemaNode, 'const' | 'enum'>): readonly unknown[] =>
  node.const !== undefined ? [node.const] : (node.enum ?? []);

const SCALARS: Readonly<Record<string, Kind>> = {
  number: 'number',
  integer: 'number',
  string: 'text',
  boolean: 'boolean',
  null: 'null',
};

/** What one cell may hold. */
export type Kind = 'number' | 'text' | 'boolean' | 'null';

/** The kind of a single value; undefined for lists and objects. */
export const kindOf = (node: PlainNode): Kind | undefined => {
  const type = node.type ?? typeof choicesOf(node)[0];
  return Object.hasOwn(SCALARS, type) ? SCALARS[type] : undefined;
};
