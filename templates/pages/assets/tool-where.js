/* "Where do I apply?": the counters of a procedure, whether each is open at this moment by the clock of Vietnam, and for communes a list that is
   searched by new names and old ones. The list comes in parts by script elements; what is chosen stands in the address alone. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, VERSION = 1;
  const ZONE = 7 * 3600000, DAY = 86400000, AHEAD = 14, MINUTE = 60000, SHOWN = 8, FEW = 12;
  const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  let arrived = null;

  /* Each part of the list is handed over by its own script, just before that is told to have come. */
  motcua.communes = function (part) { arrived = part; };

  /* The clock of Vietnam: the day as its first instant in UTC, its place in the week, the minute of it. */
  function now() {
    const here = Date.now() + ZONE, date = here - here % DAY;
    return { date: date, minute: Math.floor((here - date) / MINUTE) };
  }
  function weekday(date) { return (new Date(date).getUTCDay() + 6) % 7; }
  function iso(date) { return new Date(date).toISOString().slice(0, 10); }

  /* Whether a week of hours is open at a moment: until when, or when next; days off are passed over. */
  function stateOf(days, at, isOff) {
    let off = "";
    for (let n = 0; n <= AHEAD; n += 1) {
      const date = at.date + n * DAY, spans = days[weekday(date)], reason = spans.length ? isOff(iso(date)) : "";
      if (reason && !n) off = reason;
      for (let i = 0; i < spans.length && !reason; i += 2) {
        if (n || at.minute < spans[i]) return { isOpen: false, minute: spans[i], date: date, n: n, off: off };
        if (at.minute < spans[i + 1]) return { isOpen: true, minute: spans[i + 1], date: date, n: 0, off: "" };
      }
    }
    return { isOpen: false, minute: -1, date: 0, n: -1, off: off };
  }

  /* A name as it is compared: folded, a blank before each word. */
  function plain(text) { return motcua.search.fold(text).replace(/[^a-z0-9]+/g, " ").trim(); }

  /* The names of a part, prepared for comparing: folded all at once, which is many times quicker than each by itself. */
  function prepared(part) {
    const folded = motcua.search.fold(part.names).replace(/[^a-z0-9\n]+/g, " ").split("\n");
    return part.names.split("\n").map(function (text, i) {
      return { text: text, plain: folded[i].trim(), now: [].concat(part.now[i]), isOld: i >= part.old };
    });
  }
  function bare(text, kinds) {
    const kind = kinds.find(function (each) { return text.indexOf(each + " ") === 0; });
    return kind ? text.slice(kind.length + 1) : text;
  }

  /* The names that hold every word typed, best first: what begins as typed, what begins so without its kind, the others; old names last of each. */
  function matching(names, typed, kinds) {
    const rest = bare(typed, kinds), wanted = rest.split(" ");
    const rank = function (name) {
      return (name.plain.indexOf(typed) === 0 ? 0 : bare(name.plain, kinds).indexOf(rest) === 0 ? 2 : 4) + (name.isOld ? 1 : 0);
    };
    return names.filter(function (name) {
      return wanted.every(function (word) { return (" " + name.plain).indexOf(" " + word) >= 0; });
    }).map(function (name, i) { return [rank(name), i, name]; }).sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; })
      .map(function (found) { return found[2]; });
  }

  /* The list in its parts, each asked for once; one that names parts of an earlier day may lie in a cache and is asked for once more, past it. */
  function listAt(address) {
    const folder = address.replace(/[^/]*$/, ""), held = {};
    let current = null;
    function get(name, done) {
      if (held[name]) return done(held[name]);
      motcua.script(folder + name, function () { done(null); }, function () { done(held[name] = arrived); });
    }
    function start(past, done) {
      motcua.script(address + past, function () { done(null); }, function () {
        const isKnown = arrived && arrived.version === VERSION;
        if (isKnown) current = arrived;
        if (!isKnown && !past) return start("?anew", done);
        done(isKnown ? current : null);
      });
    }
    function open(done) { if (current) done(current); else start("", done); }
    function part(choose, make, done) {
      open(function (found) {
        if (!found) return done(null);
        const name = choose(found);
        if (!name) return done(make(null, found));
        get(name, function (value) {
          if (value) return done(make(value, found));
          start("?anew", function (anew) {
            if (!anew) return done(null);
            get(choose(anew) || "", function (again) { done(again && make(again, anew)); });
          });
        });
      });
    }
    return {
      open: open,
      names: function (typed, done) {
        part(function (found) {
          const first = bare(typed, found.kinds)[0] || "";
          return found.names[""] || found.names[/[a-z]/.test(first) ? first : "0"];
        }, function (value) { return value ? value.prepared || (value.prepared = prepared(value)) : []; }, done);
      },
      commune: function (number, done) {
        part(function (found) { return found.counters[Math.floor(number / found.size)]; }, function (value, found) {
          const at = number % found.size, own = value.communes[at];
          const from = value.communes.slice(0, at).reduce(function (sum, each) { return sum + each[3]; }, 0);
          return { id: own[0], name: own[1], formerly: own[2], counters: value.counters.slice(from, from + own[3]), weeks: value.weeks };
        }, done);
      },
    };
  }

  motcua.tools = motcua.tools || {};
  motcua.tools.where = function (root, data, words) {
    const element = motcua.finder.element, fill = motcua.finder.fill, line = motcua.workshop.line, hours = motcua.toolWords.hours;
    const language = document.documentElement.lang, ticking = [];

    /* When. */
    function clock(minute) {
      return fill(minute % 60 ? hours.minutes : hours.whole, { hour: String(Math.floor(minute / 60)), minute: ("0" + minute % 60).slice(-2) });
    }
    function dayOf(state) {
      const day = hours[WEEK[weekday(state.date)]];
      if (state.n < 2) return state.n ? words.tomorrow : words.today;
      const style = { day: "numeric", month: language === "vi" ? "numeric" : "long", timeZone: "UTC" };
      return state.n < 7 ? day : fill(words.on_date, { day: day, date: new Date(state.date).toLocaleDateString(language === "vi" ? "vi" : "en-GB", style) });
    }
    function told(week) {
      const at = now(), today = iso(at.date), state = stateOf(week.days, at, offAt);
      if (!week.days[weekday(at.date)].length && madeUp.has(today)) return words.made_up;
      if (state.isOpen) {
        if (!week.cut_off) return fill(words.open, { time: clock(state.minute) });
        if (at.minute > week.cut_off) return fill(words.late, { time: clock(state.minute) });
        return fill(words.open, { time: clock(state.minute) }) + " " + fill(words.until, { time: clock(week.cut_off) });
      }
      const again = state.n < 0 ? words.closed_long : fill(words.closed, { time: clock(state.minute), day: dayOf(state) });
      return state.off ? fill(words.day_off, { name: state.off }) + " " + again : again;
    }
    /* Days off and those worked instead come with the first counter, where the catalogue tells them. */
    const off = new Map(), madeUp = new Set();
    let last = "";
    function offAt(date) { return off.get(date) || ""; }
    function takeDays(came) {
      const days = came && motcua.holidays, here = function (place) { return days.names[place][language] || days.names[place].vi; };
      if (!days) return;
      days.off.forEach(function (each) { off.set(each[0], here(each[1])); });
      days.working.forEach(function (each) { madeUp.add(each[0]); });
      last = days.last;
      tickAll();
    }
    function tickAll() { ticking.forEach(function (tick) { tick(); }); }

    /* A counter. */
    function paragraph(inside, kind) { return element("p", { class: kind }, inside); }
    function way(href, label, about) { return element("a", { class: "tool__way", href: href, rel: "noopener", "aria-label": about }, label); }
    function card(counter, weeks) {
      const week = weeks[counter.week] || {}, state = element("strong", { class: "tool__answer" });
      const unsure = paragraph(words.no_days_off, "tool__hint");
      const tick = function () {
        const text = told(week);
        if (state.textContent !== text) state.textContent = text;
        unsure.hidden = iso(now().date) <= last;
      };
      const name = line(counter.name).map(function (part) { return part.textContent || part; }).join("");
      const ways = [];
      if (counter.dial) ways.push(way(counter.dial, words.call + " " + counter.telephone, words.call + " " + counter.telephone + ", " + name));
      if (counter.map) ways.push(way(counter.map, words.map, words.map + ": " + name));
      if (counter.email) ways.push(way("mailto:" + counter.email, counter.email));
      if (week.days) { tick(); ticking.push(tick); }
      return element("div", { class: "tool__result" }, [
        paragraph([element("strong", null, line(counter.name))].concat(counter.mark ? [" ", element("span", { class: "mark" }, counter.mark)] : [])),
        week.days ? paragraph(state) : paragraph(week.told ? words.in_words : words.no_hours, "tool__doubt"),
      ].concat(week.days ? unsure : [], paragraph(line(counter.address)),
        week.told ? paragraph(line(week.told)) : [], counter.receives ? paragraph([words.receives + ": "].concat(line(counter.receives))) : [],
        ways.length ? element("p", { class: "tool__ways" }, ways) : []));
    }
    function cards(counters, weeks) { return counters.map(function (each) { return card(each, weeks); }); }
    function rest() {
      return [data.counters.length ? paragraph(data.communes.length ? words.also : "") : ""].concat(cards(data.counters, data.weeks)).filter(function (each) { return each.textContent; });
    }
    function accepts() { return data.accepts ? paragraph([element("strong", null, words.from_elsewhere), " "].concat(line(data.accepts))) : ""; }
    setInterval(tickAll, MINUTE);
    if (data.counts_days) motcua.workshop.needAll(["holidays.js"], takeDays);

    if (!data.communes.length) return root.append.apply(root, rest().concat(accepts()));

    /* The commune. */
    const list = listAt(new URL(data.index, document.baseURI).href);
    const box = element("input", { id: "where-commune", type: "search", autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": "where-note" });
    const told_ = element("p", { role: "status" }), choices = element("ul", { class: "tool__list where__choices" });
    const asking = element("div", { class: "tool__field" }, [
      element("label", { class: "tool__label", for: "where-commune" }, words.label), element("p", { class: "tool__hint", id: "where-note" }, words.note), box, told_, choices,
    ]);
    const chosen = element("div", { class: "where__chosen", tabindex: "-1" });
    let turn = 0, here = "";

    function failed() {
      told_.textContent = "";
      told_.append(words.failed + " ", element("a", { href: data.page + (location.protocol === "file:" ? "index.html" : "") }, words.page));
    }
    function options(found, choose) {
      choices.textContent = "";
      found.forEach(function (name) {
        const button = element("button", { type: "button", class: "where__choice" }, name.isOld ? fill(words.old, { name: name.text }) : name.text);
        button.addEventListener("click", function () { choose(name); });
        choices.append(element("li", null, button));
      });
    }
    function search() {
      const typed = plain(box.value), mine = turn += 1;
      if (!typed) return offerFew();
      list.names(typed, function (names) {
        if (mine !== turn) return;
        if (!names) return failed();
        list.open(function (current) {
          const found = matching(names, typed, current.kinds), n = Math.min(found.length, SHOWN);
          told_.textContent = !n ? words.none : fill(found.length > n ? words.found_more : words.found, { n: n });
          options(found.slice(0, n), choose);
        });
      });
    }
    /* Where communes are few they are shown before a letter is typed. */
    function offerFew() {
      const mine = turn += 1;
      told_.textContent = "";
      options([], choose);
      list.open(function (current) {
        if (mine !== turn) return;
        if (!current) return failed();
        if (current.count > FEW) return;
        list.names("", function (names) { if (mine === turn && names) options(names.filter(function (each) { return !each.isOld; }), choose); });
      });
    }
    function choose(name) {
      if (name.now.length === 1) return show(name.now[0], true);
      const mine = turn += 1, found = [];
      let missing = name.now.length;
      name.now.forEach(function (number, i) {
        list.commune(number, function (commune) {
          found[i] = commune && { text: line(commune.name).map(function (part) { return part.textContent || part; }).join(""), now: [number] };
          if (--missing || mine !== turn) return;
          if (found.some(function (each) { return !each; })) return failed();
          told_.textContent = fill(words.now, { name: name.text });
          options(found, choose);
          choices.querySelector("button").focus();
        });
      });
    }
    function show(number, isAsked) {
      list.commune(number, function (commune) {
        if (!commune) return failed();
        const own = commune.counters.filter(function (each) { return data.communes.indexOf(each.of) >= 0; });
        const again = element("button", { type: "button", class: "where__again" }, words.again);
        const formerly = language === "vi" ? commune.formerly.join(", ") : element("span", { lang: "vi" }, commune.formerly.join(", "));
        const before = fill(words.formerly, { names: "\n" }).split("\n");
        again.addEventListener("click", function () {
          ask();
          box.focus();
        });
        ticking.length = 0;
        chosen.textContent = "";
        chosen.append.apply(chosen, [element("p", { class: "tool__label", id: "where-chosen" }, fillLine(words.chosen, line(commune.name)))]
          .concat(commune.formerly.length ? element("p", { class: "tool__hint" }, [before[0], formerly, before[1] || ""]) : [],
            own.length ? cards(own, commune.weeks) : paragraph(words.none_here, "tool__doubt"), accepts(), again, rest()));
        asking.hidden = true;
        chosen.hidden = false;
        here = commune.id;
        if (isAsked) motcua.workshop.keep("where", here);
        share(own, commune.weeks);
        if (isAsked) chosen.focus();
      });
    }
    /* The counters chosen in one line each, for the other tools of this page as long as it stands open. */
    function share(counters, weeks) {
      motcua.workshop.chosen = counters.length ? counters.map(function (each) {
        return [each.name, each.address, (weeks[each.week] || {}).told, each.telephone, each.mark].filter(Boolean).reduce(function (all, said) {
          return all.concat(all.length ? [[" · ", ""]] : [], typeof said === "string" ? [[said, ""]] : said);
        }, []);
      }) : null;
      dispatchEvent(new Event("chosen"));
    }
    function fillLine(pattern, pieces) {
      const parts = fill(pattern, { name: "\n" }).split("\n");
      return [parts[0]].concat(pieces, parts[1] || "");
    }
    function ask() {
      ticking.length = 0;
      asking.hidden = false;
      chosen.hidden = true;
      chosen.textContent = "";
      box.value = new URLSearchParams(location.search).get("q") || "";
      here = "";
      motcua.workshop.keep("where", here);
      share([]);
      search();
    }
    /* The address may name a commune; one that is not on the list is asked for. */
    function named() {
      const id = motcua.workshop.kept("where");
      if (!/^[a-z0-9-]+$/.test(id)) return ask();
      const wanted = id.replace(/-/g, " ");
      list.names(wanted, function (names) {
        list.open(function (current) {
          const near = current && names ? [wanted, wanted.replace(/ \d+$/, "")].reduce(function (found, each) {
            return found.concat(matching(names, plain(each), current.kinds));
          }, []).filter(function (each) { return !each.isOld; }) : [];
          (function look(i) {
            if (!near[i]) return ask();
            list.commune(near[i].now[0], function (commune) {
              if (commune && commune.id === id) show(near[i].now[0], false);
              else look(i + 1);
            });
          })(0);
        });
      });
    }
    box.addEventListener("input", search);
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      const first = choices.querySelector("button");
      if (first) first.focus();
    });
    addEventListener("hashchange", function () { if (motcua.workshop.kept("where") !== here) named(); });
    root.append(asking, chosen);
    named();
  };
  /* What its own tests hold against tables. */
  motcua.tools.where.stateOf = stateOf;
  motcua.tools.where.matching = matching;
})();
