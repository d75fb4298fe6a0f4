// What browsers of given versions do not know of style sheets and scripts, by the compatibility data of MDN.
//
// Asked on standard input with { mode, versions, files } as JSON, it answers on standard output:
//   mode "lint"   [{ file, line, column, feature }, ...]: what the files use that one of the browsers lacks, or that nobody knows
//   mode "strip"  { file: text, ... }: the style sheets as such browsers read them, without what they would pass over
import { readFileSync } from "node:fs";

import data from "@mdn/browser-compat-data/forLegacyNode";
import { ESLint } from "eslint";
import compat from "eslint-plugin-compat";
import esx from "eslint-plugin-es-x";
import postcss from "postcss";
import selectors from "postcss-selector-parser";
import values from "postcss-value-parser";

const { mode, versions, files } = JSON.parse(readFileSync(0, "utf-8"));
// The names of browsers in the data of MDN, and in the queries of browserslist.
const QUERIES = { chrome: "chrome", chrome_android: "and_chr", safari: "safari", safari_ios: "ios_saf" };
const GAPS = new Set(["gap", "row-gap", "column-gap"]);

function isLater(one, other) {
  const [a, b] = [one, other].map(each => each.replace("≤", "").split(".").map(Number));
  return a[0] !== b[0] ? a[0] > b[0] : (a[1] ?? 0) > (b[1] ?? 0);
}

function isIn(statement, version) {
  const { version_added: added, version_removed: removed, flags, prefix, alternative_name: other } = statement;
  return typeof added === "string" && added !== "preview" && !flags && !prefix && !other && !isLater(added, version) &&
    !(typeof removed === "string" && !isLater(removed, version));
}

// Whether every one of the browsers has the feature in its plain spelling.
function isKnown(feature) {
  return Object.entries(versions).every(([browser, version]) =>
    [feature.__compat.support[browser] ?? []].flat().some(statement => isIn(statement, version)));
}

// Every feature of a name, wherever below a part of the data it stands.
function named(part, wanted, found = new Map()) {
  for (const [name, inner] of Object.entries(part)) {
    if (name === "__compat") continue;
    if (inner.__compat && wanted(name)) found.set(name, [...(found.get(name) ?? []), inner]);
    named(inner, wanted, found);
  }
  return found;
}

const functions = named(data.css.types, () => true);
const members = named({ api: data.api, builtins: data.javascript.builtins }, () => true);

// Style sheets: each function yields the names of what is not known.

function* unknown(name, feature) {
  if (!feature?.__compat || !isKnown(feature)) yield name;
}

function* inSelector(text) {
  const found = [];
  selectors(root => root.walk(node => {
    if (node.type === "nesting") found.push(["selectors.nesting", data.css.selectors.nesting]);
    if (node.type !== "pseudo") return;
    const name = node.value.replace(/^:+/, "");
    if (name.startsWith("-")) return;
    found.push([`selectors.${name}`, data.css.selectors[name]]);
    if (name === "not" && (node.nodes.length > 1 || node.nodes[0].nodes.length > 1)) found.push(["selectors.not.selector_list", data.css.selectors.not.selector_list]);
  })).processSync(text);
  for (const [name, feature] of found) yield* unknown(name, feature);
}

function* inValue(property, text, known) {
  const found = [];
  values(text).walk(node => {
    if (node.type === "word") {
      if (known?.[node.value]?.__compat) found.push([`properties.${property}.${node.value}`, [known[node.value]]]);
      const unit = /^[-+]?[\d.]+([a-z]+)$/i.exec(node.value)?.[1];
      if (/^[dsl]v(w|h|i|b|min|max)$/.test(unit)) found.push([`units.${unit}`, [data.css.types.length.viewport_percentage_units_dynamic]]);
      else if (unit && data.css.types.length[unit]) found.push([`units.${unit}`, [data.css.types.length[unit]]]);
    }
    if (node.type === "function" && node.value && !node.value.startsWith("-") && functions.has(node.value)) found.push([`functions.${node.value}`, functions.get(node.value)]);
  });
  for (const [name, features] of found) if (!features.some(isKnown)) yield name;
}

function* inDeclaration({ prop, value, parent }) {
  const property = prop.toLowerCase();
  if (property.startsWith("--")) return yield* unknown("properties.custom-property", data.css.properties["custom-property"]);
  if (property.startsWith("-")) return;
  const descriptor = parent?.type === "atrule" && data.css["at-rules"][parent.name]?.[property];
  if (descriptor) return yield* unknown(`at-rules.${parent.name}.${property}`, descriptor);
  const known = data.css.properties[property.replace(/^grid-(?=(row-|column-)?gap$)/, "")];
  if (!known?.__compat || !isKnown(known)) return yield `properties.${property}`;
  yield* inValue(property, value, known);
  if (GAPS.has(property) && parent?.some?.(other => other.prop === "display" && /\bflex\b/.test(other.value)))
    yield* unknown(`properties.${property}.flex_context`, known.flex_context);
}

