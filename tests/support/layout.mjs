// Reads and writes files as the browser editor does: a JSON list of texts in, the same list laid out anew.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , yaml, layout] = process.argv;
globalThis.window = { jsyaml: createRequire(import.meta.url)(yaml) };
(0, eval)(readFileSync(layout, "utf8"));
const { fromFile, toFile } = window.catalogueLayout;
const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => toFile(fromFile(text)))));
