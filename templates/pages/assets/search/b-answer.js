/* The search engine's answer: codes first, then what ranks highest, its senses, and what else may have been meant. */
(function () {
  "use strict";
  const search = motcua.search, { LEVELS, APPLICANTS, LONGEST, STANDING, explained, fold, isSyllable, nameOf, parse, rank, syllables } = search;
  // How much more a spelling counts beside its neighbour, what the number of a paper is worth, how many syllables it may have.
  const BESIDE = 1000, PAPER = 0.6, MOST_NUMBER = 6;

  const CODE = /(?:^|[^\d.])(\d)[.,\s]?(\d{6})(?:\.?h(\d\d))?(?![\d])/i, CODE_BEGUN = /^\s*(\d)\.?(\d{2,6})?(\.h?\d*)?\s*$/i;

  /** The procedures that a code in the query names, or that one being typed begins. */
  function byCode(prepared, query, typing) {
    const whole = CODE.exec(query), begun = !whole && typing && CODE_BEGUN.exec(query);
    if (!whole && !begun) return [];
    const start = whole ? whole[1] + "." + whole[2] + (whole[3] ? ".H" + whole[3] : "") : begun[1] + "." + (begun[2] || "");
    if (prepared.former[start] !== undefined) return [prepared.former[start]];
    const found = [];
    prepared.code.forEach((code, i) => {
      if (code === start || whole && !whole[3] && code.startsWith(start + ".")) found.push(i);
      else if (begun && begun[2] && i < prepared.size && code.startsWith(start)) found.push(i);
    });
    return found;
  }

  /** The procedures of the paper whose number stands in a query, as far as it goes: a form or a legal text. */
  function byPaper(prepared, text) {
    const folds = syllables(text).map(fold);
    for (let length = prepared.papers ? Math.min(MOST_NUMBER, folds.length) : 0; length > 0; length--) {
      for (let start = 0; start + length <= folds.length; start++) {
        const parts = folds.slice(start, start + length), wanted = " " + parts.join(" ") + " ";
        if (!/\d/.test(wanted) || length === 1 && !/[a-z]\d{2}/.test(wanted)) continue;
        const found = prepared.papers.filter((paper) => paper.text.indexOf(wanted) >= 0);
        if (found.length) return new Set([].concat.apply([], found.map((paper) => paper.procedures)));
      }
    }
    return new Set();
  }

  /** What was found by words, and by the number of a paper: what both found comes first. */
  function withPapers(prepared, ranked, papered) {
    if (!papered.size) return ranked;
    const known = new Map(ranked.hits.map((hit) => [hit.i, hit])), why = [{ kind: "paper", words: "", value: PAPER }];
    papered.forEach((i) => {
      if (known.has(i)) known.get(i).score += PAPER;
      else known.set(i, { i, code: prepared.code[i], score: PAPER + STANDING * prepared.standing[i] / 63, coverage: 1, words: [], why });
    });
    const hits = Array.from(known.values()).sort((a, b) => b.score - a.score || a.i - b.i);
    return { hits, total: Math.max(ranked.total, hits.length) };
  }

  /** The procedures that a query asks for, the best first, with what else it may have meant. */
  function find(prepared, query, options) {
    const limit = options && options.limit || 50, typing = options && options.typing;
    const text = String(query).slice(0, LONGEST).normalize("NFC"), coded = byCode(prepared, text, typing);
    const nothing = { hits: [], groups: [], suggestion: "", elsewhere: [], block: "", place: "", events: [], total: 0 };
    if (coded.length) {
      const hits = coded.map((i) => ({ i, code: prepared.code[i], score: 2, words: [], why: [{ kind: "code", words: prepared.code[i], value: 2 }] }));
      return Object.assign(nothing, { hits: hits.slice(0, limit), total: hits.length });
    }
    const asked = parse(prepared, text, typing), papered = byPaper(prepared, text);
    if (!asked.units.length && !papered.size) return nothing;
    const ranked = withPapers(prepared, rank(prepared, asked, limit), papered), groups = senses(prepared, asked, ranked.hits, limit);
    return {
      hits: ranked.hits.slice(0, limit).map((hit) => (hit.best ? explained(prepared, hit) : hit)), total: ranked.total, groups, suggestion: suggestion(prepared, asked), block: asked.block, place: asked.place,
      elsewhere: asked.elsewhere.map((each) => each.answer).filter((answer, n, all) => all.indexOf(answer) === n), events: events(prepared, ranked.hits),
    };
  }

  /** Two senses of one query: what it says word by word, and what the lexicon says it means, where these are of different fields of work.
      The best hit of each then comes first, that which more people ask for before the other. */
  function senses(prepared, asked, hits, limit) {
    const units = asked.units.filter((unit) => unit.entries.length && !unit.isBegun && unit.mass > 0.6 * asked.mass);
    if (!units.length) return [];
    const near = hits.slice(0, 80).filter((hit) => hit.score > 0.72 * hits[0].score && hit.coverage > 0.75), fields = new Set();
    const isSaid = (hit) => units.some((unit) => unit.ways.some((way) => way.kind === "lexicon" && way.parts.every((part) => (
      part.choices.some((choice) => prepared.vocabulary.postings[choice.fold].indexOf(hit.i) >= 0)))));
    near.filter(isSaid).slice(0, 5).forEach((hit) => fields.add(prepared.field[hit.i]));
    const said = near.filter((hit) => fields.has(prepared.field[hit.i])), own = near.filter((hit) => !fields.has(prepared.field[hit.i]));
    if (!own.length || !said.length) return [];
    const first = [own, said].sort((a, b) => demand(prepared, b[0]) - demand(prepared, a[0]));
    first.slice().reverse().forEach((some) => { hits.splice(hits.indexOf(some[0]), 1); hits.unshift(some[0]); });
    return first.map((some) => ({ label: some === said ? units[0].ways[1].words || "" : asked.tokens.map((each) => each.word).join(" "), hits: some.map((hit) => hits.indexOf(hit)).filter((at) => at < limit).sort((a, b) => a - b) }));
  }

  function demand(prepared, hit) { return hit.score + 0.25 * prepared.standing[hit.i] / 63; }

  /** The query as it was probably meant, where a syllable had to be mended. */
  function suggestion(prepared, asked) {
    let changed = false;
    const words = asked.tokens.map((each, n) => {
      const own = each.unit && each.unit.ways[0].parts.find((part) => part.token === each), choice = own && own.choices[0];
      if (!choice || !choice.mended || each.fold.length < 3 || asked.tokens.length > 1 && !choice.isBound || asked.isSentence && isSyllable(each.fold)) return each.word;
      changed = true;
      return spelling(prepared, asked.tokens[n - 1], choice.fold, asked.tokens[n + 1]);
    });
    return changed ? words.join(" ") : "";
  }

  /** A folded syllable with the marks that it mostly has beside its neighbours. */
  function spelling(prepared, before, fold, after) {
    const vocabulary = prepared.vocabulary, beside = new Map(), foldAt = (at) => vocabulary.foldOf[prepared.tokens[at]];
    const one = before ? vocabulary.folds.get(before.fold) : -1, other = after ? vocabulary.folds.get(after.fold) : -1;
    vocabulary.postings[fold].forEach((doc) => {
      for (let at = prepared.starts[prepared.firsts[doc]], end = prepared.starts[prepared.firsts[doc + 1]]; at < end; at++) {
        if (foldAt(at) !== fold) continue;
        const times = 1 + BESIDE * (at > 0 && foldAt(at - 1) === one) + BESIDE * (at + 1 < end && foldAt(at + 1) === other);
        beside.set(prepared.tokens[at], (beside.get(prepared.tokens[at]) || 0) + times);
      }
    });
    return vocabulary.spelt[Array.from(beside.keys()).reduce((a, b) => (beside.get(b) > beside.get(a) ? b : a))];
  }

  function events(prepared, hits) {
    const top = new Set(hits.slice(0, 3).map((hit) => hit.i));
    return prepared.events.map((event, n) => n).filter((n) => prepared.events[n].procedures.some((i) => top.has(i)));
  }

  /** One procedure as a list shows it. */
  function card(prepared, i) {
    const [name, nameLanguage] = nameOf(prepared, i);
    return {
      code: prepared.code[i], name, nameLanguage, time: prepared.time[i] || "", fee: prepared.fee[i] || "", place: prepared.place[i] || "",
      levels: LEVELS.filter((name, n) => prepared.level[i] >> n & 1), applicants: APPLICANTS.filter((name, n) => prepared.applicant[i] >> n & 1),
      departments: prepared.departments[i] || [], field: prepared.field[i], online: prepared.online[i], free: Boolean(prepared.free[i]),
      days: i < prepared.size ? prepared.days[i] : -1, family: prepared.family[i] || 0, state: prepared.state[i] || "",
      events: prepared.events.map((event, n) => n).filter((n) => prepared.events[n].procedures.indexOf(i) >= 0),
    };
  }

  Object.assign(search, { find, card });
})();
