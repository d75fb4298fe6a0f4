/* How the browser editor reads and writes a file: as `motcua fmt` lays it out, so that a proposal shows what was changed. */
"use strict";

window.catalogueLayout = (() => {
  const WIDEST_ROW = 120;
  /* The union of what YAML 1.1 and 1.2 read as another type than text. */
  const ANOTHER_TYPE = new RegExp(`^(?:${[
    "~|null|Null|NULL|=|<<", "y|Y|yes|Yes|YES|n|N|no|No|NO", "true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF",
    "[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?0x[0-9a-fA-F_]+", "[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?",
    "[-+]?(?:[0-9][0-9_]*(?:\\.[0-9._]*)?|\\.[0-9._]+)(?:[eE][-+]?[0-9]+)?", "[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)",
    "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \\t]+)[0-9:.]+(?:[ \\t]*(?:Z|[-+][0-9:]+))?)?",
  ].join("|")})$`);
  const DAY = /^\d{4}-\d{2}-\d{2}$/;
  const NEEDS_NO_QUOTES = /^[\p{L}\p{N}][^\n\t"\\]*$/u;
  const ENDS_A_SCALAR = /:(?:\s|$)|\s#|\s$/;
  const NAME = /^[a-z0-9][a-z0-9_.-]*$/;
  const WORD = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}_./+-]*$/u;
  const LENGTH_OF_TIME = ["value", "up_to", "unit"];

  const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  const text = (words) => {
    /* A day is the one text that fields of a type of their own hold; such fields take it without quotes. */
    if (DAY.test(words)) return words;
    if (NEEDS_NO_QUOTES.test(words) && !ENDS_A_SCALAR.test(words) && !ANOTHER_TYPE.test(words)) return words;
    if (!/[\n\t]/.test(words) && /["\\]/.test(words)) return `'${words.replaceAll("'", "''")}'`;
    return JSON.stringify(words);
  };

  const scalar = (value) => {
    if (isMapping(value)) return `{${Object.entries(value).map(([name, each]) => `${name}: ${scalar(each)}`).join(", ")}}`;
    return typeof value === "string" ? text(value) : String(value);
  };

  const isLengthOfTime = (value) => Object.entries(value).every(([name, each]) =>
    LENGTH_OF_TIME.includes(name) && (typeof each === "number" || (typeof each === "string" && WORD.test(scalar(each)))));

  const wrapped = (row, indent) => row.split(" ").reduce((lines, word) => {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= WIDEST_ROW) return [...lines.slice(0, -1), `${last} ${word}`];
    return [...lines, last === undefined ? word : indent + word];
  }, []);

  /* A list of names in brackets, or of single words on one line; nothing when it holds anything else. */
  const row = (head, values, indent) => {
    if (!values.every((each) => typeof each === "string" && WORD.test(each))) return [];
    const inner = `${head.trimStart()} [${values.map(scalar).join(", ")}]`;
    const before = " ".repeat(head.length - head.trimStart().length);
    if (values.every((each) => NAME.test(each) && !ANOTHER_TYPE.test(each))) {
      const lines = wrapped(before.replaceAll(" ", "\u0000") + inner, indent);
      return lines.map((line) => line.replaceAll("\u0000", " "));
    }
    return before.length + inner.length <= WIDEST_ROW ? [before + inner] : [];
  };

  const leaf = (head, value, indent) => {
    const isBlock = typeof value === "string" && value.includes("\n") && !/^\s|\n\n$|\t/.test(value);
    if (!isBlock) return [`${head} ${scalar(value)}`];
    const lines = value.replace(/\n$/, "").split("\n").map((line) => (line ? indent + line : ""));
    return [`${head} |${value.endsWith("\n") ? "" : "-"}`, ...lines];
  };

  const entry = (head, value, indent) => {
    const inner = `${indent}  `;
    if (isMapping(value) && !isLengthOfTime(value)) return [head, ...mapping(value, inner)];
    if (!Array.isArray(value)) return leaf(head, value, inner);
    const short = row(head, value, inner);
    return short.length ? short : [head, ...value.flatMap((each) => item(each, inner))];
  };

  const item = (value, indent) => {
    if (!isMapping(value)) return leaf(`${indent}-`, value, `${indent}  `);
    const [first, ...rest] = mapping(value, `${indent}  `);
    return [`${indent}- ${first.trimStart()}`, ...rest];
  };

  const mapping = (values, indent) => Object.entries(values).flatMap(([name, value]) => entry(`${indent}${name}:`, value, indent));

  /* Decap's maps forget the order of many names; that of the fields is the file's. */
  const arranged = (value, fields) => {
    if (Array.isArray(value)) return value.map((each) => arranged(each, fields));
    if (!isMapping(value) || !fields) return value;
    const place = (name) => (fields.findIndex((each) => each.name === name) + 1 || fields.length + 1);
    const below = (name) => fields.find((each) => each.name === name)?.fields;
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => place(one) - place(other)).map(([name, each]) => [name, arranged(each, below(name))]));
  };

  return {
    fromFile: (content) => window.jsyaml.load(content, { schema: window.jsyaml.CORE_SCHEMA }),
    /* A file of these values; `fields` are those of its kind. */
    toFile: (values, fields) => mapping(arranged(values, fields), "").map((line) => `${line}\n`).join(""),
  };
})();
