/* "When will I have the result?": what the reader is asked, and the answer each time something is typed. */
(function () {
  "use strict";
  const motcua = globalThis.motcua, days = motcua.days, HOURS = 7, MOST_WAITS = 5;
  let made = 0;

  /* Days and hours are those of Viet Nam, wherever the reader is. */
  function today() { return new Date(Date.now() + HOURS * 36e5).toISOString().slice(0, 10); }
  /* What was typed: as browsers give a day, or as people write it where a browser has no field for days. */
  function dayOf(box) {
    const value = box.value.trim(), parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(value);
    const iso = parts ? [parts[3], parts[2].padStart(2, "0"), parts[1].padStart(2, "0")].join("-") : value;
    if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return null;
    const day = days.toDay(iso);
    return days.toIso(day) === iso ? day : null;
  }
  function minuteOf(value) {
    const parts = /^(\d{1,2}):(\d\d)$/.exec(value);
    return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
  }
  function clock(time, words) {
    const parts = time.split(":");
    return motcua.finder.fill(parts[1] === "00" ? words.clock_whole : words.clock, { h: String(Number(parts[0])), m: parts[1] });
  }
  /* A case may be named in the address: `#tool-date=cap-lai`. */
  function caseOf(data) {
    const named = motcua.workshop.kept("date");
    if (!data.cases.length) return Object.keys(data.pick)[0];
    return Object.keys(data.pick).indexOf(named) >= 0 ? named : null;
  }
  function plain(said) { return typeof said === "string" ? said : said.map(function (piece) { return piece[0]; }).join(""); }

  motcua.tools.date = function (root, data, words) {
    const element = motcua.finder.element, fill = motcua.finder.fill, shop = motcua.workshop, waits = [], opened = {};
    const answers = { case: caseOf(data), way: data.ways.length ? null : "", row: null, office: data.offices.length === 1 ? 0 : null };
    let known = null, speaker = null;

    /* The questions. */
    function field(type, label, hint) {
      const id = "date-" + ++made, box = element("input", { id: id, type: type, autocomplete: "off" });
      const told = element("span", { class: "tool__hint", id: id + "-hint" }, hint), said = element("p", { class: "tool__said", role: "status" }), fault = element("p", { class: "tool__fault", id: id + "-fault", hidden: true });
      if (hint) box.setAttribute("aria-describedby", told.id);
      box.addEventListener("input", show);
      const inside = [element("label", { class: "tool__label", for: id }, label), hint ? told : "", box, type === "date" ? said : "", fault];
      return { box: box, hint: told, said: said, fault: fault, node: element("div", { class: "tool__field" }, inside) };
    }
    /* Browsers write a day in the order of their own language: it is said whole, so that 5/11 is nobody's 11 May. */
    function sayDay(one) {
      const day = dayOf(one.box), said = day === null ? "" : days.said(day, words.whole_day, words);
      if (one.said.textContent !== said) one.said.textContent = said;
    }
    function blame(one, said) {
      const about = [one.hint.parentNode ? one.hint.id : "", said ? one.fault.id : ""].filter(Boolean).join(" ");
      one.fault.textContent = said;
      one.fault.hidden = !said;
      one.box.setAttribute("aria-invalid", String(Boolean(said)));
      if (about) one.box.setAttribute("aria-describedby", about);
      else one.box.removeAttribute("aria-describedby");
      return !said;
    }
    function choices(key, legend, options) {
      const name = "date-" + ++made;
      return element("fieldset", null, [element("legend", null, legend)].concat(options.map(function (option) {
        const box = element("input", { type: "radio", name: name });
        box.checked = answers[key] === option[0];
        box.addEventListener("change", function () {
          answers[key] = option[0];
          if (key === "case" || key === "way") answers.row = null;
          show();
        });
        return element("label", { class: "tool__choice" }, [box, element("span", null, option[1])]);
      })));
    }
    function rowChoices(places) {
      return choices("row", words.row, places.map(function (n) {
        const row = data.rows[n], said = (row.here || row.law || { say: "" }).say, inside = [];
        [row.head, row.when].filter(Boolean).forEach(function (head) { inside.push.apply(inside, (inside.length ? ["; "] : []).concat(shop.line(head))); });
        return [n, inside.concat(said ? [(inside.length ? ": " : "") + said] : [])];
      }));
    }
    function addWait() {
      const remove = element("button", { type: "button", class: "frame-button frame-button--quiet" }, words.remove);
      const wait = { asked: field("date", words.asked, ""), answered: field("date", words.answered, words.answered_hint), at: field("time", words.answered_at, ""), legend: element("legend") };
      wait.node = element("fieldset", null, [wait.legend, element("div", { class: "tool__pair" }, [wait.asked.node, wait.answered.node, wait.at.node]), remove]);
      remove.addEventListener("click", function () {
        waits.splice(waits.indexOf(wait), 1);
        wait.node.remove();
        number();
        more.focus();
        show();
      });
      waits.push(wait);
      waiting.append(wait.node);
      number();
      return wait;
    }
    function number() {
      waits.forEach(function (wait, n) { wait.legend.textContent = fill(words.nth, { n: String(n + 1) }); });
      more.hidden = waits.length >= MOST_WAITS;
    }

    const byPost = data.ways.some(function (way) { return way[0] === "postal"; });
    const filed = field("date", words.filed, byPost ? words.filed_by_post : ""), at = field("time", words.at, words.at), rows = element("div"), waiting = element("div");
    const unknownHour = element("p", { class: "tool__hint" }, words.no_last_hour);
    const more = element("button", { type: "button", class: "frame-button frame-button--quiet" }, words.add);
    const form = element("form", { novalidate: true }, [
      data.cases.length ? choices("case", words.case, data.cases.map(function (each) { return [each[0], shop.line(each[1])]; })) : "",
      data.ways.length ? choices("way", words.way, data.ways.map(function (each) { return [each[0], [each[1]]]; })) : "",
      rows,
      data.offices.length > 1 ? choices("office", words.office, data.offices.map(function (office, n) { return [n, shop.line(office[0])]; }).concat([[null, [words.office_unknown]]])) : "",
      element("div", { class: "tool__pair" }, [filed.node, at.node]), unknownHour,
      element("details", null, [element("summary", null, words.waits), element("p", null, words.waits_lead), waiting, element("p", null, more)]),
    ]);
    const told = element("div", { class: "tool__result", role: "status" }), rest = element("div");
    filed.box.value = today();
    more.addEventListener("click", function () { addWait().asked.box.focus(); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    root.append(form, told, rest);

    /* What was answered. */
    function picked() {
      const ways = data.pick[answers.case];
      return (ways && answers.way !== null && ways[answers.way]) || [[], []];
    }
    function hour() {
      const office = data.offices[answers.office];
      return office && office[1] ? office : null;
    }
    function filing() {
      const last = hour(), from = dayOf(filed.box), list = [];
      const isFine = waits.map(function (wait) {
        const asked = dayOf(wait.asked.box), answered = dayOf(wait.answered.box);
        if (asked !== null) list.push([asked, answered, minuteOf(wait.at.box.value)]);
        const isAsked = blame(wait.asked, asked !== null && from !== null && asked < from ? words.asked_early : "");
        return blame(wait.answered, answered !== null && asked !== null && answered < asked ? words.answered_early : "") && isAsked;
      }).every(Boolean);
      return isFine && from !== null ? { day: from, minute: minuteOf(at.box.value), cutOff: last ? minuteOf(last[1]) : null, waits: list } : null;
    }

    /* What is asked for after the promised day changes nothing: more likely a day is mistyped. Where nothing is counted it makes a new day. */
    function doubt(all) {
      const promised = speaker.safe(all);
      if (promised === null || all[0].time.unit === "same_day") return;
      waits.forEach(function (wait) { if (dayOf(wait.asked.box) > promised) blame(wait.asked, words.asked_late); });
    }

    function ask(places, row) {
      const last = hour(), key = places.length > 1 ? places.join() : "";
      at.node.hidden = !last;
      unknownHour.hidden = Boolean(last);
      const isToday = row && (row.here || row.law || {}).unit === "same_day";
      waits.forEach(function (wait) { wait.at.node.hidden = !last || !isToday; });
      if (last) at.hint.textContent = fill(words.at_hint, { hour: clock(last[1], words) }) + (last[2] ? " (" + last[2] + ")" : "");
      if (rows.dataset.shown === key) return;
      rows.dataset.shown = key;
      rows.textContent = "";
      if (key) rows.append(rowChoices(places));
    }
    /* What the reader has opened stays open when the day changes. */
    function fold(key, inside) {
      const made = element("details", { open: opened[key] }, [element("summary", null, words[key]), inside]);
      made.addEventListener("toggle", function () { opened[key] = made.open; });
      return made;
    }
    function show() {
      const picks = picked(), places = picks[0], row = data.rows[places.length > 1 ? answers.row : places[0]];
      const stages = picks[1].map(function (n) { return data.stages[n]; });
      ask(places, row);
      [].concat.apply([filed], waits.map(function (wait) { return [wait.asked, wait.answered]; })).forEach(sayDay);
      told.textContent = "";
      rest.textContent = "";
      if (!known) return;
      const given = filing();
      const isAsked = answers.case === null || answers.way === null || places.length > 1;
      if (!row || !given) return told.append(element("p", null, row ? words.choose_day : isAsked ? words.choose : words.not_said));
      const all = speaker.answers(row, stages, given);
      if (!all.length) return told.append(element("p", null, words[(row.here || row.law || { why: "in_words" }).why]));
      doubt(all);
      const headline = speaker.headline(all, row, given), longest = all[all.length - 1].found;
      told.append.apply(told, headline);
      if (all.every(function (one) { return one.found.due !== null; })) rest.append(buttons(all, row, stages, given));
      rest.append(speaker.notes(row, stages, all));
      if (longest.received !== null) rest.append(fold("days", speaker.dayList(longest)));
      rest.append(fold("rules", speaker.rules()));
    }

    /* What leaves the page. */
    function buttons(all, row, stages, given) {
      const save = element("button", { type: "button", class: "frame-button" }, words.calendar);
      const print = element("button", { type: "button", class: "frame-button frame-button--quiet" }, words.print);
      const address = location.href.split("#")[0];
      save.addEventListener("click", function () {
        const about = all.map(function (one) { return one.label + ": " + speaker.dayText(one.found.due); }).concat(words.no_promise, address).join("\n");
        shop.save(data.code + ".ics", "text/calendar;charset=utf-8", days.event({
          code: data.code, filed: given.day, day: speaker.safe(all), title: fill(words.event, { name: plain(data.name) }), about: about,
        }));
      });
      print.addEventListener("click", function () { shop.paper(sheet(all, row, stages, given, address)); });
      return element("div", { class: "tool__buttons" }, [save, print]);
    }
    function sheet(all, row, stages, given, address) {
      const chosen = data.cases.concat(data.ways).filter(function (each) { return each[0] === answers.case || each[0] === answers.way; });
      const filedAt = words.filed + ": " + speaker.dayText(given.day) + (at.box.value && hour() ? ", " + clock(at.box.value, words) : "");
      const lines = [shop.line(data.name), [fill(words.code, { code: data.code })]].concat(chosen.map(function (each) { return shop.line(each[1]); }), [[filedAt]]);
      return element("section", { "aria-label": words.sheet }, [element("h1", null, words.sheet)]
        .concat(lines.map(function (each) { return element("p", null, each); }), speaker.headline(all, row, given), speaker.notes(row, stages, all),
          [element("h2", null, words.days), speaker.dayList(all[all.length - 1].found), element("h2", null, words.rules), speaker.rules(), element("p", null, address)]));
    }

    addWait();
    show();
    shop.needAll(["holidays.js"], function (came) {
      if (!came) return told.append(element("p", null, root.parentNode.dataset.failed));
      known = days.calendar(motcua.holidays);
      speaker = days.speaker(data, words, known);
      show();
    });
  };
})();
