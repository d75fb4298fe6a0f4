/* Runs the site's own search engine for the command line: the site's folder, the language, then {queries, limit, typing} on standard input;
   an answer a query on standard output, each hit with its name. */
"use strict";
const fs = require("fs"), path = require("path"), vm = require("vm");
const site = process.argv[2], language = process.argv[3];
const run = (file) => vm.runInThisContext(fs.readFileSync(path.join(site, file), "utf8"), { filename: file });

run("assets/search.js");
run("search/current.js");
const search = globalThis.motcua.search;
if (search.current.version !== search.VERSION) throw new Error("the index is of another version than the engine: build the site again");
(search.current.first[language] || Object.values(search.current.first)[0]).concat(search.current.more).forEach(run);
const prepared = search.prepare(search.shards, language), asked = JSON.parse(fs.readFileSync(0, "utf8"));
search.extend(prepared);
process.stdout.write(JSON.stringify({
  procedures: asked.procedures ? Array.from({ length: prepared.size }, (_, i) => ({
    code: prepared.code[i], name: search.officialName(prepared, i), field: (prepared.fields[prepared.field[i]] || { name: "" }).name })) : [],
  answers: asked.queries.map((query) => {
    const answer = search.find(prepared, query, { limit: asked.limit, language, typing: asked.typing });
    answer.hits.forEach((hit) => { [hit.name] = search.nameOf(prepared, hit.i); });
    answer.events = answer.events.map((number) => prepared.events[number].name);
    return answer;
  }),
}));
