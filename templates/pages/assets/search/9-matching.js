/* The search engine's matching: how well one text of a procedure answers a query that was read. */
(function () {
  "use strict";
  const search = motcua.search, { KEYWORD, closeness } = search;

  // How much a match is worth by how it stands, and by how it was typed; a syllable without its neighbour.
  const SCATTERED = 0.62, ADJACENT = 0.17, PRECISE = 0.24, PLAIN_AMONG_MARKED = 0.9, ALONE = 0.75;
  // How precise a keyword is taken to be: it names what a procedure has to do with, not the procedure.
  const LOOSE = 0.4;
  // What a phrase's own syllables add to what the lexicon puts for it.
  const BESIDE = 0.5;
  const NOTHING = new Set();

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

  Object.assign(search, { SCATTERED, judge, strict });
})();
