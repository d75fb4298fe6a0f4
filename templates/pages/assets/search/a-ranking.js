/* The search engine's ranking: how well each procedure answers a query that was read. */
(function () {
  "use strict";
  const search = motcua.search, { NAME, POPULAR, KEYWORD, SCATTERED, echoed, judge, strict, suits, wantedActs } = search;

  // What it is worth to be asked for often, and by a whole name; what is sure to be meant.
  const STANDING = 0.08, WHOLE = 0.3, SURE = 0.75;
  // How many procedures are looked at closely, also while somebody types; what a long name costs before.
  const CANDIDATES = 200, BEGUN = 60, WORDY = 0.004;
  // What an echo adds to what words leave open: it orders, and carries nothing past the floor.
  const ECHO = 0.5;

  /** How much of the query each procedure answers, wherever in its texts. */
  function covered(prepared, asked) {
    const size = prepared.size, { total, best, share } = prepared.room;
    total.fill(0);
    asked.units.forEach((unit) => {
      best.fill(0);
      unit.ways.forEach((way) => {
        if (way.procedures) { way.procedures.forEach((doc) => { best[doc] = Math.max(best[doc], way.weight); }); return; }
        share.fill(0);
        way.parts.forEach((part) => portion(prepared, part, way.mass));
        const isOwn = way.kind === "own", weight = way.weight, fields = way.fields;
        for (let doc = 0; doc < size; doc++) {
          if (!share[doc]) continue;
          const value = weight * (isOwn ? share[doc] : strict(share[doc]));
          if (value > best[doc] && (!fields || fields.has(prepared.field[doc]))) best[doc] = value;
        }
      });
      for (let doc = 0, mass = unit.mass; doc < size; doc++) total[doc] += best[doc] * mass;
    });
    return total;
  }

  /** Add what a part of a way is worth to the share of every procedure that has one of its choices: the best of them, once. */
  function portion(prepared, asked, mass) {
    const { share, part } = prepared.room, choices = asked.choices, postings = prepared.vocabulary.postings;
    if (choices.length > 1) part.fill(0);
    for (let n = 0; n < choices.length; n++) {
      const value = choices[n].weight * asked.mass / mass, docs = postings[choices[n].fold];
      for (let at = 0; at < docs.length; at++) {
        const doc = docs[at];
        if (choices.length === 1) share[doc] += value;
        else if (value > part[doc]) { share[doc] += value - part[doc]; part[doc] = value; }
      }
    }
  }

  function rank(prepared, asked, limit) {
    const total = covered(prepared, asked), wanted = [], least = asked.floor * asked.mass;
    for (let doc = 0; doc < prepared.size; doc++) if (total[doc] >= least) wanted.push(doc);
    const most = Math.max(asked.isOpen ? BEGUN : CANDIDATES, Math.min(limit, wanted.length)), hits = [];
    asked.echo = echoed(prepared, asked); asked.acts = wantedActs(prepared, asked);
    asked.named = new Set();
    asked.units.forEach((unit) => unit.ways.forEach((way) => { if (way.procedures) way.procedures.forEach((doc) => asked.named.add(doc)); }));
    // What is answered elsewhere is no procedure here, unless one is called just so.
    const isElsewhere = asked.elsewhere.some((each) => each.share > 0.75);
    likeliest(prepared, asked, wanted, most).forEach((doc) => {
      const hit = weigh(prepared, asked, doc, total[doc] / asked.mass);
      if (hit.coverage >= asked.floor && hit.score - hit.echo + hit.lost >= asked.least && (!isElsewhere || hit.score > SURE)) hits.push(hit);
    });
    hits.sort((a, b) => b.score - a.score || a.i - b.i);
    return { hits, total: !isElsewhere && wanted.length > most ? wanted.length : hits.length };
  }

  /** As many procedures as shall be looked at closely: those that answer most, are asked for most and have short names. */
  function likeliest(prepared, asked, wanted, most) {
    if (wanted.length <= most) return wanted;
    const { total, rated, sorted } = prepared.room, { starts, firsts, standing } = prepared, mass = asked.mass;
    for (let n = 0; n < wanted.length; n++) {
      const doc = wanted[n], segment = firsts[doc];
      rated[n] = total[doc] / mass + STANDING * standing[doc] / 63 - WORDY * Math.min(30, starts[segment + 1] - starts[segment]);
    }
    sorted.set(rated);
    const least = sorted.subarray(0, wanted.length).sort()[wanted.length - most];
    let spare = most;
    for (let n = 0; n < wanted.length; n++) if (rated[n] > least) spare--;
    return wanted.filter((doc, n) => rated[n] > least || rated[n] === least && spare-- > 0);
  }

  /** Whether a query is a segment from end to end: somebody knows the name. */
  function isWhole(prepared, asked, segment) {
    const start = prepared.starts[segment];
    return prepared.starts[segment + 1] - start === asked.whole.length && asked.whole.every((fold, n) => fold === prepared.folds[start + n]);
  }

  function weigh(prepared, asked, doc, coverage) {
    const values = asked.units.map(() => 0);
    let best = null;
    for (let segment = prepared.firsts[doc]; segment < prepared.firsts[doc + 1]; segment++) {
      const found = judge(prepared, asked, segment, doc);
      found.kind = prepared.kinds[segment]; found.isFirst = segment === prepared.firsts[doc];
      found.score = found.score * found.kind + (found.kind === NAME && isWhole(prepared, asked, segment) ? WHOLE : 0);
      if (found.values) found.values.forEach((value, n) => { if (value > values[n]) values[n] = value; });
      if (!best || found.score > best.score) best = found;
    }
    // Words that stand apart in several texts of one procedure count too, without an order.
    const gathered = values.reduce((sum, value) => sum + value, 0), scattered = gathered * SCATTERED * KEYWORD, named = asked.named.has(doc);
    const told = Math.max(best.score, scattered, named ? coverage * 0.95 : 0);
    const share = suits(prepared, asked, doc, best), text = told * share, open = Math.max(0, 1 - text), echo = ECHO * asked.echo[doc] * open * open;
    const score = text + STANDING * prepared.standing[doc] / 63 + echo;
    return { i: doc, score, coverage: Math.max(best.coverage, told > best.score ? (named ? coverage : gathered) : 0), best, named: named ? coverage : 0, echo, lost: told - text };
  }

  /** A hit with the words of it that were found, and why it stands where it does. */
  function explained(prepared, hit) {
    const best = hit.best, spoken = prepared.vocabulary, fold = (at) => spoken.folded[prepared.folds[at]], why = (kind, value, words) => ({ kind, words: words || "", value });
    return {
      i: hit.i, code: prepared.code[hit.i], score: hit.score, coverage: hit.coverage, words: Array.from(new Set(Array.from(best.matched, fold))),
      why: [
        why(best.kind === NAME ? "name" : best.kind === POPULAR ? "popular" : "keyword", best.score), why("coverage", best.coverage), why("adjacency", best.adjacency),
        why("precision", best.precision), why("standing", STANDING * prepared.standing[hit.i] / 63),
      ].concat(best.gave.map((words) => why("lexicon", 0, words)), hit.named ? [why("named", hit.named)] : [], hit.echo ? [why("echo", hit.echo)] : [], hit.lost ? [why("unasked", -hit.lost)] : []),
    };
  }

  Object.assign(search, { STANDING, explained, rank });
})();
