/* The search engine's lexicon: phrases that people say, found in a query with what each of them means. */
(function () {
  "use strict";
  const search = motcua.search, { SYLLABLE, Words, fold, marked, syllables, once, closeness, column, numbered, common, follows } = search;

  // How well marks must agree, first and at last; what a saying is worth whose words stand apart, how far two and more may stand; how many
  // sayings are taken in at a step; how many names have an official word.
  const SAME = 0.9, WORST = 0.5, APART = 0.85, NEAR = 4, FAR = 8, STEP = 400, OFTEN = 10;

  /** Take in the lexicon, a step at a time: what each folded phrase may mean, and the words around a need; `rest` holds the sayings of many
      words, first those of the same entries, then of others. */
  function* listen(prepared, lexicon, rest) {
    const folded = once(fold), marks = prepared.marks = once(marked), phrases = prepared.phrases = new Map();
    const hold = (syllables, value) => {
      const name = syllables.map(folded).join(" "), held = { said: syllables, value, marks: null };
      if (phrases.has(name)) phrases.get(name).push(held); else phrases.set(name, [held]);
    };
    const several = (text, value) => { if (text) text.split("|").forEach((words) => { const found = words.match(SYLLABLE); if (found) hold(found, value); }); };
    const entries = prepared.entries = [], sayings = [];
    for (const shard of rest ? [lexicon, rest] : [lexicon]) {
      const words = new Words(shard);
      yield* enter(entries, words, shard);
      yield* words.parts(shard.say, (record, syllables) => sayings.push([syllables, { entry: entries[record] }]));
      if (shard.absent) yield* words.parts(shard.absent, (record, syllables) => sayings.push([syllables, { absent: true }]));
    }
    prepared.rarity = new Float64Array(entries.length);
    for (let n = 0; n < sayings.length; n++) {
      hold(sayings[n][0], sayings[n][1]);
      if (n % STEP === 0) yield;
    }
    several(lexicon.fillers, { filler: true });
    several(lexicon.speech, { speech: true });
    search.hearActs(prepared, lexicon);
    lexicon.asks.forEach((ask) => several(ask[1], { block: ask[0] }));
    several(lexicon.foreign, { foreign: true });
    lexicon.elsewhere.forEach((each) => several(each[0], { elsewhere: { text: each[1][prepared.language] || each[1].vi, url: each[2] } }));
    prepared.communes = new Map();
    lexicon.communes.forEach((each) => { [each[0]].concat(each[1] ? each[1].split("|") : []).forEach((name) => place(prepared, name, each[0])); });
    if (lexicon.provinces) lexicon.provinces.split("|").forEach((name) => place(prepared, name, name));
    yield* pithy(prepared, phrases, marks);
    yield* arranged(prepared);
  }

  /** Add the entries of a shard. */
  function* enter(entries, words, shard) {
    const named = numbered(shard.procedures), within = numbered(shard.within), acts = column(shard.acts), before = entries.length;
    column(shard.weight).forEach((weight, n) => entries.push({
      number: before + n, mean: [], weight: weight / 100, acts: acts[n], procedures: named.get(n) || [], fields: within.has(n) ? new Set(within.get(n)) : null }));
    yield* words.parts(shard.mean, (record, syllables, packed) => entries[before + record].mean.push(words.text(packed, 0)));
  }

  /** Sayings without the fillers in them, where these say nothing else. */
  function* pithy(prepared, phrases, marks) {
    const fillers = new Map();
    phrases.forEach((held, name) => { held.forEach((phrase) => { if (phrase.value.filler && phrase.said.length === 1) fillers.set(name + marks(phrase.said[0]), true); }); });
    let n = 0;
    for (const [whole, held] of Array.from(phrases)) {
      if (n++ % STEP === 0) yield;
      const said = held.filter((phrase) => phrase.value.entry);
      if (!said.length || said[0].said.length < 3) continue;
      const parts = whole.split(" "), all = said[0].said.map(marks), kept = all.map((mark, at) => at).filter((at) => !fillers.has(parts[at] + all[at]));
      if (kept.length < 2 || kept.length === parts.length) continue;
      const name = kept.map((at) => parts[at]).join(" ");
      if (!phrases.has(name) && !isOfficial(prepared, kept.map((at) => parts[at]))) phrases.set(name, said.map((phrase) => ({ said: kept.map((at) => phrase.said[at]), value: phrase.value, marks: null })));
    }
  }

  /** Whether two syllables are an official word of many names ("dự án"): what is left of a saying is then wider than what was said. */
  function isOfficial(prepared, parts) {
    const lists = parts.map((part) => prepared.vocabulary.postings[prepared.vocabulary.folds.get(part)] || []);
    return parts.length === 2 && common(lists[0], lists[1]).length >= OFTEN && follows(prepared, { fold: parts[0] }, { fold: parts[1] });
  }

  /** The same sayings in the orders in which they are looked for: by how they begin, by their first word, by their rarest. */
  function* arranged(prepared) {
    const sayings = [], holders = new Map(), echo = prepared.echo = new Map(), speakers = new Set(), byStart = prepared.byStart = new Map(), byRarest = prepared.byRarest = new Map(), said = prepared.said = new Set();
    const put = (map, key, value) => { if (map.has(key)) map.get(key).push(value); else map.set(key, [value]); };
    let n = 0;
    for (const [name, phrases] of prepared.phrases) {
      if (n++ % STEP === 0) yield;
      const parts = name.split(" ");
      parts.forEach((part) => said.add(part));
      if (!phrases.some((phrase) => phrase.value.entry)) continue;
      phrases.forEach((phrase) => { if (phrase.value.entry) { speakers.add(phrase.value.entry); parts.forEach((part) => hear(echo, part, phrase.value.entry.number)); } });
      sayings.push({ name, parts, phrases, tells: 0 });
      if (parts.length > 2) put(byStart, parts[0], sayings[sayings.length - 1]);
      parts.forEach((part) => holders.set(part, (holders.get(part) || 0) + 1));
    }
    byStart.forEach((list) => list.sort((a, b) => b.parts.length - a.parts.length));
    prepared.speakers = speakers.size;
    prepared.echo.forEach((entries, part) => prepared.echo.set(part, Array.from(entries)));
    prepared.sayings = sayings.map((saying) => saying.name).sort();
    for (const saying of sayings) {
      if (n++ % STEP === 0) yield;
      if (saying.parts.length < 2 || new Set(saying.parts).size < saying.parts.length) continue;
      saying.tells = saying.parts.reduce((sum, part) => sum + Math.log(sayings.length / holders.get(part)), 0);
      put(byRarest, saying.parts.reduce((a, b) => (holders.get(b) < holders.get(a) ? b : a)), saying);
    }
  }

  /** Note that an entry's sayings hold a syllable. */
  function hear(echo, syllable, entry) {
    const entries = echo.get(syllable);
    if (entries) entries.add(entry); else echo.set(syllable, new Set([entry]));
  }

  function marksOf(prepared, phrase) { return phrase.marks || (phrase.marks = phrase.said.map(prepared.marks)); }

  const KINDS_OF_PLACE = /^(dac khu|huyen dao|huyen|phuong|quan|thanh pho|thi tran|thi xa|xa|tinh|tp) (?=.)/;

  function place(prepared, name, now) {
    const whole = syllables(name).map(fold).join(" "), bare = whole.replace(KINDS_OF_PLACE, "");
    [whole, bare].forEach((each) => { if (!prepared.communes.has(each)) prepared.communes.set(each, now); });
  }

  /** Longest phrases first, those of the same marks before those of others: each stretch of the query that the lexicon, the words that ask
      or the fillers know. In a sentence the words of a saying may stand apart, and a single word says least. */
  function claim(prepared, asked) {
    const all = asked.tokens, pithy = () => all.filter((each) => !each.filler || each.taken);
    known(prepared, asked, all, 2, SAME);
    if (asked.isOpen && all.length && !all[all.length - 1].taken) begun(prepared, asked);
    known(prepared, asked, all, asked.isSentence ? 2 : 1, WORST);
    if (asked.isSentence) {
      known(prepared, asked, all, 1, SAME, (value) => !value.entry);
      known(prepared, asked, pithy(), 2, WORST);
      scattered(prepared, asked);
      known(prepared, asked, all, 1, WORST);
    }
    known(prepared, asked, pithy(), 1, WORST);
    loose(prepared, asked);
  }

  function known(prepared, asked, tokens, shortest, least, isMeant) {
    for (let length = Math.min(8, tokens.length); length >= shortest; length--) {
      for (let start = 0; start + length <= tokens.length; start++) {
        const stretch = tokens.slice(start, start + length), found = prepared.phrases.get(stretch.map((each) => each.fold).join(" "));
        if (found) found.forEach((phrase) => { if (!isMeant || isMeant(phrase.value)) take(prepared, asked, phrase, stretch, 1, least); });
      }
    }
  }

  /** Sayings whose words all stand near each other in a sentence, in whatever order: those that say most first. */
  function scattered(prepared, asked) {
    const found = [];
    asked.tokens.forEach((each) => {
      (each.taken || each.filler ? [] : prepared.byRarest.get(each.fold) || []).forEach((saying) => {
        const stretch = near(asked.tokens, each, saying.parts);
        if (stretch) found.push({ saying, stretch });
      });
    });
    found.sort((a, b) => b.saying.tells - a.saying.tells).forEach((each) => {
      if (!each.stretch.some((token) => token.taken)) each.saying.phrases.forEach((phrase) => { if (phrase.value.entry) take(prepared, asked, phrase, each.stretch, APART, WORST); });
    });
  }

  /** The tokens of all parts around one of them, in the order of the parts; nothing where one is too far. */
  function near(tokens, middle, parts) {
    const at = tokens.indexOf(middle), far = parts.length < 3 ? NEAR : FAR;
    const found = parts.map((part) => {
      let best = null;
      for (let n = Math.max(0, at - far); n <= at + far && n < tokens.length; n++) {
        if (tokens[n].fold === part && !tokens[n].taken && (!best || Math.abs(n - at) < Math.abs(best - at))) best = n;
      }
      return best;
    });
    return found.indexOf(null) < 0 ? found.map((n) => tokens[n]) : null;
  }

  /** Sayings of three syllables or more whose syllables stand in the query in their order, with a few others between them. */
  function loose(prepared, asked) {
    asked.tokens.forEach((token, start) => {
      (token.taken ? [] : prepared.byStart.get(token.fold) || []).forEach((saying) => {
        const stretch = inOrder(asked.tokens, start, saying.parts);
        if (stretch) saying.phrases.forEach((phrase) => { if (phrase.value.entry) take(prepared, asked, phrase, stretch, APART, WORST); });
      });
    });
  }

  function inOrder(tokens, start, parts) {
    if (parts.length > tokens.length - start) return null;
    const found = [];
    for (let at = start, gaps = 0; at < tokens.length && gaps <= 4; at++) {
      if (!tokens[at].taken && tokens[at].fold === parts[found.length]) { if (found.push(tokens[at]) === parts.length) return found; } else if (!tokens[at].filler) gaps++;
    }
    return null;
  }

  /** Sayings of the lexicon that the end of the query begins. */
  function begun(prepared, asked) {
    const tokens = asked.tokens;
    for (let start = Math.max(0, tokens.length - 6); start < tokens.length; start++) {
      const stretch = tokens.slice(start), typed = stretch.map((each) => each.fold).join(" ");
      if (typed.length < 4 || stretch.some((each) => each.taken) || prepared.phrases.has(typed) || start && stretch.length === 1 && isWhole(prepared, typed)) continue;
      const unit = { tokens: stretch, entries: [], isBegun: true };
      for (let at = firstFrom(prepared.sayings, typed); at < prepared.sayings.length && prepared.sayings[at].startsWith(typed) && unit.entries.length < 6; at++) {
        prepared.phrases.get(prepared.sayings[at]).forEach((phrase) => {
          const whole = stretch.slice(0, -1), agreement = agrees(marksOf(prepared, phrase), whole, asked.isMarked), entry = phrase.value.entry;
          if (entry && agreement >= 0.5) unit.entries.push({ entry, weight: entry.weight * agreement * (0.6 + 0.3 * typed.length / prepared.sayings[at].length) });
        });
      }
      if (unit.entries.length) { stretch.forEach((each) => { each.unit = unit; each.taken = true; }); return; }
    }
  }

  /** Whether a syllable could end here: somebody says it. */
  function isWhole(prepared, syllable) { return prepared.said.has(syllable) || prepared.vocabulary.folds.has(syllable); }

  /** Where the first text stands, in order, that is not before the wanted one. */
  function firstFrom(sorted, wanted) {
    let low = 0, high = sorted.length;
    while (low < high) { const middle = low + high >> 1; if (sorted[middle] < wanted) low = middle + 1; else high = middle; }
    return low;
  }

  function take(prepared, asked, phrase, stretch, share, least) {
    const value = phrase.value, agreement = agrees(marksOf(prepared, phrase), stretch, asked.isMarked) * share, isFree = !stretch.some((each) => each.taken);
    if (agreement < least) return;
    if (value.elsewhere) {
      // What a longer saying holds is another thing: "bằng lái xe lửa" is no "bằng lái xe".
      if (!stretch.every((each) => each.unit && each.unit.entries.length && each.unit.tokens.length > stretch.length)) asked.elsewhere.push({ answer: value.elsewhere, stretch });
      return;
    }
    if ((value.foreign || value.absent) && isFree) { stretch.forEach((each) => { each.isForeign = value.foreign; each.isAbsent = value.absent; each.taken = true; }); return; }
    if (value.entry && (isFree || stretch[0].unit && stretch[0].unit.tokens.length === stretch.length && stretch[0].unit === stretch[stretch.length - 1].unit)) {
      const unit = stretch[0].unit || { tokens: stretch, entries: [] };
      if (!unit.entries.some((held) => held.entry === value.entry)) unit.entries.push({ entry: value.entry, weight: value.entry.weight * agreement });
      stretch.forEach((each) => { each.unit = unit; each.taken = true; });
    } else if (isFree && value.block && !(stretch.length === 1 && asked.tokens.length === 1)) {
      asked.block = asked.block || value.block;
      stretch.forEach((each) => { each.taken = true; each.weight = 0; });
    } else if (isFree && (value.filler || value.speech && asked.isSentence)) {
      stretch.forEach((each) => { each.filler = true; });
      if (stretch.length > 1) stretch.forEach((each) => { each.taken = true; });
    }
  }

  /** How well typed syllables agree with the marks of a phrase: 1 where nothing speaks against it. */
  function agrees(marks, stretch, isMarked) {
    let all = 1;
    stretch.forEach((each, n) => {
      if (each.marked !== marks[n]) all *= each.hasMarks ? closeness(each.marked, marks[n]) - (stretch.length > 1 ? 0.1 : 0.4) : isMarked ? 0.8 : 1;
    });
    return all;
  }

  Object.assign(search, { listen, claim, firstFrom });
})();
