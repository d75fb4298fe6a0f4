/* One's own papers: the questions, the list with forms, fee, office and date, an address of the answers to send, and a sheet with that address as a code. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, papers = motcua.papers;
  const HASH = "#tool-dossier", UNDECIDED = "-";

  function make(tag, given, inside) { return motcua.finder.element(tag, given, inside); }
  function fill(pattern, values) { return motcua.finder.fill(pattern, values); }
  function line(said) { return motcua.workshop.line(said); }
  function plain(said) { return typeof said === "string" ? said : said.map(function (piece) { return piece[0]; }).join(""); }

  function fees() {
    const fold = document.querySelector("#tool-fee > script[type]");
    return fold ? JSON.parse(fold.textContent) : null;
  }
  function today() {
    const now = new Date();
    return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
  }

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

  function build(root, data, words, feeWords) {
    const choice = motcua.fees.choice, fee = fees(), rates = fee && motcua.fees.full(fee.rates);
    const groups = [];
    (function gather(all) { all.forEach(function (paper) { if ((data.choices || []).indexOf(paper.id) >= 0) groups.push(paper); if (paper.of) gather(paper.of); }); })(data.papers);

    const cases = data.cases && choice("case", data.cases_question || words.case, data.cases, changed);
    const ways = data.ways && choice("way", words.way, data.ways, changed);
    const kinds = data.kinds && choice("kind", words.kind, data.conditions.filter(function (each) { return isKind(each[0]); }).concat([[papers.NO_KIND, words.no_kind]]), changed);
    const conditions = ticks(words.conditions, words.conditions_hint, (data.conditions || []).filter(function (each) { return !isKind(each[0]); }).concat([[papers.NONE, words.none_true]]), changed);
    const choices = groups.map(function (group) {
      const options = group.of.map(function (each) {
        return [each.id, each.when ? pieces(each.name).concat([[when(each), ""]]) : each.name];
      });
      const asked = choice("choice", fill(words.choice, { name: plain(group.ask) }), options.concat([[UNDECIDED, words.undecided]]), changed);
      asked.set(UNDECIDED);
      return { id: group.id, asked: asked };
    });
    const notice = make("p", { class: "tool__doubt", role: "status" }), shown = make("div", { class: "tool__result", role: "status" });
    const told = make("p", { role: "status" });
    const share = make("button", { type: "button", class: "frame-button" }, words.share);
    const printing = make("button", { type: "button", class: "frame-button frame-button--quiet" }, words.print);
    const buttons = make("div", { class: "tool__buttons", hidden: true }, [share, printing]);

    function isKind(id) { return (data.kinds || []).indexOf(id) >= 0; }
    function pieces(said) { return typeof said === "string" ? [[said, ""]] : said; }
    function low(text) { return text.slice(0, 1).toLowerCase() + text.slice(1); }

    function answered() {
      const answer = { case: cases ? cases.value() || "" : data.case || "", way: ways ? ways.value() || "" : "", conditions: [], choices: {} };
      const first = papers.asked(data, answer);
      const mine = first.conditions.filter(isKind);
      if (kinds) kinds.node.hidden = !mine.length;
      conditions.show(first.conditions.filter(function (id) { return !isKind(id); }));
      answer.conditions = (mine.length && kinds.value() ? [kinds.value()] : []).concat(conditions.value());
      const left = papers.asked(data, answer).choices;
      choices.forEach(function (each) {
        each.asked.node.hidden = left.indexOf(each.id) < 0;
        if (!each.asked.node.hidden && each.asked.value() !== UNDECIDED) answer.choices[each.id] = each.asked.value();
      });
      answer.open = papers.open(data, first.conditions, answer.conditions);
      return answer;
    }
    function missing(answer) { return cases && !answer.case ? words.wait_case : ways && !answer.way ? words.wait : ""; }

    function when(paper) { return paper.when ? " (" + fill(words.only_when, { text: low(plain(paper.when)) }) + ")" : ""; }
    /* A paper as a line of a list; printed, the kinds to choose from stand in one line. */
    function item(paper, isPrinted) {
      const inside = line(paper.name);
      if (paper.counts) inside.push(" · ", make("strong", null, paper.counts));
      inside.push(when(paper));
      (paper.notes || []).forEach(function (note) { inside.push(make("span", { class: "tool__hint" }, line(note))); });
      const form = (data.forms || {})[paper.form];
      if (form) inside.push(make("span", { class: "tool__hint" }, make("a", { href: form[1] }, fill(words.form, { name: plain(form[0]) }))));
      if (paper.of && isPrinted) inside.push(make("span", { class: "tool__hint" }, paper.of.map(function (each) { return plain(each.name) + (each.counts ? " · " + each.counts : "") + when(each); }).join("; ")));
      else if (paper.of) inside.push(make("ul", null, paper.of.map(function (each) { return item(each, false); })));
      return make("li", null, inside);
    }
    function lists(found, heading, isPrinted) {
      const titles = Object.assign({}, data.titles, { depends: words.depends });
      function groupOf(paper) { return paper.depends ? "depends" : paper.group; }
      return Object.keys(titles).filter(function (group) { return found.some(function (paper) { return groupOf(paper) === group; }); }).reduce(function (all, group) {
        const own = found.filter(function (paper) { return groupOf(paper) === group; });
        return all.concat(make(heading, null, titles[group]), make("ul", { class: "tool__list" + (group === "none" || group === "notes" ? " tool__list--off" : "") }, own.map(function (paper) { return item(paper, isPrinted); })));
      }, []);
    }
    function amount(answer) {
      if (data.fee) return line(data.fee);
      if (!fee) return null;
      const situation = { case: answer.case || fee.case || "", channel: answer.way, day: today(), answers: motcua.fees.answers || {} };
      return motcua.fees.told(rates, fee, feeWords, situation);
    }
    function facts(answer, isPrinted) {
      const sum = amount(answer), found = [];
      function fact(title, inside, key, label) {
        const more = !isPrinted && key && document.getElementById("tool-" + key);
        if (!inside && !more) return;
        found.push(make("p", null, [make("strong", null, title + ": ")].concat(inside || [], inside && more ? " · " : "", more ? make("a", { href: "#tool-" + key }, label) : "")));
      }
      fact(words.fee, sum || (sum === "" ? words.fee_more : words.fee_unknown), fee && "fee", words.fee_tool);
      const places = motcua.workshop.chosen || data.places || [];
      fact(words.place, places.length ? [].concat.apply([], places.map(function (place, at) { return (at ? ["; "] : []).concat(line(place)); })) : null, "where", words.place_tool);
      const time = (data.times || []).filter(function (each) { return !each[0] || each[0] === answer.case; })[0];
      fact(words.date, time ? line(time[1]) : null, "date", words.date_tool);
      return found;
    }
    /* What is really brought; what the office looks up, and remarks, are none. */
    function brought(found) { return found.filter(function (paper) { return paper.group !== "none" && paper.group !== "notes"; }); }
    function unfinished(answer, text) { return answer.open.length ? make("p", { class: "tool__doubt" }, text) : []; }
    function draw(answer) {
      const found = papers.needed(data, answer), all = brought(found), m = all.filter(function (paper) { return paper.depends; }).length, n = all.length - m;
      const said = [n && fill(words.count, { n: n }), m && fill(words.count_depends, { n: m })].filter(Boolean).join(" · ");
      return [make("h3", null, words.title), make("p", null, [make("strong", { class: "tool__answer" }, said || words.nothing)])]
        .concat(unfinished(answer, words.unfinished), data.sets ? make("p", null, data.sets) : [], lists(found, "h4", false), facts(answer, false));
    }
    function changed() {
      const answer = answered(), wait = missing(answer);
      shown.textContent = told.textContent = "";
      shown.append.apply(shown, wait ? [make("p", null, wait)] : draw(answer));
      buttons.hidden = Boolean(wait);
      if (location.hash.indexOf(HASH + "=") === 0 && location.hash !== HASH + "=" + papers.write(answer)) history.replaceState(null, "", HASH);
    }

    function keep() {
      const hash = HASH + "=" + papers.write(answered());
      history.replaceState(null, "", hash);
      return hash;
    }
    share.addEventListener("click", function () {
      keep();
      function say(isCopied) { told.textContent = isCopied ? words.shared : words.not_shared; }
      if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(function () { say(true); }, function () { say(false); });
      else say(false);
    });

    function square(rows) {
      const space = "http://www.w3.org/2000/svg", size = rows.length + 8, picture = document.createElementNS(space, "svg"), path = document.createElementNS(space, "path");
      picture.setAttribute("viewBox", [0, 0, size, size].join(" "));
      picture.setAttribute("class", "tool-code");
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-label", words.scan);
      path.setAttribute("d", rows.map(function (row, y) {
        return row.map(function (dark, x) { return dark ? "M" + (x + 4) + " " + (y + 4) + "h1v1h-1z" : ""; }).join("");
      }).join(""));
      picture.append(path);
      return picture;
    }
    function chosenOf(options, id) {
      const found = (options || []).filter(function (option) { return option[0] === id; })[0];
      return found ? plain(found[1]) : "";
    }
    printing.addEventListener("click", function () {
      const answer = answered(), hash = keep(), found = papers.needed(data, answer), own = [];
      const mine = chosenOf(data.cases, answer.case) || plain(data.case_name || ""), way = chosenOf(data.ways, answer.way);
      if (mine) own.push(fill(words.my_case, { name: mine }));
      if (way) own.push(fill(words.my_way, { name: way }));
      const mineToo = answer.conditions.map(function (id) { return chosenOf(data.conditions, id); }).filter(Boolean);
      if (mineToo.length) own.push(fill(words.my_conditions, { text: mineToo.join("; ") }));
      const address = data.address ? data.address + hash : "", rows = address ? motcua.code(address) : null;
      const sheet = make("div", { class: "tool-papers" }, [make("h1", null, line(data.name)), make("p", null, fill(words.code, { code: data.code }))]
        .concat(own.map(function (each) { return make("p", null, each); }), unfinished(answer, words.unfinished_paper), data.sets ? make("p", null, data.sets) : [], lists(found, "h2", true), facts(answer, true),
          rows ? make("div", { class: "tool-papers__code" }, [square(rows), make("p", null, [words.scan, make("br"), address])]) : []));
      sheet.querySelectorAll("a").forEach(function (link) { link.replaceWith.apply(link, Array.from(link.childNodes)); });
      motcua.workshop.paper(sheet);
    });

    function restore() {
      if (location.hash.indexOf(HASH + "=") !== 0) return changed();
      const read = papers.read(location.hash.slice(HASH.length + 1), data);
      if (cases) cases.set(read.answer.case);
      if (ways) ways.set(read.answer.way);
      if (kinds) kinds.set(read.answer.conditions.filter(function (id) { return id === papers.NO_KIND || isKind(id); })[0]);
      conditions.set(read.answer.conditions);
      choices.forEach(function (each) { each.asked.set(read.answer.choices[each.id] || UNDECIDED); });
      notice.textContent = read.isChanged ? words.changed : "";
      changed();
    }
    addEventListener("hashchange", function () { if (location.hash.indexOf(HASH + "=") === 0) restore(); });
    /* What the tool on fees is told meanwhile completes the sum. */
    motcua.fees.changed = changed;
    /* So does the counter that is chosen in the tool on places. */
    addEventListener("chosen", changed);
    root.append.apply(root, [notice].concat(cases ? cases.node : [], ways ? ways.node : [], kinds ? kinds.node : [], conditions.node, choices.map(function (each) { return each.asked.node; }), shown, buttons, told));
    restore();
  }

  motcua.tools.dossier = function (root, data, words) {
    motcua.workshop.needAll(["tool-fee.js"], function (came) {
      if (came) build(root, data, words, motcua.toolWords.fee);
      else root.append(make("p", null, document.querySelector("#tool-dossier").dataset.failed));
    });
  };
})();
