/* The questions that decide which papers a reader needs: `motcua.papers.questions`. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, papers = motcua.papers, make = motcua.finder.element, fill = motcua.finder.fill, line = motcua.workshop.line;
  /* Of a long list of papers so many are seen at once: more is a wall on a small phone, and the law names the usual ones first. */
  const UNDECIDED = "-", MANY = 6, SEEN = 5;

  /** Words that may stand in several languages, as a text alone. */
  const plain = papers.plain = function (said) { return typeof said === "string" ? said : said.map(function (piece) { return piece[0]; }).join(""); };
  function pieces(said) { return typeof said === "string" ? [[said, ""]] : said; }

  /* Several things to tick, or that none of them is true; `show(ids)` leaves those that still matter. */
  function ticks(ask, hint, options, changed) {
    const inputs = options.map(function (option) { return make("input", { type: "checkbox", value: option[0] }); });
    const labels = options.map(function (option, at) { return make("label", { class: "tool__choice" }, [inputs[at], make("span", null, line(option[1]))]); });
    const node = make("fieldset", null, [make("legend", null, ask), make("span", { class: "tool__hint" }, hint)].concat(labels));
    node.addEventListener("change", function (event) {
      const isNone = event.target.value === papers.NONE;
      if (event.target.checked) inputs.forEach(function (input) { if ((input.value === papers.NONE) !== isNone) input.checked = false; });
      changed();
    });
    return {
      node: node,
      show: function (ids) {
        node.hidden = !ids.length;
        inputs.forEach(function (input, at) { labels[at].hidden = input.value === papers.NONE ? !ids.length : ids.indexOf(input.value) < 0; });
      },
      set: function (ids) { inputs.forEach(function (input) { input.checked = ids.indexOf(input.value) >= 0; }); },
      value: function () { return inputs.filter(function (input, at) { return input.checked && !labels[at].hidden; }).map(function (input) { return input.value; }); },
    };
  }

  /* Which paper of a group one has; `when(paper)` says the condition of one. */
  function which(group, words, when, changed) {
    const options = group.of.map(function (each) { return [each.id, each.when ? pieces(each.name).concat([[when(each), ""]]) : each.name]; });
    const others = [[papers.NO_PAPER, words.no_paper], [UNDECIDED, words.undecided]];
    const asked = motcua.fees.choice("choice", fill(words.choice, { name: plain(group.ask) }), options.concat(others), changed);
    const fold = options.length > MANY ? folded(asked.node, options.length, words) : null;
    function set(id) {
      asked.set(id);
      if (fold && fold.querySelector(":checked")) fold.open = true;
    }
    set(UNDECIDED);
    return { id: group.id, node: asked.node, set: function (id) { set(id || UNDECIDED); }, value: function () { return asked.value() === UNDECIDED ? "" : asked.value(); } };
  }
  function folded(node, n, words) {
    const labels = Array.from(node.querySelectorAll("label")), fold = make("details", { class: "tool__more" }, make("summary", null, fill(words.more_papers, { n: n - SEEN })));
    labels[SEEN - 1].after(fold);
    fold.append.apply(fold, labels.slice(SEEN, n));
    return fold;
  }
  function groups(all, ids) {
    return [].concat.apply([], all.map(function (paper) { return (ids.indexOf(paper.id) >= 0 ? [paper] : []).concat(paper.of ? groups(paper.of, ids) : []); }));
  }

  /** The questions of a page: their `nodes`, what is `answered()`, which sentence says that the first is `missing(answer)`, and `set(answer)`. */
  papers.questions = function (data, words, when, changed) {
    const choice = motcua.fees.choice, all = data.conditions || [];
    const cases = data.cases && choice("case", data.cases_question || words.case, data.cases, changed);
    const ways = data.ways && choice("way", words.way, data.ways, changed);
    const kinds = data.kinds && choice("kind", words.kind, all.filter(function (each) { return isKind(each[0]); }).concat([[papers.NO_KIND, words.no_kind]]), changed);
    const conditions = ticks(words.conditions, words.conditions_hint, all.filter(function (each) { return !isKind(each[0]); }).concat([[papers.NONE, words.none_true]]), changed);
    const choices = groups(data.papers, data.choices || []).map(function (group) { return which(group, words, when, changed); });

    function isKind(id) { return (data.kinds || []).indexOf(id) >= 0; }
    /* The answers; what is no longer asked is put away. */
    function answered() {
      const answer = { case: cases ? cases.value() || "" : data.case || "", way: ways ? ways.value() || "" : "", conditions: [], choices: {} };
      const first = papers.asked(data, answer);
      const mine = first.conditions.filter(isKind);
      if (kinds) kinds.node.hidden = !mine.length;
      conditions.show(first.conditions.filter(function (id) { return !isKind(id); }));
      answer.conditions = (mine.length && kinds.value() ? [kinds.value()] : []).concat(conditions.value());
      const left = papers.asked(data, answer).choices;
      choices.forEach(function (each) {
        each.node.hidden = left.indexOf(each.id) < 0;
        if (!each.node.hidden && each.value()) answer.choices[each.id] = each.value();
      });
      answer.open = papers.open(data, first.conditions, answer.conditions);
      return answer;
    }
    function set(answer) {
      if (cases) cases.set(answer.case);
      if (ways) ways.set(answer.way);
      if (kinds) kinds.set(answer.conditions.filter(function (id) { return id === papers.NO_KIND || isKind(id); })[0]);
      conditions.set(answer.conditions);
      choices.forEach(function (each) { each.set(answer.choices[each.id]); });
    }
    return {
      nodes: [cases, ways, kinds, conditions].concat(choices).filter(Boolean).map(function (each) { return each.node; }),
      answered: answered, set: set, missing: function (answer) { return cases && !answer.case ? words.wait_case : ways && !answer.way ? words.wait : ""; },
    };
  };
})();
