/* The search engine's reading of a query: its units, how much each weighs, and what may stand for it in a name. */
(function () {
  "use strict";
  const search = motcua.search, { fold, marked, syllables, once, follows, claim, completions, isSaid, isSyllable, mend } = search;

  const LONGEST = 200, MOST_SYLLABLES = 40;
  // How much of a query a procedure must answer, and its score be worth; less of a sentence, which is a query of so many syllables that is
  // not put as names put it.
  const FLOOR = 0.45, LEAST = 0.5, LOWEST_FLOOR = 0.28, TALK = 0.12, SENTENCE = 7, OFFICIAL = 0.65;
  // How much a filler weighs: alone, beside a word that goes with it, and where no mark tells it from another word.
  const FILLER = 0.1, BOUND_FILLER = 0.45, UNMARKED_FILLER = 0.7;
  // How much a syllable weighs that no name has, one of another world, one of a saying that leads nowhere in this catalogue.
  const STRANGE = 0.5, FOREIGN = 2, ABSENT = 0.5;
  // How much one weighs that the lexicon knows, one beside it in a query of more units than so many, and what the lexicon puts for it.
  const SAID = 1.6, BESIDE = 0.6, LONG = 3, EXPANDED = 0.94;
  // In a sentence: how many units count in full, and each after them; one that goes with a neighbour, and one that goes with none.
  const FULL = 4, LESS = 0.6, BOUND = 0.8, LONELY = 0.5, FEW = 3;
  // How many procedures at most a word names that is a name of theirs.
  const PROPER = 5;
  // Names number classes as Romans did ("hạng II"), people do not.
  const ROMAN = { 1: "i", 2: "ii", 3: "iii", 4: "iv", 5: "v" }, ROMAN_FOR_ARABIC = 0.9;

  /** What is asked: the syllables with what each phrase of them may be. */
  function parse(prepared, query, typing) {
    const text = query.slice(0, LONGEST), words = syllables(text).slice(0, MOST_SYLLABLES);
    const asked = { tokens: apart(prepared, words), units: [], block: "", place: "", elsewhere: [] };
    asked.whole = syllables(query).map((word) => prepared.vocabulary.folds.get(letters(word.toLowerCase()).fold));
    asked.isSentence = asked.tokens.length >= SENTENCE && official(prepared, asked.tokens) < OFFICIAL;
    asked.isMarked = asked.tokens.some((each) => each.hasMarks);
    asked.isOpen = Boolean(typing) && /[\p{L}\p{N}\p{M}]$/u.test(text);
    stripPlaces(prepared, asked);
    claim(prepared, asked);
    unite(prepared, asked);
    return asked;
  }

  /** How much of a query is put as names put it: the share of neighbours that are neighbours in some name. */
  function official(prepared, tokens) {
    return tokens.filter((each, n) => n && follows(prepared, tokens[n - 1], each)).length / (tokens.length - 1);
  }

  const letters = once((small) => ({ fold: fold(small), marked: marked(small), hasMarks: /[^\x00-\x7f]/.test(small) }));

  function token(word) {
    const small = word.toLowerCase(), known = letters(small);
    return { word: small, fold: known.fold, marked: known.marked, hasMarks: known.hasMarks, weight: 1, taken: false };
  }

  /** The syllables as tokens; what was typed without its blanks is parted where two syllables of a name meet. */
  function apart(prepared, words) {
    const found = [];
    words.forEach((word) => {
      const each = token(word);
      let at = 0;
      if (each.fold.length > 3 && !prepared.vocabulary.folds.has(each.fold) && !prepared.phrases.has(each.fold)) {
        for (let cut = 2; cut < word.length - 1 && !at; cut++) if (follows(prepared, token(word.slice(0, cut)), token(word.slice(cut)))) at = cut;
      }
      if (at) found.push(token(word.slice(0, at)), token(word.slice(at))); else found.push(each);
    });
    return found;
  }

  /** A commune or a province is where, not what: it is remembered and taken out, unless nothing else was typed. */
  function stripPlaces(prepared, asked) {
    const tokens = asked.tokens, folds = tokens.map((each) => each.fold);
    for (let start = 1; start < tokens.length; start++) {
      for (let end = Math.min(tokens.length, start + 6); end > start; end--) {
        const now = prepared.communes.get(folds.slice(start, end).join(" "));
        if (!now || end - start < 2 && !/^(o|tai|hcm|hn|tphcm|hue)$/.test(end - start === 1 && folds[start].length > 2 ? folds[start] : folds[start - 1])) continue;
        asked.place = asked.place || now;
        let from = start;
        while (from > 1 && /^(o|tai|phuong|xa|quan|huyen|tinh|tp|pho|thanh)$/.test(folds[from - 1])) from--;
        tokens.splice(from, end - from); folds.splice(from, end - from);
        start = from - 1;
        break;
      }
    }
  }

  /** The query as units: a phrase of the lexicon, or a single syllable, each with what may stand for it in a name. */
  function unite(prepared, asked) {
    const tokens = asked.tokens, content = tokens.filter((each) => each.weight && !each.filler);
    tokens.forEach((each, n) => {
      each.isLast = n === tokens.length - 1;
      if (!each.weight || each.unit) return;
      const before = tokens[n - 1], after = tokens[n + 1];
      const goesWith = (one, other) => one && other && one.weight && other.weight && !one.unit && !other.unit && follows(prepared, one, other);
      each.goesBack = goesWith(before, each) && !before.filler;
      each.goesOn = goesWith(each, after) && !after.filler;
      each.isBound = Boolean(each.goesBack || each.goesOn);
      each.isProper = isProper(prepared, each);
      if (each.filler) each.weight = !content.length ? (asked.isOpen || asked.elsewhere.length ? 1 : 0) : !each.isBound ? FILLER : asked.isMarked ? BOUND_FILLER : UNMARKED_FILLER;
    });
    const seen = new Set();
    tokens.forEach((each) => {
      if (!each.weight) return;
      if (!each.unit) each.unit = { tokens: [each], entries: [] };
      if (!seen.has(each.unit)) { seen.add(each.unit); asked.units.push(each.unit); }
    });
    // In a sentence, what the lexicon knows says more than the words around it.
    asked.isLong = asked.units.length > LONG && asked.units.some((unit) => unit.entries.some((held) => held.weight > 0.6));
    // The more was said, the less of it any one procedure will answer.
    const less = asked.isSentence ? TALK : 0;
    asked.floor = Math.max(LOWEST_FLOOR, FLOOR - 0.03 * Math.max(0, content.length - 4)) - less;
    asked.least = (asked.isOpen ? LOWEST_FLOOR : Math.max(LOWEST_FLOOR, LEAST - 0.03 * content.length)) - less;
    asked.units.forEach((unit) => alternatives(prepared, asked, unit));
    if (asked.isSentence) concentrate(asked);
    asked.wanted = prepared.wanted.fill(0);
    let number = 0;
    asked.units.forEach((unit) => unit.ways.forEach((way) => way.parts.forEach((part) => part.choices.forEach((choice) => {
      asked.wanted[choice.fold] = asked.wanted[choice.fold] || ++number;
    }))));
    asked.mass = asked.units.reduce((sum, unit) => sum + unit.mass, 0);
    asked.elsewhere.forEach((each) => { each.share = each.stretch.reduce((sum, one) => sum + (one.mass || 0), 0) / (asked.mass || 1); });
    asked.elsewhere = asked.elsewhere.filter((each) => each.share > 0.5).sort((a, b) => b.share - a.share);
  }

  /** Whether a word is what few procedures alone are called by, as AMO: it is no syllable, so nobody says it by chance. */
  function isProper(prepared, each) {
    const fold = prepared.vocabulary.folds.get(each.fold);
    return fold !== undefined && each.fold.length > 1 && prepared.vocabulary.postings[fold].length <= PROPER && !isSyllable(each.fold);
  }

  /** A sentence has one need and many words: the units that say most count in full, each further one less, one that goes with no neighbour
      least. */
  function concentrate(asked) {
    const strength = (unit) => unit.mass * (unit.entries.length || unit.tokens.some((each) => each.isProper) ? 1 : unit.tokens.some((each) => each.isBound) ? BOUND : LONELY);
    asked.units.filter((unit) => !unit.tokens.some((each) => each.isForeign || each.isAbsent)).map((unit) => [strength(unit), unit]).sort((a, b) => b[0] - a[0]).forEach(([weight, unit], rank) => {
      const share = weight / (unit.mass || 1) * (rank < FULL ? 1 : Math.pow(LESS, rank - FULL + 1));
      unit.mass *= share;
      unit.tokens.forEach((each) => { each.mass *= share; });
      unit.ways.forEach((way) => { if (way.kind === "own") { way.mass *= share; way.parts.forEach((part) => { part.mass *= share; }); } });
    });
  }

  /** How rare a syllable is that stands for nothing here. */
  function common(prepared, each) {
    const fold = prepared.vocabulary.folds.get(each.fold);
    return fold === undefined ? prepared.unknown : Math.min(prepared.idf[fold], prepared.unknown);
  }

  /** What may stand for a unit: its own syllables (mended or completed where need be), then what the lexicon says it means. */
  function alternatives(prepared, asked, unit) {
    const idf = prepared.idf;
    unit.ways = [];
    const own = unit.tokens.map((each) => variants(prepared, asked, each));
    unit.mass = 0;
    own.forEach((found, n) => {
      const best = found.length ? Math.max.apply(null, found.map((each) => idf[each.fold])) : prepared.unknown;
      const each = unit.tokens[n];
      each.mass = each.isForeign ? FOREIGN * prepared.unknown : each.isAbsent ? ABSENT * common(prepared, each) : Math.min(best, prepared.unknown) * each.weight * (found.length ? 1 : STRANGE) * (unit.entries.length && !unit.isBegun || each.isProper ? SAID : 1);
      if (asked.isLong && !unit.entries.length && !each.isBound && !each.isProper) each.mass *= BESIDE;
      unit.mass += each.mass;
    });
    unit.ways.push({ kind: "own", weight: 1, isSaid: unit.entries.length > 0 && !unit.isBegun && unit.tokens.length > 1, parts: own.map((choices, n) => ({ choices, mass: unit.tokens[n].mass, token: unit.tokens[n] })) });
    unit.entries.forEach((held) => {
      held.entry.mean.forEach((phrase) => {
        const parts = syllables(phrase).map((word) => {
          const known = letters(word.toLowerCase()), folded = prepared.vocabulary.folds.get(known.fold);
          return { choices: folded === undefined ? [] : [{ fold: folded, weight: 1 }], mass: folded === undefined ? prepared.unknown : idf[folded], token: { marked: known.marked, hasMarks: true } };
        });
        unit.ways.push({ kind: "lexicon", words: phrase, weight: held.weight * EXPANDED, parts, fields: held.entry.fields });
      });
      if (held.entry.procedures.length) unit.ways.push({ kind: "named", weight: held.weight, procedures: held.entry.procedures, parts: [] });
    });
    unit.ways.forEach((way) => { way.mass = way.parts.reduce((sum, part) => sum + part.mass, 0) || 1; });
  }

  /** The folded syllables that a typed one may stand for, each with how surely. */
  function variants(prepared, asked, each) {
    const vocabulary = prepared.vocabulary, exact = vocabulary.folds.get(each.fold), found = [];
    if (each.isForeign || each.isAbsent) return found;
    if (exact !== undefined) found.push({ fold: exact, weight: 1 });
    const roman = vocabulary.folds.get(ROMAN[each.fold]);
    if (roman !== undefined) found.push({ fold: roman, weight: ROMAN_FOR_ARABIC, mended: true });
    if (each.isLast && asked.isOpen) {
      completions(prepared, each.fold).forEach((fold) => { if (fold !== exact) found.push({ fold, weight: (exact === undefined ? 0.9 : 0.55) * (0.7 + 0.3 * each.fold.length / vocabulary.folded[fold].length), prefix: true }); });
    }
    if (exact !== undefined && each.hasMarks && !each.isBound && !each.unit.entries.length && !vocabulary.rawsOf[exact].some((raw) => vocabulary.marked[raw] === each.marked)) {
      inContext(prepared, asked, each, mend(prepared, each.fold)).forEach((way) => { if (way.isBound && way.fold !== exact) found.push(way); });
    }
    // What people say is no slip of the finger, but in a few syllables without marks; what could be a syllable is one only where its
    // neighbours make it likely.
    if (!found.length && each.fold.length > 1 && (!isSaid(prepared, each.fold) || !asked.isMarked && asked.tokens.length <= FEW)) {
      found.push.apply(found, inContext(prepared, asked, each, mend(prepared, each.fold)).filter((way) => way.isBound || !isSyllable(each.fold)));
    }
    return found;
  }

  /** What a syllable may have been, those first that stand beside its neighbours in some name. */
  function inContext(prepared, asked, each, ways) {
    const at = asked.tokens.indexOf(each), before = asked.tokens[at - 1], after = asked.tokens[at + 1];
    return ways.map((way) => {
      const meant = { fold: prepared.vocabulary.folded[way.fold] };
      const isBound = before && follows(prepared, before, meant) || after && follows(prepared, meant, after);
      return Object.assign({}, way, { isBound: Boolean(isBound), weight: way.weight * (isBound ? 1 : 0.8) });
    }).sort((a, b) => b.weight - a.weight || a.fold - b.fold).slice(0, 6);
  }

  Object.assign(search, { parse, LONGEST });
})();
