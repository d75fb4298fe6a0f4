/* The search engine's index: shards read into syllables with numbers, and where each stands in which procedure. */
(function () {
  "use strict";
  const search = motcua.search, { SYLLABLE, RECORD, PART, FIRST_WORD, Words, fold, marked, syllables, column, codesOf, lines } = search;
  const VERSION = 5, STEP = 500, shards = {};
  const LEVELS = ["commune", "district", "province", "ministry", "other"], APPLICANTS = ["citizen", "business", "official"];
  const ONLINE = ["not_stated", "none", "information", "partial", "full"];
  const NAME = 1, POPULAR = 0.97, KEYWORD = 0.86, COLUMNS = [["names", NAME], ["short", NAME], ["english", NAME], ["popular", POPULAR], ["keywords", KEYWORD]];

  /** Every different syllable gets a number; those that differ by their marks alone share a folded one. */
  function Vocabulary() {
    this.raws = new Map(); this.foldOf = []; this.marked = []; this.spelt = []; this.folds = new Map(); this.folded = []; this.postings = []; this.rawsOf = [];
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
    this.foldOf.push(folded); this.marked.push(marked(small)); this.spelt.push(small); this.rawsOf[folded].push(number);
    return number;
  };

  /** The index made ready for queries in one language, a step at a time, so that keys are heard between them; `given` holds `first`, `lexicon` and `lines-<language>`. */
  function* preparing(given, language) {
    const first = given.first, english = language === "en";
    const code = first.codes ? codesOf(first.codes) : [], size = code.length, state = [], hidden = first.hidden ? first.hidden.split(" ") : [];
    const pick = (each) => ({ id: each[0], name: english && each[2] ? each[2] : each[1], language: english && each[2] ? "en" : "vi" });
    for (let n = 0; n < hidden.length; n += 2) { code.push(hidden[n]); state[size + n / 2] = hidden[n + 1]; }
    const prepared = {
      language, size, code, state, levels: LEVELS, applicants: APPLICANTS,
      level: column(first.levels), applicant: column(first.applicants), online: Array.from(column(first.online), (n) => ONLINE[n]),
      field: column(first.field), family: column(first.family), acts: column(first.acts), standing: column(first.standing),
      departments: table(first.shares, first.departments, (each) => each ? each.split(" ").map(Number) : []),
      fields: first.fields.map(pick), offices: first.offices.map(pick),
      events: first.events.map((each) => Object.assign(pick(each), { procedures: each[3] })), former: {},
    };
    (first.former ? first.former.split(" ") : []).forEach((part, n, all) => { if (n % 2) prepared.former[all[n - 1]] = +part; });
    tell(prepared, given["lines-" + language] || given["lines-vi"]);
    yield* read(prepared, first);
    yield* search.listen(prepared, given.lexicon, null);
    return prepared;
  }

  /** The same in one go. */
  function prepare(given, language) { return whole(preparing(given, language)); }

  function whole(steps) {
    for (;;) { const step = steps.next(); if (step.done) return step.value; }
  }

  /** The value of each in a table of values, made of its text once. */
  function table(values, numbers, make) {
    const held = lines(values).map(make);
    return Array.from(column(numbers), (number) => held[number]);
  }

  /** Take in what a list says of each procedure, in the reader's language. */
  function tell(prepared, told) {
    const time = table(told.times, told.time, (each) => each.split("\t")), fee = table(told.fees, told.fee, (each) => each.split("\t"));
    const first = (each) => each[0];
    Object.assign(prepared, { time: time.map(first), days: time.map((each) => +each[1]), fee: fee.map(first), free: fee.map((each) => each[1] === "free"), place: table(told.places, told.place, String) });
  }

  /** Take in every text of every procedure: segments of numbered syllables, and where each syllable occurs. */
  function* read(prepared, first) {
    const vocabulary = prepared.vocabulary = new Vocabulary(), words = prepared.words = new Words(first);
    const raws = words.syllables.map((found) => found.map((syllable) => vocabulary.raw(syllable)));
    const columns = [];
    prepared.texts = {};
    for (const [name] of COLUMNS) {
      yield;
      const found = unpacked(vocabulary, words, raws, first[name], prepared.size);
      columns.push(found);
      prepared.texts[name] = { packed: first[name], from: found.from };
    }
    yield* arrange(prepared, columns);
    prepared.sorted = vocabulary.folded.slice().sort();
    prepared.idf = vocabulary.postings.map((posting) => rarity(posting.length, prepared.size));
    prepared.unknown = rarity(1, prepared.size);
    prepared.pairs = new Map(); prepared.wanted = new Uint16Array(vocabulary.folded.length); prepared.mended = new Map(); prepared.ended = new Map();
  }

  /** A column of records: the syllables of all, where each part of a record ends among them, which part is the first of each record, and
      where its text begins. */
  function unpacked(vocabulary, words, raws, packed, size) {
    const found = { syllables: [], ends: [], parts: new Int32Array(size + 1), from: new Int32Array(size + 1) };
    let doc = 0;
    words.each(packed, 0, (number, written, after) => {
      if (number > PART) raws[number - FIRST_WORD].forEach((raw) => found.syllables.push(raw));
      else if (number < 0) (written.match(SYLLABLE) || []).forEach((syllable) => found.syllables.push(vocabulary.raw(syllable)));
      else {
        found.ends.push(found.syllables.length);
        if (number === RECORD) { doc++; found.parts[doc] = found.ends.length; found.from[doc] = after; }
      }
      return false;
    });
    found.ends.push(found.syllables.length);
    found.parts[size] = found.ends.length;
    return found;
  }

  /** The segments of each procedure after each other, of all columns, and each syllable's procedures. */
  function* arrange(prepared, columns) {
    const vocabulary = prepared.vocabulary, tokens = new Uint32Array(columns.reduce((sum, each) => sum + each.syllables.length, 0));
    const starts = [], kinds = [], firsts = new Int32Array(prepared.size + 1);
    let at = 0;
    for (let doc = 0; doc < prepared.size; doc++) {
      if (doc % STEP === 0) yield;
      firsts[doc] = starts.length;
      columns.forEach((column, n) => {
        for (let part = column.parts[doc]; part < column.parts[doc + 1]; part++) {
          const from = part ? column.ends[part - 1] : 0, to = column.ends[part];
          if (from === to) continue;
          starts.push(at); kinds.push(COLUMNS[n][1]);
          for (let each = from; each < to; each++) {
            const raw = tokens[at++] = column.syllables[each], posting = vocabulary.postings[vocabulary.foldOf[raw]];
            if (posting[posting.length - 1] !== doc) posting.push(doc);
          }
        }
      });
    }
    firsts[prepared.size] = starts.length; starts.push(at);
    const folds = Uint32Array.from(tokens, (raw) => vocabulary.foldOf[raw]), room = () => new Float64Array(prepared.size);
    Object.assign(prepared, { tokens, folds, starts, kinds, firsts, room: { total: room(), best: room(), share: room(), part: room(), rated: room(), sorted: room(), echo: room() } });
  }

  /** What a procedure is called in the reader's language, as [name, its language]; nothing where only its code is known. */
  function nameOf(prepared, i) {
    const text = (column) => (i < prepared.size ? prepared.words.text(prepared.texts[column].packed, prepared.texts[column].from[i]) : "");
    const abroad = prepared.language === "en" && text("english");
    return abroad ? [abroad, "en"] : [text("short") || text("names"), "vi"];
  }

  function officialName(prepared, i) { return prepared.words.text(prepared.texts.names.packed, prepared.texts.names.from[i]); }

  function rarity(holders, size) { return Math.log(1 + (size - holders + 0.5) / (holders + 0.5)); }

  /** Take in what came after the first paint, a step at a time: sayings of many words, titles of forms, numbers of legal texts. Until all of
      it is there, answers are what they were. */
  function* extending(prepared, given) {
    const heard = Object.create(prepared);
    yield* search.listen(heard, given.lexicon, given.sayings);
    Object.assign(prepared, heard, { papers: papersOf(given.more) });
  }

  function extend(prepared) { whole(extending(prepared, shards)); }

  function papersOf(more) {
    const found = [];
    ["forms", "laws"].forEach((key) => (more[key] ? lines(more[key]) : []).forEach((line) => {
      const parts = line.split("\t");
      let last = 0;
      found.push({ text: " " + syllables(parts[0]).map(fold).join(" ") + " ", kind: key, procedures: parts[1].split(" ").map((step) => { last += +step; return last; }) });
    }));
    return found;
  }

  /** What two growing lists have in common. */
  function common(one, other) {
    const found = [];
    for (let n = 0, at = 0; n < one.length; n++) {
      while (at < other.length && other[at] < one[n]) at++;
      if (other[at] === one[n]) found.push(one[n]);
    }
    return found;
  }

  /** Whether one syllable follows another in some name. */
  function follows(prepared, one, other) {
    const vocabulary = prepared.vocabulary, { folds, starts, firsts } = prepared, a = vocabulary.folds.get(one.fold), b = vocabulary.folds.get(other.fold);
    if (a === undefined || b === undefined) return false;
    const name = a * 65536 + b;
    if (!prepared.pairs.has(name)) {
      const holders = vocabulary.postings[a].length < vocabulary.postings[b].length ? vocabulary.postings[a] : vocabulary.postings[b];
      prepared.pairs.set(name, holders.some((doc) => {
        for (let at = starts[firsts[doc]], end = starts[firsts[doc + 1]] - 1; at < end; at++) if (folds[at] === a && folds[at + 1] === b) return true;
        return false;
      }));
    }
    return prepared.pairs.get(name);
  }

  Object.assign(search, { VERSION, LEVELS, APPLICANTS, NAME, POPULAR, KEYWORD, shards, shard(name, text) { shards[name] = JSON.parse(text); }, prepare, preparing, extend, extending, common, follows, nameOf, officialName });
})();