function* inAtRule({ name, params }) {
  if (name.startsWith("-")) return;
  const rule = data.css["at-rules"][name];
  yield* unknown(`at-rules.${name}`, rule);
  if (name !== "media") return;
  for (const [, feature] of params.matchAll(/\(\s*(?:min-|max-)?([a-z][a-z-]*)\s*[:)]/g)) yield* unknown(`at-rules.media.${feature}`, rule[feature]);
  if (/[<>]/.test(params)) yield* unknown("at-rules.media.range_syntax", rule.range_syntax);
}

// Whether all the browsers answer yes to a condition of @supports.
function holds(nodes) {
  const terms = nodes.filter(node => node.type === "word" || node.type === "function");
  const words = terms.map(term => (term.type === "word" ? term.value.toLowerCase() : ""));
  const answers = terms.filter(term => term.type === "function").map(isTrue);
  const joined = words.includes("or") ? answers.some(Boolean) : answers.every(Boolean);
  return words[0] === "not" ? !joined : joined;
}

function isTrue(term) {
  const inside = values.stringify(term.nodes);
  if (term.value === "selector") return isKnown(data.css["at-rules"].supports.selector) && [...inSelector(inside)].length === 0;
  if (term.value) return false;
  const at = term.nodes.findIndex(node => node.type === "div" && node.value === ":");
  if (at < 0) return holds(term.nodes);
  const prop = values.stringify(term.nodes.slice(0, at)).trim(), value = values.stringify(term.nodes.slice(at + 1)).trim();
  return [...inDeclaration({ prop, value })].length === 0;
}

// Visit what such browsers come to read: not what stands in a block that they pass over.
function visit(container, report) {
  for (const node of [...(container.nodes ?? [])]) {
    if (node.type === "decl") report(node, [...inDeclaration(node)]);
    if (node.type === "rule") {
      const isFrame = /keyframes$/.test(node.parent.name ?? "");
      const faults = isFrame ? [] : [...inSelector(node.selector)];
      report(node, faults);
      if (!faults.length) visit(node, report);
    }
    if (node.type === "atrule") {
      const isSkipped = node.name === "supports" && !holds(values(node.params).nodes);
      const faults = isSkipped ? [] : [...inAtRule(node)];
      report(node, faults, isSkipped);
      if (!faults.length && !isSkipped) visit(node, report);
    }
  }
}

function sheet(file) {
  return postcss.parse(readFileSync(file, "utf-8"), { from: file });
}

function lintSheet(file) {
  const found = [];
  visit(sheet(file), (node, faults) => {
    const { line, column } = node.source.start;
    for (const feature of new Set(faults)) found.push({ file, line, column, feature });
  });
  return found;
}

function stripped(file) {
  const root = sheet(file);
  visit(root, (node, faults, isSkipped) => { if (faults.length || isSkipped) node.remove(); });
  return root.toString();
}

// Scripts: syntax and methods by the year of the language, globals by browserslist, members of whatever object by their name.

// What is only read may be a name of our own data; what is called, or asked of a global, is the browser's.
const GLOBALS = new Set(["document", "history", "location", "navigator", "screen", "self", "window"]);
const texts = files.filter(file => file.endsWith(".js")).map(file => readFileSync(file, "utf-8"));
const isOurs = name => texts.some(text => new RegExp(`\\.${name}\\s*=[^=]|[{,]\\s*${name}\\s*:`).test(text));
const membersKnown = {
  create: context => ({
    MemberExpression(node) {
      const { object, computed, property, parent } = node;
      const isTheirs = !computed && (parent.callee === node && !isOurs(property.name) || GLOBALS.has(object.name));
      const features = isTheirs && members.get(property.name);
      if (features && !features.some(isKnown)) context.report({ node: property, message: `members.${property.name}` });
    },
  }),
};

async function lintScripts(scripts) {
  const browsers = Object.entries(QUERIES).filter(([name]) => versions[name]).map(([name, query]) => `${query} ${versions[name]}`);
  const eslint = new ESLint({
    cwd: "/",
    ignore: false,
    overrideConfigFile: true,
    overrideConfig: [
      esx.configs["flat/restrict-to-es2020"],
      {
        files: ["**/*.js"],
        languageOptions: { ecmaVersion: 2020, sourceType: "script" },
        plugins: { compat, floor: { rules: { members: membersKnown } } },
        settings: { browsers },
        rules: { "compat/compat": "error", "floor/members": "error", "es-x/no-regexp-lookbehind-assertions": "error" },
      },
    ],
  });
  const results = scripts.length ? await eslint.lintFiles(scripts) : [];
  return results.flatMap(({ filePath, messages }) => messages.map(({ line, column, ruleId, message }) => ({
    file: filePath, line, column, feature: ruleId === "floor/members" ? message : `${ruleId ?? "syntax"}: ${message.split(" is not supported in ")[0]}`,
  })));
}

const answer = mode === "strip"
  ? Object.fromEntries(files.map(file => [file, stripped(file)]))
  : [...files.filter(file => file.endsWith(".css")).flatMap(lintSheet), ...await lintScripts(files.filter(file => file.endsWith(".js")))];
process.stdout.write(JSON.stringify(answer));
