/* What the procedure costs this reader: the questions that its fees leave open, the sum, its lines and their laws. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, fees = motcua.fees;
  const MOST = 1000000, SOON = 60;
  let forms = 0;

  function make(tag, given, inside) { return motcua.finder.element(tag, given, inside); }
  function fill(pattern, values) { return motcua.finder.fill(pattern, values); }
  function line(said) { return motcua.workshop.line(said); }
  function plain(said) { return typeof said === "string" ? said : said.map(function (piece) { return piece[0]; }).join(""); }

  /* Days as people write them, and as ISO does. */
  function iso(text) {
    const parts = /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*$/.exec(text);
    if (!parts) return "";
    const day = new Date(Date.UTC(+parts[3], parts[2] - 1, +parts[1]));
    return day.getUTCDate() === +parts[1] && day.getUTCMonth() === parts[2] - 1 ? day.toISOString().slice(0, 10) : "";
  }
  function written(day) { return day.split("-").reverse().join("/"); }
  function today() {
    const now = new Date();
    return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
  }
  function days(from, to) { return (Date.parse(to) - Date.parse(from)) / 86400000; }

  /* Questions: each is { key, node, value() }, `undefined` while there is no answer. */
  function choice(key, ask, options, changed) {
    const name = "tool-" + ++forms + "-" + key.replace(/\W/g, "");
    const inputs = options.map(function (option) { return make("input", { type: "radio", name: name, value: option[0] }); });
    const node = make("fieldset", null, [make("legend", null, line(ask))].concat(options.map(function (option, at) {
      return make("label", { class: "tool__choice" }, [inputs[at], make("span", null, line(option[1]))]);
    })));
    node.addEventListener("change", changed);
    return { key: key, node: node, set: function (value) { inputs.forEach(function (input) { input.checked = input.value === value; }); }, value: function () {
      const chosen = inputs.filter(function (input) { return input.checked; })[0];
      return chosen && chosen.value;
    } };
  }
  function typed(key, ask, hint, fault, read, start, changed) {
    const id = "tool-" + ++forms, input = make("input", { id: id, type: "text", inputmode: "numeric", autocomplete: "off", "aria-describedby": id + "-hint " + id + "-fault" });
    const told = make("p", { class: "tool__fault", id: id + "-fault" });
    const node = make("div", { class: "tool__field" }, [make("label", { class: "tool__label", for: id }, line(ask)),
      make("span", { class: "tool__hint", id: id + "-hint" }, hint), input, told]);
    function check() {
      const isFault = input.value.trim() !== "" && read(input.value) === undefined;
      told.textContent = isFault ? fault : "";
      if (isFault) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    input.value = start;
    input.addEventListener("input", function () { if (input.hasAttribute("aria-invalid")) check(); changed(); });
    input.addEventListener("change", check);
    return { key: key, node: node, value: function () { return read(input.value); } };
  }
  function number(question, words, changed) {
    return typed("?" + question.id, question.ask, fill(words.number_hint, { unit: plain(question.counts) }), words.number_fault, function (text) {
      const n = text.trim() === "" ? NaN : +text.replace(/[\s.,]/g, "");
      return /^\s*\d[\d.,\s]*$/.test(text) && n <= MOST ? n : undefined;
    }, "", changed);
  }
  /* The questions of a page's fees, in the order in which they are asked. */
  function questions(data, words, changed) {
    const found = [];
    if (data.cases) found.push(choice("case", data.cases_question || words.case, data.cases, changed));
    if (data.channels) found.push(choice("channel", words.channel, data.channels, changed));
    if (data.turns) {
      found.push(typed("day", words.day, words.day_hint, words.day_fault, function (text) { return iso(text) || undefined; }, written(today()), changed));
    }
    return found.concat((data.questions || []).map(function (question) {
      return question.counts ? number(question, words, changed) : choice("?" + question.id, question.ask, question.options, changed);
    }));
  }
  /* Shows the questions that earlier answers leave open, and gives what is known. */
  function known(rates, data, asked) {
    const found = { case: data.case || "", channel: "", day: "", answers: {} };
    asked.forEach(function (question) {
      const isAsked = fees.asked(rates, found).indexOf(question.key) >= 0, value = isAsked ? question.value() : undefined;
      question.node.hidden = !isAsked;
      if (value === undefined) return;
      if (question.key.charAt(0) === "?") found.answers[question.key.slice(1)] = value;
      else found[question.key] = value;
    });
    return found;
  }

  function money(hundredths, currency, words) {
    return fill(currency === "VND" ? words.dong : words.other, { n: hundredths / 100, currency: currency });
  }
  function total(bill, words) {
    const sums = bill.totals.filter(function (each) { return each[1]; });
    return sums.length ? sums.map(function (each) { return money(each[1], each[0], words); }).join(words.and) : words.free;
  }
  function unitOf(data, id) {
    const question = (data.questions || []).filter(function (each) { return each.id === id; })[0];
    return question ? plain(question.counts) : "";
  }

  /* One part of the sum: what it is, how it comes about. */
  function told(part, rates, data, words) {
    const rate = rates.filter(function (each) { return each.place === part.lines[0][0]; })[0], items = [];
    const of = function (n) { return money(n, part.currency, words); };
    part.lines.forEach(function (each) {
      const label = data.labels[each[0]], own = rates.filter(function (rate) { return rate.place === each[0]; })[0];
      const unit = own.counting ? unitOf(data, own.counting[0]) : "";
      const sum = part.is_free ? (own.status === "free" ? words.free : words.exempt) : own.counting && own.counting[3] !== "once"
        ? fill(unit ? words.line : words.line_plain, { n: each[1], unit: unit, amount: of(each[2]), sum: of(each[1] * each[2]) }) : of(each[2]);
      items.push(make("li", null, line(label.name).concat(": " + sum, label.mark ? " (" + label.mark + ")" : "")));
    });
    if (part.bound) items.push(make("li", null, fill(words[part.bound], { amount: of(part.one) })));
    if (part.times !== 1) {
      const unit = unitOf(data, rate.times);
      items.push(make("li", null, fill(words.times, { n: part.times, unit: unit, amount: of(part.one), sum: of(part.one * part.times) })));
    }
    if (part.percent) {
      const reason = rate.cuts.map(function (cut, at) { return [cut, at]; }).filter(function (each) { return each[0].percent === part.percent; })[0];
      items.push(make("li", null, fill(words.less, { percent: part.percent, reason: reason ? plain(data.labels[rate.place].cuts[reason[1]]) : "", amount: of(part.total) })));
    }
    return items;
  }
  function lawsOf(places, data, words) {
    const laws = [];
    places.forEach(function (place) { (data.labels[place].laws || []).forEach(function (law) { if (laws.indexOf(law) < 0) laws.push(law); }); });
    if (!laws.length) return [];
    const links = data.links || {}, inside = [words.basis + ": "];
    laws.forEach(function (law, at) { inside.push(at ? ", " : "", links[law] ? make("a", { href: links[law] }, law) : law); });
    return [make("p", null, inside)];
  }
  function notes(places, data, words) {
    const found = [];
    places.forEach(function (place) {
      const label = data.labels[place];
      if (label.doubt) found.push(make("p", { class: "tool__doubt" }, line(label.doubt)));
      if (label.exemption) found.push(make("p", { class: "tool__doubt" }, fill(words.exemption, { text: plain(label.exemption) })));
    });
    return found;
  }
  function unsummed(bill, data, words) {
    const rows = bill.places.map(function (place) {
      const label = data.labels[place];
      return make("li", null, line(label.name).concat(label.told ? [": "].concat(line(label.told)) : []));
    });
    return [make("p", null, words["why_" + bill.why])].concat(rows.length ? [make("ul", { class: "tool__list" }, rows)] : [], lawsOf(bill.places, data, words));
  }
  /* A rate that changes soon: both amounts, each with its day. */
  function soon(rates, data, words, situation, bill) {
    const turn = situation.day && (data.turns || []).filter(function (day) { return day > situation.day && days(situation.day, day) <= SOON; })[0];
    if (!turn) return "";
    const then = fees.bill(rates, Object.assign({}, situation, { day: turn }));
    if (then.why) return fill(words.soon_unknown, { date: written(turn) });
    return total(then, words) === total(bill, words) ? "" : fill(words.soon, { date: written(turn), amount: total(then, words) });
  }
  /* Which rates a sum is made of. */
  function placesOf(bill) {
    return [].concat.apply([], bill.parts.map(function (part) { return part.lines.map(function (each) { return each[0]; }); }));
  }
  /* The result for a situation as nodes; the first says the sum, or why there is none. */
  function result(rates, data, words, situation) {
    const bill = fees.bill(rates, situation);
    if (bill.why) return unsummed(bill, data, words);
    const places = placesOf(bill);
    const items = [].concat.apply([], bill.parts.map(function (part) { return told(part, rates, data, words); }));
    const change = soon(rates, data, words, situation, bill);
    return [make("p", null, [words.sum + " ", make("strong", { class: "tool__answer" }, total(bill, words))])]
      .concat(change ? make("p", { class: "tool__doubt" }, change) : [], make("ul", { class: "tool__list" }, items), notes(places, data, words), lawsOf(places, data, words));
  }

  fees.choice = choice;
  /* The sum of a situation in one line, or why there is none; "" while something is left to ask. */
  fees.told = function (rates, data, words, situation) {
    const bill = fees.bill(rates, situation);
    if (bill.why) return bill.why === "unanswered" ? "" : words["why_" + bill.why];
    const mark = placesOf(bill).map(function (place) { return data.labels[place].mark; }).filter(Boolean)[0];
    return [total(bill, words) + (mark ? " (" + mark + ")" : ""), soon(rates, data, words, situation, bill)].filter(Boolean).join(". ");
  };

  motcua.tools.fee = function (root, data, words) {
    const rates = fees.full(data.rates), shown = make("div", { class: "tool__result", role: "status" });
    const asked = questions(data, words, update);
    function update() {
      const situation = known(rates, data, asked);
      shown.textContent = "";
      shown.append.apply(shown, result(rates, data, words, situation));
      fees.answers = situation.answers;
      if (fees.changed) fees.changed();
    }
    root.append.apply(root, asked.map(function (question) { return question.node; }).concat(shown));
    update();
  };
})();
