/* The search engine's ranking: how well each procedure answers a query that was read. */
(function () {
  "use strict";
  const search = motcua.search, { NAME, POPULAR, KEYWORD, closeness, echoed } = search;

  // How much a match is worth by how it stands, and by how it was typed.
  const SCATTERED = 0.62, ADJACENT = 0.17, PRECISE = 0.24, STANDING = 0.08, PLAIN_AMONG_MARKED = 0.9, SURE = 0.75;
  // How many procedures are looked at closely, also while somebody types; what a long name costs before; a syllable without its neighbour;
  // what it is worth to be asked for by a whole name.
  const CANDIDATES = 200, BEGUN = 60, WORDY = 0.004, ALONE = 0.75, WHOLE = 0.3;
  // How precise a keyword is taken to be: it names what a procedure has to do with, not the procedure.
  const LOOSE = 0.4;
  // What a phrase's own syllables add to what the lexicon puts for it; what an echo adds to what words leave open: it orders, and carries nothing past
  // the floor; what a procedure loses that
  // changes or ends a paper where nobody said so.
  const BESIDE = 0.5, ECHO = 0.5, LATER = 0.08;
  const NOTHING = new Set();

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

  /** What a phrase of the lexicon is worth where only a share of it is found: little. */
  function strict(share) { return share > 0.97 ? share : 0.75 * share * share * share; }

  /** The best match of one segment: its score, the syllables that matched, what the lexicon gave. */
  function judge(prepared, asked, segment, doc) {
    const places = placed(prepared, asked, segment), isKeyword = prepared.kinds[segment] === KEYWORD;
    if (!places) return { score: 0, coverage: 0, values: null, adjacency: 0, precision: isKeyword ? LOOSE : 0, matched: NOTHING, gave: [] };
    const sequence = [], matched = new Set(), gave = [], found = [];
    asked.units.forEach((unit) => {
      let best = null, own = null;
      unit.ways.forEach((way) => {
        if (way.procedures || way.fields && !way.fields.has(prepared.field[doc])) return;
        if (way.kind === "lexicon" && !isLikely(asked, way, places)) return;
        const tried = align(prepared, asked, way, places);
        if (way.kind === "own") own = tried;
        if (!best || tried.value > best.value) best = tried;
      });
      if (own && own !== best && own.value) {
        best.value += BESIDE * own.value * (1 - best.value);
        own.chosen.forEach((each) => { if (each) each.at.forEach((at) => matched.add(at)); });
      }
      found.push(best && best.value ? best : null);
      if (!best || !best.value) { sequence.push(null); return; }
      best.chosen.forEach((each) => { sequence.push(each); if (each) each.at.forEach((at) => matched.add(at)); });
      if (best.way.kind === "lexicon") gave.push(best.way.words);
    });
    const values = asked.units.map((unit, n) => (found[n] ? found[n].value * unit.mass / (asked.mass || 1) * (isAlone(asked, found, n) ? ALONE : 1) : 0));
    const coverage = values.reduce((sum, value) => sum + value, 0);
    const adjacency = adjacent(sequence), precision = isKeyword ? LOOSE : precise(prepared, segment, matched);
    return { score: coverage * (SCATTERED + ADJACENT * adjacency + PRECISE * precision), coverage, values, adjacency, precision, matched, gave };
  }

  /** Where each wanted syllable stands in a segment, under the number that the query gave it; nothing where none does. */
  function placed(prepared, asked, segment) {
    const folds = prepared.folds, wanted = asked.wanted;
    let places = null;
    for (let at = prepared.starts[segment], end = prepared.starts[segment + 1]; at < end; at++) {
      const number = wanted[folds[at]];
      if (!number) continue;
      if (!places) places = [];
      if (places[number]) places[number].push(at); else places[number] = [at];
    }
    return places;
  }

  /** Whether a syllable that goes with a neighbour in the query stands in the segment without it: it is then mostly another word. */
  function isAlone(asked, found, n) {
    const token = asked.units[n].tokens[0];
    if (found[n].way.kind !== "own" || asked.units[n].tokens.length > 1 || !token.isBound) return false;
    const at = found[n].chosen[0].at, stands = (other, step) => other && other.chosen.some((each) => each && each.at.some((place) => at.indexOf(place + step) >= 0));
    return !(token.goesBack && stands(found[n - 1], 1)) && !(token.goesOn && stands(found[n + 1], -1));
  }

  /** Whether a segment has half of what the lexicon puts for a phrase: less is worth nothing. */
  function isLikely(asked, way, places) {
    let found = 0;
    for (let n = 0; n < way.parts.length; n++) {
      const choice = way.parts[n].choices[0];
      if (choice && places[asked.wanted[choice.fold]]) found += way.parts[n].mass;
    }
    return found >= way.mass / 2;
  }

  /** Where the parts of a way stand in a segment, and how well. */
  function align(prepared, asked, way, places) {
    let share = 0;
    const chosen = way.parts.map((part) => {
      let best = null;
      part.choices.forEach((choice) => {
        const at = places[asked.wanted[choice.fold]];
        if (!at) return;
        const value = choice.weight * (choice.mended || choice.prefix ? 1 : likeness(prepared, asked, part.token, at, way.kind));
        if (!best || value > best.value) best = { value, at, weight: part.token.weight === undefined ? 1 : part.token.weight };
      });
      if (best) share += best.value * part.mass / way.mass;
      return best;
    });
    if (!share) return { way, chosen, value: 0 };
    return { way, chosen, value: way.weight * (way.kind !== "own" ? strict(share) * together(chosen) : way.isSaid ? share * together(chosen) : share) };
  }

  /** What a phrase of the lexicon loses where its syllables stand apart: a short one is then another thing. */
  function together(chosen) {
    let gaps = 0, run = chosen[0] ? chosen[0].at : [];
    for (let n = 1; n < chosen.length; n++) {
      const at = chosen[n] ? chosen[n].at : [], on = at.filter((place) => run.indexOf(place - 1) >= 0);
      if (!on.length) gaps++;
      run = on.length ? on : at;
    }
    return gaps ? Math.max(chosen.length >= 6 ? 0.75 : 0.45, 1 - 0.3 * gaps) : 1;
  }

  /** How alike a typed syllable and those of a segment are, the marks counted. */
  function likeness(prepared, asked, typed, at, kind) {
    for (let n = 0; n < at.length; n++) if (prepared.vocabulary.marked[prepared.tokens[at[n]]] === typed.marked) return 1;
    if (typed.hasMarks) return kind === "own" ? Math.max.apply(null, at.map((place) => closeness(typed.marked, prepared.vocabulary.marked[prepared.tokens[place]]))) : 0.3;
    return asked.isMarked ? PLAIN_AMONG_MARKED : 1;
  }

  /** The share of neighbours in the query that are neighbours in the segment, in the same order. */
  function adjacent(sequence) {
    let pairs = 0, found = 0;
    for (let n = 1; n < sequence.length; n++) {
      const one = sequence[n - 1], other = sequence[n];
      if (one && one.weight < 0.3 || other && other.weight < 0.3) continue;
      pairs++;
      if (one && other) {
        if (one.at.some((a) => other.at.indexOf(a + 1) >= 0)) found++;
        else if (one.at.some((a) => other.at.some((b) => b > a && b <= a + 3))) found += 0.5;
      }
    }
    return pairs ? found / pairs : sequence[0] ? 1 : 0;
  }

  /** The share of a segment's weight that the query names; what stands late in a long name weighs little. */
  function precise(prepared, segment, matched) {
    const { idf, folds } = prepared, start = prepared.starts[segment], end = prepared.starts[segment + 1];
    let all = 0, found = 0;
    for (let at = start; at < end; at++) {
      const weight = at - start > 6 ? idf[folds[at]] / (1 + (at - start - 6) * 0.12) : idf[folds[at]];
      all += weight;
      if (matched.has(at)) found += weight;
    }
    return all ? found / all : 0;
  }

  function rank(prepared, asked, limit) {
    const total = covered(prepared, asked), wanted = [], least = asked.floor * asked.mass;
    for (let doc = 0; doc < prepared.size; doc++) if (total[doc] >= least) wanted.push(doc);
    const most = Math.max(asked.isOpen ? BEGUN : CANDIDATES, Math.min(limit, wanted.length)), hits = [];
    asked.echo = echoed(prepared, asked);
    asked.named = new Set();
    asked.units.forEach((unit) => unit.ways.forEach((way) => { if (way.procedures) way.procedures.forEach((doc) => asked.named.add(doc)); }));
    // What is answered elsewhere is no procedure here, unless one is called just so.
    const isElsewhere = asked.elsewhere.some((each) => each.share > 0.75);
    likeliest(prepared, asked, wanted, most).forEach((doc) => {
      const hit = weigh(prepared, asked, doc, total[doc] / asked.mass);
      if (hit.coverage >= asked.floor && hit.score - hit.echo >= asked.least && (!isElsewhere || hit.score > SURE)) hits.push(hit);
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
    const isLater = asked.units.length > 1 && best.isFirst && changes(prepared, asked, doc, best.matched), told = Math.max(best.score, scattered, named ? coverage * 0.95 : 0);
    const text = isLater ? (1 - LATER) * told : told, open = Math.max(0, 1 - text), echo = ECHO * asked.echo[doc] * open * open;
    const score = text + STANDING * prepared.standing[doc] / 63 + echo;
    return { i: doc, score, coverage: Math.max(best.coverage, told > best.score ? (named ? coverage : gathered) : 0), best, named: named ? coverage : 0, echo };
  }

  /** Whether a name begins, at once or behind two syllables ("đăng ký", "phê duyệt"), with what changes or ends a paper, and nobody asked for it:
      who says more than the paper's name mostly wants to have it. */
  function changes(prepared, asked, doc, matched) {
    const ends = prepared.changing[doc] || (prepared.changing[doc] = changing(prepared, doc));
    return ends.some((at) => !matched.has(at) || asked.isMarked && !isMeant(prepared, asked, at));
  }

  /** Whether a query with marks has, says by the lexicon or begins the very syllable of a place, not one of other marks ("lái" is not "lại"). */
  function isMeant(prepared, asked, at) {
    if (!asked.meant) {
      asked.meant = { marks: new Set(), folds: new Set() };
      asked.units.forEach((unit) => unit.ways.forEach((way) => way.parts.forEach((part) => {
        asked.meant.marks.add(part.token.marked);
        part.choices.forEach((choice) => { if (choice.prefix || choice.mended) asked.meant.folds.add(choice.fold); });
      })));
    }
    return asked.meant.marks.has(prepared.vocabulary.marked[prepared.tokens[at]]) || asked.meant.folds.has(prepared.folds[at]);
  }

  /** Where what changes or ends a paper ends in a name: its last syllable tells "cấp lại" from "cấp". */
  function changing(prepared, doc) {
    const start = prepared.starts[prepared.firsts[doc]], ends = [];
    [start, start + 2].forEach((from) => {
      let name = "";
      for (let at = from; at < from + 3; at++) {
        name += (name && " ") + prepared.vocabulary.folded[prepared.folds[at]];
        if (prepared.changes.has(name)) { ends.push(at); return; }
      }
    });
    return ends;
  }

  /** A hit with the words of it that were found, and why it stands where it does. */
  function explained(prepared, hit) {
    const best = hit.best, spoken = prepared.vocabulary, fold = (at) => spoken.folded[prepared.folds[at]], why = (kind, value, words) => ({ kind, words: words || "", value });
    return {
      i: hit.i, code: prepared.code[hit.i], score: hit.score, coverage: hit.coverage, words: Array.from(new Set(Array.from(best.matched, fold))),
      why: [
        why(best.kind === NAME ? "name" : best.kind === POPULAR ? "popular" : "keyword", best.score), why("coverage", best.coverage), why("adjacency", best.adjacency),
        why("precision", best.precision), why("standing", STANDING * prepared.standing[hit.i] / 63),
      ].concat(best.gave.map((words) => why("lexicon", 0, words)), hit.named ? [why("named", hit.named)] : [], hit.echo ? [why("echo", hit.echo)] : []),
    };
  }

  Object.assign(search, { STANDING, explained, rank });
})();
