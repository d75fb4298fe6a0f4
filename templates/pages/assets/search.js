/* The search engine: from words that people type to procedures, ranked. It knows no page and asks for nothing: whoever has the shards of
   the index calls `motcua.search.prepare` once and `motcua.search.find` for each query; the command line runs this same file. */
(function () {
  "use strict";
  const motcua = typeof self === "undefined" ? (globalThis.motcua = globalThis.motcua || {}) : (self.motcua = self.motcua || {});
  const VERSION = 1, LONGEST = 200, MOST_SYLLABLES = 24;
  const LEVELS = ["commune", "district", "province", "ministry", "other"], APPLICANTS = ["citizen", "business", "official"];
  const ONLINE = ["not_stated", "none", "information", "partial", "full"];
  // How much a match is worth by where it stands, and by how it was typed.
  const NAME = 1, POPULAR = 0.97, KEYWORD = 0.86, OTHER_MARKS = 0.6, PLAIN_AMONG_MARKED = 0.9, EXPANDED = 0.94;
  const FILLER = 0.1, BOUND_FILLER = 0.45, UNMARKED_FILLER = 0.7, SCATTERED = 0.62, ADJACENT = 0.17, PRECISE = 0.21, STANDING = 0.06, SURE = 0.75, LEAST = 0.56, FLOOR = 0.5, LOWEST_FLOOR = 0.34, CANDIDATES = 200;
  // How much a syllable weighs that no name has, one that the lexicon knows, and one beside it in a sentence of so many units.
  const STRANGE = 0.5, SAID = 1.6, BESIDE = 0.6, SENTENCE = 3;
  // One of another world, and one of a saying that leads nowhere in this catalogue.
  const FOREIGN = 2, ABSENT = 1;
  // How precise a keyword is taken to be: it names what a procedure has to do with, not the procedure.
  const LOOSE = 0.4;

  /* ---- letters ---- */

  const MARKS = /[\u0300-\u036f]/g, TONES = /[\u0300\u0301\u0303\u0309\u0323]/g, ONE_VOWEL = /^(qu|[bcdghklmnpqrstvx]{1,3})y$/;
  const SYLLABLE = /[\p{L}\p{N}\p{M}]+/gu;

  /** A text in small letters without marks, y as i where Vietnamese writes both. */
  function fold(text) {
    const plain = text.toLowerCase().normalize("NFD").replace(MARKS, "").replace(/đ/g, "d");
    return plain.replace(/[a-z0-9]+/g, (word) => word.replace(ONE_VOWEL, "$1i"));
  }

  /** A syllable with its marks, its tone at the end: hoà and hòa are one, kỹ and kĩ too. */
  function marked(syllable) {
    const parts = syllable.toLowerCase().normalize("NFD"), tone = parts.match(TONES);
    return parts.replace(TONES, "").normalize("NFC").replace(ONE_VOWEL, "$1i") + (tone ? tone[0] : "");
  }

  function syllables(text) {
    return text.normalize("NFC").match(SYLLABLE) || [];
  }

  /** A function of a syllable that works each out once. */
  function once(work) {
    const known = new Map();
    return (syllable) => {
      let found = known.get(syllable);
      if (found === undefined) known.set(syllable, found = work(syllable));
      return found;
    };
  }

  /* ---- the index ---- */

  const DIGITS = new Uint8Array(128);
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".split("").forEach((sign, value) => { DIGITS[sign.charCodeAt(0)] = value; });

  function column(text) {
    const width = +text[0], numbers = new Int32Array((text.length - 1) / width);
    for (let n = 0, at = 1; n < numbers.length; n++) {
      for (let digit = 0; digit < width; digit++) numbers[n] = numbers[n] << 6 | DIGITS[text.charCodeAt(at++)];
    }
    return numbers;
  }

  /** Every different syllable gets a number; those that differ by their marks alone share a folded one. */
  function Vocabulary() {
    this.raws = new Map(); this.foldOf = []; this.marked = []; this.spelt = []; this.folds = new Map(); this.folded = []; this.postings = []; this.rawsOf = []; this.counts = [];
  }
  Vocabulary.prototype.raw = function (syllable) {
    let number = this.raws.get(syllable);
    if (number === undefined) {
      const small = syllable.toLowerCase();
      number = small === syllable ? this.add(small) : this.raw(small);
      this.raws.set(syllable, number);
    }
    return number;
  };
  Vocabulary.prototype.add = function (small) {
    const number = this.foldOf.length, plain = fold(small);
    let folded = this.folds.get(plain);
    if (folded === undefined) {
      folded = this.folded.length;
      this.folds.set(plain, folded); this.folded.push(plain); this.postings.push([]); this.rawsOf.push([]);
    }
    this.counts.push(0); this.foldOf.push(folded); this.marked.push(marked(small)); this.spelt.push(small); this.rawsOf[folded].push(number);
    return number;
  };

  function lines(text) { return text.split("\n"); }

  /** Codes out of the steps between their digits read as numbers. */
  function codesOf(steps) {
    let last = 0;
    return steps.split(" ").map((step) => {
      const end = step.indexOf("."), digits = String(last += +(end < 0 ? step : step.slice(0, end))).padStart(7, "0");
      return digits[0] + "." + digits.slice(1) + (end < 0 ? "" : step.slice(end));
    });
  }

  /** The index ready for queries in one language; `shards` holds `first`, `lexicon` and `lines-<language>`. */
  function prepare(shards, language) {
    const first = shards.first, told = shards["lines-" + language] || shards["lines-vi"], english = language === "en";
    const codes = first.codes ? codesOf(first.codes) : [], size = codes.length, state = [];
    const pick = (each) => ({ id: each[0], name: english && each[2] ? each[2] : each[1], language: english && each[2] ? "en" : "vi" });
    const table = (values, numbers) => { const held = lines(values); return Array.from(numbers, (number) => held[number] || ""); };
    const hidden = first.hidden ? first.hidden.split(" ") : [];
    const official = lines(first.names), short = lines(first.short), abroad = lines(first.english);
    for (let n = 0; n < hidden.length; n += 2) { codes.push(hidden[n]); state[size + n / 2] = hidden[n + 1]; }
    const prepared = {
      language, size, code: codes, state, official, levels: LEVELS, applicants: APPLICANTS,
      name: codes.map((code, n) => n < size ? english && abroad[n] || short[n] || official[n] : ""),
      nameLanguage: codes.map((code, n) => english && abroad[n] ? "en" : "vi"),
      time: table(told.times, column(told.time)), fee: table(told.fees, column(told.fee)), place: table(told.places, column(told.place)),
      level: column(first.levels), applicant: column(first.applicants), online: Array.from(column(first.online), (n) => ONLINE[n]),
      days: column(first.days).map((n) => n - 1), cost: table(first.costs, column(first.cost)).map((each) => each ? each.split(" ").map(Number) : []),
      field: column(first.field), family: column(first.family), standing: column(first.standing),
      departments: table(first.shares, column(first.departments)).map((each) => each ? each.split(" ").map(Number) : []),
      fields: first.fields.map(pick), offices: first.offices.map(pick),
      events: first.events.map((each) => Object.assign(pick(each), { procedures: each[3] })),
    };
    prepared.free = prepared.cost.map((each) => each.length > 0 && each[1] === 0);
    prepared.nearest = Array.from(prepared.level, (bits) => LEVELS.find((name, n) => bits >> n & 1) || "not_stated");
    prepared.former = {};
    (first.former ? first.former.split(" ") : []).forEach((part, n, all) => { if (n % 2) prepared.former[all[n - 1]] = +part; });
    read(prepared, official, short, abroad, lines(first.popular), lines(first.keywords));
    listen(prepared, shards.lexicon);
    return prepared;
  }

  /** Take in every text of every procedure: segments of numbered syllables, and where each syllable occurs. */
  function read(prepared, official, short, abroad, popular, keywords) {
    const vocabulary = prepared.vocabulary = new Vocabulary(), tokens = [], starts = [], kinds = [], firsts = [];
    const segment = (text, kind, doc) => {
      starts.push(tokens.length); kinds.push(kind);
      const found = text.match(SYLLABLE) || [];
      for (let n = 0; n < found.length; n++) {
        const raw = vocabulary.raw(found[n]), posting = vocabulary.postings[vocabulary.foldOf[raw]];
        tokens.push(raw); vocabulary.counts[raw]++;
        if (posting[posting.length - 1] !== doc) posting.push(doc);
      }
    };
    for (let doc = 0; doc < prepared.size; doc++) {
      firsts.push(starts.length);
      segment(official[doc], NAME, doc);
      if (short[doc]) segment(short[doc], NAME, doc);
      if (abroad[doc]) segment(abroad[doc], NAME, doc);
      if (popular[doc]) popular[doc].split("\t").forEach((text) => segment(text, POPULAR, doc));
      if (keywords[doc]) keywords[doc].split("\t").forEach((text) => segment(text, KEYWORD, doc));
    }
    firsts.push(starts.length); starts.push(tokens.length);
    prepared.tokens = Uint32Array.from(tokens); prepared.starts = starts; prepared.kinds = kinds; prepared.firsts = firsts;
    prepared.idf = vocabulary.postings.map((posting) => rarity(posting.length, prepared.size));
    prepared.unknown = rarity(1, prepared.size);
    prepared.pairs = new Map(); prepared.mended = new Map();
  }

  function rarity(holders, size) { return Math.log(1 + (size - holders + 0.5) / (holders + 0.5)); }

  /** Take in the lexicon: what each folded phrase may mean, and the words around a need. */
  function listen(prepared, lexicon) {
    const folded = once(fold), phrases = prepared.phrases = new Map(), add = (words, value) => {
      const name = (words.match(SYLLABLE) || []).map(folded).join(" "), known = phrases.get(name), held = { said: words, value, marks: null };
      if (!name) return;
      if (known) known.push(held); else phrases.set(name, [held]);
    };
    const several = (text, value) => { if (text) text.split("|").forEach((words) => add(words, value)); };
    (lexicon.entries ? lines(lexicon.entries) : []).forEach((line) => {
      const parts = line.split("\t"), entry = {
        mean: parts[1] ? parts[1].split("|") : [], weight: +parts[2] / 100, procedures: parts[3] ? parts[3].split(" ").map(Number) : [],
        fields: parts[4] ? new Set(parts[4].split(" ").map(Number)) : null,
      };
      several(parts[0], { entry });
    });
    several(lexicon.fillers, { filler: true });
    lexicon.asks.forEach((ask) => several(ask[1], { block: ask[0] }));
    several(lexicon.foreign, { foreign: true });
    several(lexicon.absent, { absent: true });
    lexicon.elsewhere.forEach((each) => several(each[0], { elsewhere: { text: each[1][prepared.language] || each[1].vi, url: each[2] } }));
    const fillers = new Set(Array.from(phrases.keys()).filter((name) => name.indexOf(" ") < 0 && phrases.get(name).some((phrase) => phrase.value.filler)));
    const isFiller = (part, mark) => fillers.has(part) && phrases.get(part).some((phrase) => phrase.value.filler && marksOf(phrase)[0] === mark);
    Array.from(phrases.keys()).forEach((whole) => {
      const parts = whole.split(" ");
      if (parts.length < 3 || !parts.some((part) => fillers.has(part))) return;
      const said = phrases.get(whole).filter((phrase) => phrase.value.entry);
      if (!said.length) return;
      const kept = parts.map((part, n) => n).filter((n) => !isFiller(parts[n], marksOf(said[0])[n])), name = kept.map((n) => parts[n]).join(" ");
      if (kept.length < 2 || kept.length === parts.length || phrases.has(name)) return;
      phrases.set(name, said.map((phrase) => ({ said: phrase.said, value: phrase.value, marks: kept.map((n) => marksOf(phrase)[n]) })));
    });
    prepared.communes = new Map();
    lexicon.communes.forEach((each) => { [each[0]].concat(each[1] ? each[1].split("|") : []).forEach((name) => place(prepared, name, each[0])); });
    if (lexicon.provinces) lexicon.provinces.split("|").forEach((name) => place(prepared, name, name));
  }

  function marksOf(phrase) { return phrase.marks || (phrase.marks = (phrase.said.match(SYLLABLE) || []).map(marked)); }

  const KINDS_OF_PLACE = /^(dac khu|huyen dao|huyen|phuong|quan|thanh pho|thi tran|thi xa|xa|tinh|tp) (?=.)/;

  function place(prepared, name, now) {
    const whole = syllables(name).map(fold).join(" "), bare = whole.replace(KINDS_OF_PLACE, "");
    [whole, bare].forEach((each) => { if (!prepared.communes.has(each)) prepared.communes.set(each, now); });
  }

  /** Take in what came after the first paint: titles of forms, numbers of legal texts. */
  function extend(prepared, shards) {
    const more = (shards || motcua.search.shards).more, found = [];
    ["forms", "laws"].forEach((key) => (more[key] ? lines(more[key]) : []).forEach((line) => {
      const parts = line.split("\t");
      let last = 0;
      found.push({ text: " " + syllables(parts[0]).map(fold).join(" ") + " ", kind: key, procedures: parts[1].split(" ").map((step) => { last += +step; return last; }) });
    }));
    prepared.papers = found;
  }

  /* ---- the query ---- */

  /** What is asked: the syllables with what each phrase of them may be. */
  function parse(prepared, query, typing) {
    const text = query.slice(0, LONGEST), words = syllables(text).slice(0, MOST_SYLLABLES);
    const asked = { tokens: apart(prepared, words), units: [], block: "", place: "", elsewhere: [], foreign: false, suggestion: "" };
    asked.isMarked = asked.tokens.some((each) => each.hasMarks);
    asked.isOpen = Boolean(typing) && /[\p{L}\p{N}\p{M}]$/u.test(text);
    stripPlaces(prepared, asked);
    claim(prepared, asked);
    unite(prepared, asked);
    return asked;
  }

  function token(word) {
    const small = word.toLowerCase();
    return { word: small, fold: fold(small), marked: marked(small), hasMarks: /[^\x00-\x7f]/.test(small), weight: 1, taken: false };
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

  /** Longest phrases first: each stretch of the query that the lexicon, the words that ask or the fillers know. */
  function claim(prepared, asked) {
    const tokens = asked.tokens;
    if (asked.isOpen) begun(prepared, asked);
    known(prepared, asked, tokens);
    known(prepared, asked, tokens.filter((each) => !each.filler || each.taken));
    loose(prepared, asked);
  }

  function known(prepared, asked, tokens) {
    for (let length = Math.min(8, tokens.length); length > 0; length--) {
      for (let start = 0; start + length <= tokens.length; start++) {
        const stretch = tokens.slice(start, start + length), found = prepared.phrases.get(stretch.map((each) => each.fold).join(" "));
        if (found) found.forEach((phrase) => take(prepared, asked, phrase, stretch, start));
      }
    }
  }

  /** Sayings of three syllables or more whose syllables stand in the query in their order, with a few others between them. */
  function loose(prepared, asked) {
    if (!prepared.byStart) {
      prepared.byStart = new Map();
      prepared.phrases.forEach((phrases, name) => {
        const parts = name.split(" ");
        if (parts.length < 3 || !phrases.some((phrase) => phrase.value.entry)) return;
        if (!prepared.byStart.has(parts[0])) prepared.byStart.set(parts[0], []);
        prepared.byStart.get(parts[0]).push({ parts, phrases });
      });
      prepared.byStart.forEach((list) => list.sort((a, b) => b.parts.length - a.parts.length));
    }
    asked.tokens.forEach((token, start) => {
      (token.taken ? [] : prepared.byStart.get(token.fold) || []).forEach((saying) => {
        const stretch = inOrder(asked.tokens, start, saying.parts);
        if (stretch) saying.phrases.forEach((phrase) => { if (phrase.value.entry) take(prepared, asked, phrase, stretch, start, 0.85); });
      });
    });
  }

  function inOrder(tokens, start, parts) {
    const found = [];
    for (let at = start, gaps = 0; at < tokens.length && gaps <= 4; at++) {
      if (!tokens[at].taken && tokens[at].fold === parts[found.length]) { if (found.push(tokens[at]) === parts.length) return found; } else if (!tokens[at].filler) gaps++;
    }
    return null;
  }

  /** Sayings of the lexicon that the end of the query begins. */
  function begun(prepared, asked) {
    const tokens = asked.tokens;
    if (!prepared.sayings) prepared.sayings = Array.from(prepared.phrases.keys()).filter((name) => prepared.phrases.get(name).some((phrase) => phrase.value.entry)).sort();
    for (let start = Math.max(0, tokens.length - 6); start < tokens.length; start++) {
      const stretch = tokens.slice(start), typed = stretch.map((each) => each.fold).join(" ");
      if (typed.length < 4 || prepared.phrases.has(typed)) continue;
      const unit = { tokens: stretch, entries: [], isBegun: true };
      for (let at = firstFrom(prepared.sayings, typed); at < prepared.sayings.length && prepared.sayings[at].startsWith(typed) && unit.entries.length < 6; at++) {
        prepared.phrases.get(prepared.sayings[at]).forEach((phrase) => {
          const whole = stretch.slice(0, -1), agreement = agrees(marksOf(phrase), whole, asked.isMarked), entry = phrase.value.entry;
          if (entry && agreement >= 0.5) unit.entries.push({ entry, weight: entry.weight * agreement * (0.6 + 0.3 * typed.length / prepared.sayings[at].length) });
        });
      }
      if (unit.entries.length) { stretch.forEach((each) => { each.unit = unit; each.taken = true; }); return; }
    }
  }

  /** Where the first text stands, in order, that is not before the wanted one. */
  function firstFrom(sorted, wanted) {
    let low = 0, high = sorted.length;
    while (low < high) { const middle = low + high >> 1; if (sorted[middle] < wanted) low = middle + 1; else high = middle; }
    return low;
  }

  function take(prepared, asked, phrase, stretch, start, share) {
    const value = phrase.value, agreement = agrees(marksOf(phrase), stretch, asked.isMarked) * (share || 1), isFree = !stretch.some((each) => each.taken);
    if (agreement < 0.5) return;
    if (value.elsewhere) { asked.elsewhere.push({ answer: value.elsewhere, stretch }); return; }
    if ((value.foreign || value.absent) && isFree) { stretch.forEach((each) => { each.foreign = value.foreign ? FOREIGN : ABSENT; each.taken = true; }); return; }
    if (value.entry && (isFree || stretch[0].unit && stretch[0].unit.tokens.length === stretch.length && stretch[0].unit === stretch[stretch.length - 1].unit)) {
      const unit = stretch[0].unit || { tokens: stretch, entries: [] };
      unit.entries.push({ entry: value.entry, weight: value.entry.weight * agreement });
      stretch.forEach((each) => { each.unit = unit; each.taken = true; });
    } else if (isFree && value.block && !(stretch.length === 1 && asked.tokens.length === 1)) {
      asked.block = asked.block || value.block;
      stretch.forEach((each) => { each.taken = true; each.weight = 0; });
    } else if (isFree && value.filler) {
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

  /** How close two syllables of the same letters are by their marks: hỏi and ngã are one to many, a slip of the tone is commoner than of a letter. */
  function closeness(one, other) {
    const tone = (text) => (/[\u0300-\u036f]$/.test(text) ? text[text.length - 1] : ""), first = tone(one), second = tone(other);
    if (one.slice(0, one.length - first.length) !== other.slice(0, other.length - second.length)) return OTHER_MARKS;
    return (first === "\u0303" && second === "\u0309") || (first === "\u0309" && second === "\u0303") ? 0.96 : 0.84;
  }

  /** The query as units: a phrase of the lexicon, or a single syllable, each with what may stand for it in a name. */
  function unite(prepared, asked) {
    const tokens = asked.tokens, content = tokens.filter((each) => each.weight && !each.filler);
    tokens.forEach((each, n) => {
      each.isLast = n === tokens.length - 1;
      if (!each.weight || each.unit) return;
      const before = tokens[n - 1], after = tokens[n + 1];
      const goesWith = (one, other) => one && other && one.weight && other.weight && !one.unit && !other.unit && follows(prepared, one, other);
      each.isBound = Boolean(goesWith(before, each) && !before.filler || goesWith(each, after) && !after.filler);
      if (each.filler) each.weight = !content.length ? (asked.isOpen || asked.elsewhere.length ? 1 : 0) : !each.isBound ? FILLER : asked.isMarked ? BOUND_FILLER : UNMARKED_FILLER;
    });
    const seen = new Set();
    tokens.forEach((each) => {
      if (!each.weight) return;
      if (!each.unit) each.unit = { tokens: [each], entries: [] };
      if (!seen.has(each.unit)) { seen.add(each.unit); asked.units.push(each.unit); }
    });
    // In a sentence, what the lexicon knows says more than the words around it.
    asked.isLong = asked.units.length > SENTENCE && asked.units.some((unit) => unit.entries.some((held) => held.weight > 0.6));
    // The more was said, the less of it any one procedure will answer.
    asked.floor = Math.max(LOWEST_FLOOR, FLOOR - 0.03 * Math.max(0, content.length - 4));
    asked.least = asked.isOpen ? LOWEST_FLOOR : Math.max(LOWEST_FLOOR, LEAST - 0.03 * content.length);
    asked.units.forEach((unit) => alternatives(prepared, asked, unit));
    asked.wanted = new Uint8Array(prepared.vocabulary.folded.length);
    asked.units.forEach((unit) => unit.ways.forEach((way) => way.parts.forEach((part) => part.choices.forEach((choice) => { asked.wanted[choice.fold] = 1; }))));
    asked.mass = asked.units.reduce((sum, unit) => sum + unit.mass, 0);
    asked.elsewhere.forEach((each) => { each.share = each.stretch.reduce((sum, one) => sum + (one.mass || 0), 0) / (asked.mass || 1); });
    asked.elsewhere = asked.elsewhere.filter((each) => each.share > 0.5).sort((a, b) => b.share - a.share);
  }

  /** Whether one syllable follows another in some name. */
  function follows(prepared, one, other) {
    const vocabulary = prepared.vocabulary, a = vocabulary.folds.get(one.fold), b = vocabulary.folds.get(other.fold);
    if (a === undefined || b === undefined) return false;
    const name = a * 65536 + b;
    if (!prepared.pairs.has(name)) {
      const holders = vocabulary.postings[a].length < vocabulary.postings[b].length ? vocabulary.postings[a] : vocabulary.postings[b];
      prepared.pairs.set(name, holders.some((doc) => {
        for (let at = prepared.starts[prepared.firsts[doc]], end = prepared.starts[prepared.firsts[doc + 1]] - 1; at < end; at++) {
          if (vocabulary.foldOf[prepared.tokens[at]] === a && vocabulary.foldOf[prepared.tokens[at + 1]] === b) return true;
        }
        return false;
      }));
    }
    return prepared.pairs.get(name);
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
      each.mass = each.foreign ? each.foreign * prepared.unknown : Math.min(best, prepared.unknown) * each.weight * (found.length ? 1 : STRANGE) * (unit.entries.length ? SAID : 1);
      if (asked.isLong && !unit.entries.length && !each.isBound) each.mass *= BESIDE;
      unit.mass += each.mass;
    });
    unit.ways.push({ kind: "own", weight: 1, parts: own.map((choices, n) => ({ choices, mass: unit.tokens[n].mass, token: unit.tokens[n] })) });
    unit.entries.forEach((held) => {
      held.entry.mean.forEach((phrase) => {
        const parts = syllables(phrase).map((word) => {
          const folded = prepared.vocabulary.folds.get(fold(word));
          return { choices: folded === undefined ? [] : [{ fold: folded, weight: 1 }], mass: folded === undefined ? prepared.unknown : idf[folded], token: { marked: marked(word), hasMarks: true } };
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
    if (each.foreign) return found;
    if (exact !== undefined) found.push({ fold: exact, weight: 1 });
    if (each.isLast && asked.isOpen) {
      completions(prepared, each.fold).forEach((fold) => { if (fold !== exact) found.push({ fold, weight: (exact === undefined ? 0.9 : 0.55) * (0.7 + 0.3 * each.fold.length / vocabulary.folded[fold].length), prefix: true }); });
    }
    if (!found.length && each.fold.length > 1) found.push.apply(found, inContext(prepared, asked, each, mend(prepared, each.fold)));
    return found;
  }

  /** What a syllable may have been, those first that stand beside its neighbours in some name. */
  function inContext(prepared, asked, each, ways) {
    const at = asked.tokens.indexOf(each), before = asked.tokens[at - 1], after = asked.tokens[at + 1];
    return ways.map((way) => {
      const meant = { fold: prepared.vocabulary.folded[way.fold] };
      const isBound = before && follows(prepared, before, meant) || after && follows(prepared, meant, after);
      return Object.assign({}, way, { weight: way.weight * (isBound ? 1 : 0.8) });
    }).sort((a, b) => b.weight - a.weight || a.fold - b.fold);
  }

  function completions(prepared, start) {
    const vocabulary = prepared.vocabulary, found = [];
    if (!prepared.sorted) prepared.sorted = vocabulary.folded.slice().sort();
    for (let at = firstFrom(prepared.sorted, start); at < prepared.sorted.length && prepared.sorted[at].startsWith(start); at++) found.push(vocabulary.folds.get(prepared.sorted[at]));
    return found.sort((a, b) => vocabulary.postings[b].length - vocabulary.postings[a].length || a - b).slice(0, 24);
  }

  /* ---- mistakes of typing ---- */

  const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

  function areNeighbours(a, b) {
    for (let row = 0; row < 3; row++) {
      const at = ROWS[row].indexOf(a);
      for (let other = row - 1; at >= 0 && other <= row + 1; other++) {
        const place = other >= 0 && other < 3 ? ROWS[other].indexOf(b) : -1;
        if (place >= 0 && Math.abs(place - at) <= 1) return true;
      }
    }
    return false;
  }

  /** What an unknown syllable may have been: a slip of the finger, Telex or VNI typed without their program. */
  function mend(prepared, word) {
    if (!prepared.mended.has(word)) {
      if (prepared.mended.size > 500) prepared.mended.clear();
      prepared.mended.set(word, word.length > 12 ? [] : slips(prepared, word));
    }
    return prepared.mended.get(word);
  }

  function slips(prepared, word) {
    const vocabulary = prepared.vocabulary, most = word.length > 4 ? 2 : 1, found = [];
    const plain = decoded(word), typed = plain !== word ? vocabulary.folds.get(plain) : undefined;
    if (typed !== undefined) return [{ fold: typed, weight: 0.9, mended: true }];
    vocabulary.folded.forEach((other, fold) => {
      if (Math.abs(other.length - word.length) > most || /\d/.test(other) || other.length < 2) return;
      const cost = distance(word, other, most);
      if (cost <= most) found.push({ fold, weight: 0.88 - 0.2 * cost + 0.01 * Math.log(1 + vocabulary.postings[fold].length), mended: true });
    });
    return found.sort((a, b) => b.weight - a.weight || a.fold - b.fold).slice(0, 6);
  }

  /** Telex and VNI keys taken out of a syllable. */
  function decoded(word) {
    if (/[a-z]\d|\d[a-z]/.test(word)) return fold(word.replace(/[1-9]/g, ""));
    return fold(word.replace(/dd/g, "d").replace(/([aeo])\1/g, "$1").replace(/w/g, "").replace(/([aeiouy][a-z]*?)[sfrxj]([a-z]?[a-z]?)$/, "$1$2"));
  }

  /** Edits from one word to another, a slip to a neighbouring key or a swap counting less; more than `most` where it is too far. */
  function distance(one, other, most) {
    let before = null, last = [], now = [];
    for (let b = 0; b <= other.length; b++) last.push(b);
    for (let a = 1; a <= one.length; a++) {
      let least = now[0] = a;
      for (let b = 1; b <= other.length; b++) {
        const same = one[a - 1] === other[b - 1];
        now[b] = Math.min(last[b] + 1, now[b - 1] + 1, last[b - 1] + (same ? 0 : areNeighbours(one[a - 1], other[b - 1]) ? 0.8 : 1));
        if (before && b > 1 && one[a - 1] === other[b - 2] && one[a - 2] === other[b - 1]) now[b] = Math.min(now[b], before[b - 2] + 0.7);
        least = Math.min(least, now[b]);
      }
      if (least > most) return most + 1;
      before = last; last = now; now = [];
    }
    return last[other.length];
  }

  /* ---- ranking ---- */

  /** How much of the query each procedure answers, wherever in its texts. */
  function covered(prepared, asked) {
    const size = prepared.size, postings = prepared.vocabulary.postings, total = new Float64Array(size);
    const best = new Float64Array(size), part = new Float64Array(size), share = new Float64Array(size);
    asked.units.forEach((unit) => {
      best.fill(0);
      unit.ways.forEach((way) => {
        if (way.procedures) { way.procedures.forEach((doc) => { best[doc] = Math.max(best[doc], way.weight); }); return; }
        share.fill(0);
        way.parts.forEach((each) => {
          if (each.choices.length > 1) part.fill(0);
          each.choices.forEach((choice) => {
            const value = choice.weight * each.mass / way.mass;
            postings[choice.fold].forEach((doc) => {
              if (each.choices.length === 1) share[doc] += value;
              else if (value > part[doc]) { share[doc] += value - part[doc]; part[doc] = value; }
            });
          });
        });
        for (let doc = 0; doc < size; doc++) {
          const value = way.weight * (way.kind === "own" ? share[doc] : strict(share[doc]));
          if (value > best[doc] && (!way.fields || way.fields.has(prepared.field[doc]))) best[doc] = value;
        }
      });
      for (let doc = 0; doc < size; doc++) total[doc] += best[doc] * unit.mass;
    });
    return total;
  }

  /** What a phrase of the lexicon is worth where only a share of it is found: little. */
  function strict(share) { return share > 0.97 ? share : 0.75 * share * share * share; }

  /** The best match of one segment: its score, the syllables that matched, what the lexicon gave. */
  function judge(prepared, asked, segment, doc) {
    const vocabulary = prepared.vocabulary, start = prepared.starts[segment], end = prepared.starts[segment + 1], places = new Map();
    for (let at = start; at < end; at++) {
      const folded = vocabulary.foldOf[prepared.tokens[at]];
      if (!asked.wanted[folded]) continue;
      const known = places.get(folded);
      if (known) known.push(at); else places.set(folded, [at]);
    }
    const sequence = [], matched = new Set(), gave = [];
    let coverage = 0;
    asked.units.forEach((unit) => {
      let best = null;
      unit.ways.forEach((way) => {
        if (way.procedures || way.fields && !way.fields.has(prepared.field[doc])) return;
        const found = align(prepared, asked, way, places);
        if (!best || found.value > best.value) best = found;
      });
      if (!best || !best.value) { sequence.push(null); return; }
      coverage += best.value * unit.mass;
      best.chosen.forEach((each) => { sequence.push(each); if (each) each.at.forEach((at) => matched.add(at)); });
      if (best.way.kind === "lexicon") gave.push(best.way.words);
    });
    coverage /= asked.mass || 1;
    const adjacency = adjacent(sequence), precision = prepared.kinds[segment] === KEYWORD ? LOOSE : precise(prepared, start, end, matched);
    return { score: coverage * (SCATTERED + ADJACENT * adjacency + PRECISE * precision), coverage, adjacency, precision, matched, gave };
  }

  /** Where the parts of a way stand in a segment, and how well. */
  function align(prepared, asked, way, places) {
    let share = 0;
    const chosen = way.parts.map((part) => {
      let best = null;
      part.choices.forEach((choice) => {
        const at = places.get(choice.fold);
        if (!at) return;
        const value = choice.weight * (choice.mended || choice.prefix ? 1 : likeness(prepared, asked, part.token, at, way.kind));
        if (!best || value > best.value) best = { value, at, weight: part.token.weight === undefined ? 1 : part.token.weight };
      });
      if (best) share += best.value * part.mass / way.mass;
      return best;
    });
    return { way, chosen, value: way.weight * (way.kind === "own" ? share : strict(share) * together(chosen)) };
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
    if (at.some((place) => prepared.vocabulary.marked[prepared.tokens[place]] === typed.marked)) return 1;
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
  function precise(prepared, start, end, matched) {
    let all = 0, found = 0;
    for (let at = start; at < end; at++) {
      const weight = prepared.idf[prepared.vocabulary.foldOf[prepared.tokens[at]]] / (1 + Math.max(0, at - start - 6) * 0.12);
      all += weight;
      if (matched.has(at)) found += weight;
    }
    return all ? found / all : 0;
  }

  function rank(prepared, asked, limit) {
    const total = covered(prepared, asked), wanted = [];
    for (let doc = 0; doc < prepared.size; doc++) if (total[doc] >= asked.floor * asked.mass) wanted.push(doc);
    wanted.sort((a, b) => total[b] - total[a] || prepared.standing[b] - prepared.standing[a] || a - b);
    const most = Math.max(CANDIDATES, Math.min(limit, wanted.length)), hits = [];
    // What is answered elsewhere is no procedure here, unless one is called just so.
    const isElsewhere = asked.elsewhere.some((each) => each.share > 0.75);
    wanted.slice(0, most).forEach((doc) => {
      const hit = weigh(prepared, asked, doc, total[doc] / asked.mass);
      if (hit.coverage >= asked.floor && hit.score >= asked.least && (!isElsewhere || hit.score > SURE)) hits.push(hit);
    });
    hits.sort((a, b) => b.score - a.score || a.i - b.i);
    return { hits, total: !isElsewhere && wanted.length > most ? wanted.length : hits.length };
  }

  function weigh(prepared, asked, doc, coverage) {
    let best = null;
    for (let segment = prepared.firsts[doc]; segment < prepared.firsts[doc + 1]; segment++) {
      const found = judge(prepared, asked, segment, doc);
      found.kind = prepared.kinds[segment];
      found.score *= found.kind;
      if (!best || found.score > best.score) best = found;
    }
    // Words that stand apart in several texts of one procedure count too, without an order.
    const scattered = coverage * SCATTERED * KEYWORD, named = asked.units.some((unit) => unit.ways.some((way) => way.procedures && way.procedures.indexOf(doc) >= 0));
    const text = Math.max(best.score, scattered, named ? coverage * 0.95 : 0), score = text + STANDING * prepared.standing[doc] / 63;
    return {
      i: doc, code: prepared.code[doc], score, coverage: Math.max(best.coverage, text > best.score ? coverage : 0),
      words: Array.from(new Set(Array.from(best.matched, (at) => prepared.vocabulary.folded[prepared.vocabulary.foldOf[prepared.tokens[at]]]))),
      why: [
        { kind: best.kind === NAME ? "name" : best.kind === POPULAR ? "popular" : "keyword", words: "", value: best.score },
        { kind: "coverage", words: "", value: best.coverage }, { kind: "adjacency", words: "", value: best.adjacency }, { kind: "precision", words: "", value: best.precision },
        { kind: "standing", words: "", value: STANDING * prepared.standing[doc] / 63 },
      ].concat(best.gave.map((words) => ({ kind: "lexicon", words, value: 0 })), named ? [{ kind: "named", words: "", value: coverage }] : []),
      sense: best.gave.join("|"),
    };
  }

  /* ---- codes ---- */

  const CODE = /(?:^|[^\d.])(\d)[.\s]?(\d{6})(?:\.?h(\d\d))?(?![\d])/i, CODE_BEGUN = /^\s*(\d)\.?(\d{2,6})?(\.h?\d*)?\s*$/i;

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

  /* ---- the answer ---- */

  /** The procedures that a query asks for, the best first, with what else it may have meant. */
  function find(prepared, query, options) {
    const limit = options && options.limit || 50, typing = options && options.typing;
    const text = String(query).slice(0, LONGEST).normalize("NFC"), coded = byCode(prepared, text, typing);
    const nothing = { hits: [], groups: [], suggestion: "", elsewhere: [], block: "", place: "", events: [], total: 0, terms: [] };
    if (coded.length) {
      const hits = coded.map((i) => ({ i, code: prepared.code[i], score: 2, words: [], why: [{ kind: "code", words: prepared.code[i], value: 2 }] }));
      return Object.assign(nothing, { hits: hits.slice(0, limit), total: hits.length });
    }
    const asked = parse(prepared, text, typing);
    if (!asked.units.length) return nothing;
    const ranked = rank(prepared, asked, limit), groups = senses(prepared, asked, ranked.hits, limit);
    return {
      hits: ranked.hits.slice(0, limit), total: ranked.total, groups, suggestion: suggestion(prepared, asked), block: asked.block, place: asked.place,
      elsewhere: asked.elsewhere.map((each) => each.answer).filter((answer, n, all) => all.indexOf(answer) === n), events: events(prepared, ranked.hits), terms: asked.tokens.filter((each) => each.weight > 0.3).map((each) => each.fold),
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
    const vocabulary = prepared.vocabulary, words = asked.tokens.map((each) => {
      const own = each.unit && each.unit.ways[0].parts.find((part) => part.token === each), choice = own && own.choices[0];
      if (!choice || !choice.mended) return each.word;
      changed = true;
      return vocabulary.spelt[vocabulary.rawsOf[choice.fold].reduce((best, raw) => (vocabulary.counts[raw] > vocabulary.counts[best] ? raw : best))];
    });
    return changed ? words.join(" ") : "";
  }

  function events(prepared, hits) {
    const top = new Set(hits.slice(0, 3).map((hit) => hit.i));
    return prepared.events.map((event, n) => n).filter((n) => prepared.events[n].procedures.some((i) => top.has(i)));
  }

  /** One procedure as a list shows it. */
  function card(prepared, i) {
    return {
      code: prepared.code[i], name: prepared.name[i], nameLanguage: prepared.nameLanguage[i], time: prepared.time[i] || "", fee: prepared.fee[i] || "", place: prepared.place[i] || "",
      levels: LEVELS.filter((name, n) => prepared.level[i] >> n & 1), applicants: APPLICANTS.filter((name, n) => prepared.applicant[i] >> n & 1),
      departments: prepared.departments[i] || [], field: prepared.field[i], online: prepared.online[i], free: Boolean(prepared.free[i]),
      days: i < prepared.size ? prepared.days[i] : -1, family: prepared.family[i] || 0, state: prepared.state[i] || "",
      events: prepared.events.map((event, n) => n).filter((n) => prepared.events[n].procedures.indexOf(i) >= 0),
    };
  }

  const shards = {};
  motcua.search = { VERSION, current: null, shards, shard(name, text) { shards[name] = JSON.parse(text); }, fold, prepare, extend, find, card };
})();
